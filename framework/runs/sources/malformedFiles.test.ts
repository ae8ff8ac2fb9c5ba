import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ReportError } from '../../errors.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { mutate, randomNumbers } from '../../testing/mutate.ts'
import { simpleValue, summaryEvent, tfRecord } from '../../testing/trackers/eventFile.ts'
import { exitRecord, historyRecord, wandbLog } from '../../testing/trackers/wandbLog.ts'
import { allennlpSource } from './allennlp/allennlpSource.ts'
import { csvLogSource } from './csvLog/csvLogSource.ts'
import { dvcliveSource } from './dvclive/dvcliveSource.ts'
import { huggingfaceSource } from './huggingface/huggingfaceSource.ts'
import { jsonSource } from './json/jsonSource.ts'
import { jsonLogSource } from './jsonLog/jsonLogSource.ts'
import { kerasSource } from './keras/kerasSource.ts'
import { kerasTunerSource } from './kerasTuner/kerasTunerSource.ts'
import { lightningSource } from './lightning/lightningSource.ts'
import { createLogMetricsSource } from './logMetrics/logMetricsSource.ts'
import { mlflowSource } from './mlflow/mlflowSource.ts'
import { optunaSource } from './optuna/optunaSource.ts'
import { raySource } from './ray/raySource.ts'
import { runsTableSource } from './runsTable/runsTableSource.ts'
import { sacredSource } from './sacred/sacredSource.ts'
import type { Source } from './source.ts'
import { tensorboardSource } from './tensorboard/tensorboardSource.ts'
import { wandbSource } from './wandb/wandbSource.ts'

const MUTATIONS = 150

/** Each source with a small file of each kind, which the mutations start from. */
const SUBJECTS: readonly [Source, Readonly<Record<string, string | Uint8Array>>][] = [
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

const NAMED = SUBJECTS.map(([source, files]) => ({ name: source.name, source, files }))

test.each(NAMED)('$name reads malformed files or says why not', async ({ source, files }) => {
  const random = randomNumbers(20)
  for (let round = 0; round < MUTATIONS; round++) {
    for (const mutated of Object.keys(files)) {
      const original = Buffer.from(files[mutated] ?? '')
      const path = writeTree({ ...files, [mutated]: mutate(original, random) })
      const entries = readdirSync(path, { withFileTypes: true })
      const claims = source.claims({ path, entries })
      if (source === runsTableSource)
        claims.push({ directory: path, names: [mutated], isWhole: false })
      for (const claim of claims) await expectRunsOrReason(source, claim)
    }
  }
})

async function expectRunsOrReason(source: Source, claim: Parameters<Source['read']>[0]) {
  try {
    for (const { metrics } of await source.read(claim)) {
      for (const { step, value } of metrics.values()) expect(step).toHaveLength(value.length)
    }
  } catch (error) {
    expect(error).toBeInstanceOf(ReportError)
    expect(error).toMatchObject({ code: 'RUN_UNUSABLE' })
  }
}
