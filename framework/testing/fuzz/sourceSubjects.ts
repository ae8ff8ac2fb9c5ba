import { allennlpSource } from '../../runs/sources/allennlp/allennlpSource.ts'
import { csvLogSource } from '../../runs/sources/csvLog/csvLogSource.ts'
import { dvcliveSource } from '../../runs/sources/dvclive/dvcliveSource.ts'
import { huggingfaceSource } from '../../runs/sources/huggingface/huggingfaceSource.ts'
import { jsonSource } from '../../runs/sources/json/jsonSource.ts'
import { jsonLogSource } from '../../runs/sources/jsonLog/jsonLogSource.ts'
import { kerasSource } from '../../runs/sources/keras/kerasSource.ts'
import { kerasTunerSource } from '../../runs/sources/kerasTuner/kerasTunerSource.ts'
import { lightningSource } from '../../runs/sources/lightning/lightningSource.ts'
import { createLogMetricsSource } from '../../runs/sources/logMetrics/logMetricsSource.ts'
import { mlflowSource } from '../../runs/sources/mlflow/mlflowSource.ts'
import { optunaSource } from '../../runs/sources/optuna/optunaSource.ts'
import { raySource } from '../../runs/sources/ray/raySource.ts'
import { recordSource } from '../../runs/sources/record/recordSource.ts'
import { runsTableSource } from '../../runs/sources/runsTable/runsTableSource.ts'
import { sacredSource } from '../../runs/sources/sacred/sacredSource.ts'
import type { Source } from '../../runs/sources/source.ts'
import { tensorboardSource } from '../../runs/sources/tensorboard/tensorboardSource.ts'
import { wandbSource } from '../../runs/sources/wandb/wandbSource.ts'
import { simpleValue, summaryEvent, tfRecord } from '../trackers/eventFile.ts'
import { sqliteDatabase } from '../trackers/sqliteDatabase.ts'
import { exitRecord, historyRecord, wandbLog } from '../trackers/wandbLog.ts'

/** A source, and a small file of each kind of its, which the inputs are made from. */
export type SourceSubject = readonly [
  source: Source,
  files: Readonly<Record<string, string | Uint8Array>>,
]

/** Those whose files are text. */
export const TEXT_SUBJECTS: readonly SourceSubject[] = [
  [
    recordSource,
    {
      'run_record.json':
        '{"record": 1, "status": "failed", "params": {"lr": 0.1}, "metrics": {"a": {"value": [1, NaN], "step": [0, 1]}}}',
    },
  ],
  [
    lightningSource,
    {
      'metrics.csv': 'epoch,step,"loss",acc\n0,1,0.5,\n0,2,,0.25\n1,3,nan,"0.75"\n',
      'hparams.yaml': 'lr: 1e-3\nnet: &a !!python/tuple [1, {x: 2}]\nb: *a\nc: "${lr}"\n',
    },
  ],
  [
    csvLogSource,
    {
      'results.csv': ' epoch, train/loss, time\n 1, 0.5, 2\n 2, nan,\n',
      'args.yaml': 'lr0: 1e-3\nfreeze: [1, null]\n',
    },
  ],
  [kerasSource, { 'log.csv': 'epoch;loss;val_loss\n0;1.0;"[1]"\n1;0.5;0.25\n' }],
  [
    huggingfaceSource,
    {
      'trainer_state.json':
        '{"global_step": 3, "trial_params": {"a": {"b": 1}}, "log_history": [{"step": 1, "epoch": 0.5, "loss": NaN}, {"step": 3, "x": {"y": 2}}]}',
    },
  ],
  [
    dvcliveSource,
    {
      'metrics.json': '{"a": {"b": 0.5}, "step": 2}',
      'params.yaml': 'lr: 0.1\n',
      'plots/metrics/a/b.tsv': 'timestamp\tstep\tb\n1700000000000\t0\t0.5\n',
    },
  ],
  [
    jsonSource,
    {
      'metrics.jsonl': '{"step": 0, "a": 1}\n{"step": 1, "b": {"c": Infinity}}\n',
      'results.json': '{"d": [1, {"e": 2}], "f": 3}',
    },
  ],
  [
    jsonLogSource,
    {
      'metrics.json': '{"iteration": 1, "a": 1}\n{"iteration": 2, "b": {"c": NaN}}\n',
      'config.yaml': 'SOLVER:\n  LR: 1e-3\n',
      'x.log.json':
        '{"seed": 1, "exp_name": "x"}\n{"mode": "val", "epoch": 1, "iter": 3, "a": 1}\n',
    },
  ],
  [
    raySource,
    {
      'result.json':
        '{"training_iteration": 1, "time_total_s": 2.5, "a": {"b": 1}, "done": true}\n',
      'params.json': '{"lr": 0.1, "layers": [1, {"x": null}]}',
      'progress.csv': 'training_iteration,a/b,date\n1,1,x\n',
    },
  ],
  [
    sacredSource,
    {
      'run.json': '{"status": "COMPLETED", "start_time": "2026-01-31T12:00:00", "result": 1}',
      'config.json': '{"seed": 1, "a": {"b": []}}',
      'metrics.json':
        '{"a": {"steps": [0], "values": [{"value": 1}], "timestamps": ["2026-01-31T12:00:00"]}}',
    },
  ],
  [
    kerasTunerSource,
    {
      'trial.json':
        '{"trial_id": "0", "hyperparameters": {"values": {"lr": 0.1}}, "metrics": {"metrics": {"a": {"direction": "min", "observations": [{"value": [1], "step": 0}]}}}, "status": "COMPLETED"}',
    },
  ],
  [
    allennlpSource,
    {
      'metrics_epoch_0.json': '{"training_duration": "0:01", "epoch": 0, "a": {"b": 1}}',
      'metrics.json': '{"best_epoch": 0, "test_a": 0.5}',
      'config.json': '{"trainer": {"lr": 0.1}}',
    },
  ],
  [
    runsTableSource,
    {
      'runs.csv': 'id,lr,acc\n"a",0.1,0.5\nb,0.2,nan\n',
      'runs.tsv': 'id\tlr\tacc\nc\t0.1\t0.5\n',
      'chart.csv': '"Step","a - loss","a - loss__MIN","a - loss__MAX"\n"0","0.5","0.5","0.5"\n',
      'loss.csv': 'Wall time,Step,Value\n1700000000.5,0,0.5\n1700000001.5,1,0.25\n',
    },
  ],
  [
    await createLogMetricsSource(new Map([['f1', String.raw`f1: (\S+)`]])),
    { 'a.log': 'f1: 0.5\nother f1: x\r\n' },
  ],
  [
    mlflowSource,
    {
      'meta.yaml': "run_id: a1\nlifecycle_stage: active\nrun_name: 'x: y'\nstatus: 3\n",
      'params/lr': '0.1',
      'metrics/loss': '1700000000000 0.5 0\n1700000001000 nan 1\n',
    },
  ],
  [
    optunaSource,
    {
      'journal.log':
        '{"op_code": 0, "study_name": "s", "directions": [1]}\n{"op_code": 4, "study_id": 0}\n{"op_code": 6, "trial_id": 0, "state": 1, "values": [NaN]}\n',
    },
  ],
]

/** Those with files that are not text. */
export async function binarySubjects(): Promise<Readonly<Record<string, SourceSubject>>> {
  return {
    tensorboard: [
      tensorboardSource,
      {
        'events.tfevents.1': tfRecord(
          summaryEvent({ step: 1, wallTime: 2 }, simpleValue('loss', 0.5)),
        ),
      },
    ],
    wandb: [
      wandbSource,
      {
        'run-a.wandb': wandbLog(historyRecord({ loss: '0.5', _step: '1' }), exitRecord(1)),
        'files/config.yaml': 'lr:\n  desc: null\n  value: [1, {x: 2}]\n',
        'files/wandb-summary.json': '{"loss": 0.5, "a": {"b": NaN}}',
        'files/wandb-metadata.json': '{"startedAt": "2025-01-01T00:00:00", "git": {"commit": "a"}}',
      },
    ],
    mlflowDatabase: [mlflowSource, { 'mlflow.db': await sqliteDatabase(MLFLOW) }],
    optunaDatabase: [optunaSource, { 'study.db': await sqliteDatabase(OPTUNA) }],
  }
}

const MLFLOW = `
  CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name TEXT, lifecycle_stage TEXT);
  CREATE TABLE runs (run_uuid TEXT PRIMARY KEY, name TEXT, status TEXT, start_time INTEGER,
    end_time INTEGER, lifecycle_stage TEXT, artifact_uri TEXT, experiment_id INTEGER);
  CREATE TABLE params (key TEXT, value TEXT, run_uuid TEXT);
  CREATE TABLE metrics (key TEXT, value REAL, timestamp INTEGER, run_uuid TEXT, step INTEGER, is_nan INTEGER);
  INSERT INTO experiments VALUES (1, 'grid', 'active');
  INSERT INTO runs VALUES ('a', 'one', 'FINISHED', 1000, 3000, 'active', NULL, 1);
  INSERT INTO params VALUES ('lr', '0.1', 'a');
  INSERT INTO metrics VALUES ('loss', 0.5, 1500, 'a', 1, 0), ('loss', 0, 2000, 'a', 0, 1);
`

const OPTUNA = `
  CREATE TABLE studies (study_id INTEGER PRIMARY KEY, study_name TEXT);
  CREATE TABLE study_directions (study_id INTEGER, objective INTEGER, direction TEXT);
  CREATE TABLE trials (trial_id INTEGER PRIMARY KEY, number INTEGER, study_id INTEGER, state TEXT,
    datetime_start TEXT, datetime_complete TEXT);
  CREATE TABLE trial_params (trial_id INTEGER, param_name TEXT, param_value REAL, distribution_json TEXT);
  CREATE TABLE trial_values (trial_id INTEGER, objective INTEGER, value REAL, value_type TEXT);
  INSERT INTO studies VALUES (1, 'one');
  INSERT INTO study_directions VALUES (1, 0, 'MAXIMIZE');
  INSERT INTO trials VALUES (1, 0, 1, 'COMPLETE', '2025-01-01 10:00:00.000000', NULL);
  INSERT INTO trial_params VALUES (1, 'opt', 0,
    '{"name": "CategoricalDistribution", "attributes": {"choices": ["adam", null, true]}}');
  INSERT INTO trial_values VALUES (1, 0, 0.75, 'FINITE');
`
