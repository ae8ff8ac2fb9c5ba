import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
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
import { writeTree } from '../files/writeTree.ts'
import { simpleValue, summaryEvent, tfRecord } from '../trackers/eventFile.ts'
import { exitRecord, historyRecord, wandbLog } from '../trackers/wandbLog.ts'
import type { FuzzedReader } from './fuzzedReader.ts'

/** Each source with a small file of each kind, which the inputs are made from. */
const SUBJECTS: readonly [Source, Readonly<Record<string, string | Uint8Array>>][] = [
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
  [runsTableSource, { 'runs.csv': 'id,lr,acc\n"a",0.1,0.5\nb,0.2,nan\n' }],
  [
    await createLogMetricsSource(new Map([['f1', String.raw`f1: (\S+)`]])),
    { 'a.log': 'f1: 0.5\nother f1: x\r\n' },
  ],
  [
    tensorboardSource,
    {
      'events.tfevents.1': tfRecord(
        summaryEvent({ step: 1, wallTime: 2 }, simpleValue('loss', 0.5)),
      ),
    },
  ],
  [
    wandbSource,
    {
      'run-a.wandb': wandbLog(historyRecord({ loss: '0.5', _step: '1' }), exitRecord(1)),
      'files/config.yaml': 'lr:\n  desc: null\n  value: [1, {x: 2}]\n',
      'files/wandb-summary.json': '{"loss": 0.5, "a": {"b": NaN}}',
      'files/wandb-metadata.json': '{"startedAt": "2025-01-01T00:00:00", "git": {"commit": "a"}}',
    },
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

/** The sources, each as the reader of a folder of which one file is fuzzed. */
export function sourceReaders(): FuzzedReader[] {
  return SUBJECTS.map(([source, files]) => {
    const folder = writeTree(files)
    const names = Object.keys(files)
    return {
      name: source.name,
      isText: !BINARY.has(source),
      originals: Object.values(files).map((content) => Uint8Array.from(Buffer.from(content))),
      read: async (input, original) => {
        const name = names[original] as string
        writeFileSync(path.join(folder, name), input)
        try {
          await readFolder(source, folder, name)
        } finally {
          writeFileSync(path.join(folder, name), files[name] as string | Uint8Array)
        }
      },
    }
  })
}

const BINARY: ReadonlySet<Source> = new Set([tensorboardSource, wandbSource])

async function readFolder(source: Source, folder: string, name: string): Promise<void> {
  const entries = readdirSync(folder, { withFileTypes: true })
  const claims = [...source.claims({ path: folder, entries })]
  // A table of runs is claimed where somebody names it, not where it lies.
  if (source === runsTableSource) claims.push({ directory: folder, names: [name], isWhole: false })
  for (const claim of claims) {
    try {
      for (const { metrics } of await source.read(claim)) {
        for (const { step, value } of metrics.values()) {
          if (step.length !== value.length) throw new Error('a metric has steps without values')
        }
      }
    } catch (error) {
      if (!(error instanceof ReportError) || error.code !== 'RUN_UNUSABLE') throw error
    }
  }
}
