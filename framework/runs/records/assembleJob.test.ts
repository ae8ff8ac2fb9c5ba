import { expect, test } from 'vitest'
import { LOG_FOLDERS } from '../sources/huggingface/format.ts'
import type { Scalar, SourceRun } from '../sources/source.ts'
import { assembleJob, assembleRecords } from './assembleJob.ts'

/** The traits of a source that matter here. */
function sourceOf(name: string) {
  return { name, isGeneric: name === 'json', keepsSplitsApart: name === 'tensorboard' }
}

/** A record with constant metrics. */
function record(
  source: string,
  path: string,
  metrics: Record<string, number>,
  params: Record<string, Scalar> = {},
  more: Partial<SourceRun> = {},
) {
  const run: SourceRun = {
    path,
    status: 'unknown',
    params: new Map(Object.entries(params)),
    metrics: new Map(
      Object.entries(metrics).map(([name, value]) => [
        name,
        { step: Float64Array.of(1), value: Float64Array.of(value) },
      ]),
    ),
    files: [],
    findings: [],
    ...more,
  }
  return { source: sourceOf(source), run }
}

const last = (run: { metrics: SourceRun['metrics'] } | undefined) =>
  Object.fromEntries([...(run?.metrics ?? [])].map(([name, { value }]) => [name, value.at(-1)]))

test('of several tries with equal parameters the last counts, in natural order, and the rest are named', () => {
  const { runs, earlier } = assembleJob('job', [
    record('lightning', 'job/logs/version_10', { loss: 3 }, { lr: 1 }),
    record('lightning', 'job/logs/version_2', { loss: 2 }, { lr: 1 }),
    record('lightning', 'job/logs/version_0', { loss: 1 }),
  ])
  expect(runs).toHaveLength(1)
  expect(last(runs[0])).toEqual({ loss: 3 })
  expect(earlier).toEqual([
    {
      runDir: 'job/logs/version_0',
      reason:
        'it is an earlier try, with no parameters that tell it from logs/version_10, which counts',
    },
    {
      runDir: 'job/logs/version_2',
      reason: 'it is an earlier try, with the same parameters as logs/version_10, which counts',
    },
  ])
})

test.each(['job/abackup', 'job/logs/abackup', 'job/logs/zbackup', 'job/zbackup'])(
  'a copy in %s of a session that was resumed does not count as a try',
  (place) => {
    const session = (path: string, step: number) => {
      const loss = {
        step: Float64Array.of(step, step + 5),
        value: Float64Array.of(2 / step, 1 / step),
      }
      return record('lightning', path, {}, { lr: 1 }, { metrics: new Map([['loss', loss]]) })
    }
    const sessions = [session('job/logs/version_0', 1), session('job/logs/version_1', 7)]
    for (const step of [1, 7]) {
      const { runs, earlier } = assembleJob('job', [...sessions, session(place, step)])
      expect(runs.map(({ metrics }) => [...(metrics.get('loss')?.step ?? [])])).toEqual([
        [1, 6, 7, 12],
      ])
      expect(earlier).toHaveLength(1)
    }
  },
)

test('a try at going on from a checkpoint that begins anew is a later try at the same thing', () => {
  const { runs, earlier } = assembleJob('job', [
    record('lightning', 'job/version_0', { loss: 1 }, { lr: 1 }),
    record('lightning', 'job/version_1', { loss: 2 }, { lr: 1, ckpt_path: 'last.ckpt' }),
  ])
  expect(runs.map(last)).toEqual([{ loss: 2 }])
  expect(earlier.map(({ runDir }) => runDir)).toEqual(['job/version_0'])
})

test('a metric that a trainer hands to its loggers under another name is one', () => {
  const trainer = record('huggingface', 'job', { loss: 0.5, eval_loss: 0.25 })
  const source = { ...trainer.source, logs: LOG_FOLDERS }
  const tags = { 'train/loss': Math.fround(0.5), 'eval/loss': 0.75, 'train/train_runtime': 3 }
  const logger = record('tensorboard', 'job/runs/a', tags)
  const [run] = assembleJob('job', [{ ...trainer, source }, logger]).runs
  expect(last(run)).toEqual({ loss: 0.5, eval_loss: 0.25, train_runtime: 3 })
  expect(run?.findings).toEqual([
    'tensorboard has metrics that huggingface has too, which counts: loss and 1 more; they differ in eval_loss (0.25, not 0.75)',
  ])
  const others = record('tensorboard', 'job/runs/a', { 'train/loss': 9 })
  const [kept] = assembleJob('job', [{ ...trainer, source }, others]).runs
  expect(last(kept)).toEqual({ loss: 0.5, eval_loss: 0.25, 'train/loss': 9 })
})

test('a later try without a value does not replace one that has some', () => {
  const { runs, earlier } = assembleJob('job', [
    record('lightning', 'job/logs/version_0', { loss: 1 }, { lr: 1 }),
    record('lightning', 'job/logs/version_1', {}, { lr: 1 }),
  ])
  expect(last(runs[0])).toEqual({ loss: 1 })
  expect(earlier).toEqual([
    {
      runDir: 'job/logs/version_1',
      reason: 'it has no values; logs/version_0, which has some, counts',
    },
  ])
})

test('the record of a fit and that of a test after it are one run, which says so', () => {
  const { runs, earlier } = assembleJob('job', [
    record('lightning', 'job/logs/version_0', { val_loss: 3 }, { lr: 1 }),
    record('lightning', 'job/logs/version_1', { val_loss: 2, hp_metric: -1 }, { lr: 1 }),
    record('lightning', 'job/logs/version_2', { test_acc: 0.5, hp_metric: -1 }, { lr: 1 }),
  ])
  expect(runs.map(last)).toEqual([{ val_loss: 2, test_acc: 0.5, hp_metric: -1 }])
  expect(runs[0]?.findings).toEqual([
    'logs/version_1 and logs/version_2, one with metrics of the test alone, are one run',
  ])
  expect(earlier.map(({ runDir }) => runDir)).toEqual(['job/logs/version_0'])
})

test('records with different parameters are runs of their own, told apart by their part', () => {
  const { runs } = assembleJob('job', [
    record('lightning', 'job/fold_1', { loss: 1 }, { fold: 1 }),
    record('lightning', 'job/fold_2', { loss: 2 }, { fold: 2 }),
  ])
  expect(runs.map(({ path, part }) => [path, part])).toEqual([
    ['job', 'fold_1'],
    ['job', 'fold_2'],
  ])
})

test.each([
  ['no', {}],
  ['equal', { lr: 1 }],
])(
  'folders of folds are parts, also with %s parameters; a fold may have several tries',
  (_, params) => {
    const { runs, earlier } = assembleJob('job', [
      record('lightning', 'job/fold_1/version_0', { loss: 1 }, params),
      record('lightning', 'job/fold_2/version_0', { loss: 2 }, params),
      record('lightning', 'job/fold_2/version_1', { loss: 3 }, params),
    ])
    expect(runs.map(last)).toEqual([{ loss: 1 }, { loss: 3 }])
    expect(runs.map(({ part }) => part)).toEqual(['fold_1/version_0', 'fold_2/version_1'])
    expect(earlier.map(({ runDir }) => runDir)).toEqual(['job/fold_2/version_0'])
  },
)

test('several sources in one job are one run; the first one counts for a metric, the other is reported', () => {
  const {
    runs: [run, ...others],
  } = assembleJob('job', [
    record('lightning', 'job/csv/version_0', { loss: 1, acc: 5 }),
    record('tensorboard', 'job/tb', { loss: 9, lr: 3 }, {}, { status: 'finished' }),
  ])
  expect(others).toEqual([])
  expect(last(run)).toEqual({ loss: 1, acc: 5, lr: 3 })
  expect(run?.sources).toEqual(['lightning', 'tensorboard'])
  expect(run?.status).toBe('finished')
  expect(run?.findings).toEqual([
    'tensorboard has metrics that lightning has too, which counts: loss; they differ in loss (1, not 9)',
  ])
})

test('train and validation folders of one parent are one run with metrics by split', () => {
  const {
    runs: [run, ...others],
  } = assembleJob('job', [
    record('tensorboard', 'job/train', { loss: 1 }),
    record('tensorboard', 'job/validation', { loss: 2, 'validation/acc': 3 }),
  ])
  expect(others).toEqual([])
  expect(last(run)).toEqual({ 'train/loss': 1, 'validation/loss': 2, 'validation/acc': 3 })
})

test('a record about the whole job belongs to each of its parts', () => {
  const { runs } = assembleJob('job', [
    record('lightning', 'job/a', { loss: 1 }, { fold: 1 }),
    record('lightning', 'job/b', { loss: 2 }, { fold: 2 }),
    record('json', 'job', { score: 7 }),
  ])
  expect(runs.map(last)).toEqual([
    { loss: 1, score: 7 },
    { loss: 2, score: 7 },
  ])
})

test('a job without records gives none', () => {
  expect(assembleJob('job', [])).toEqual({ runs: [], earlier: [] })
})

test('what generic files of a job hold is of one run', () => {
  const { runs } = assembleJob('job', [
    record('json', 'job', { acc: 1 }),
    record('json', 'job/eval', { auc: 2 }),
  ])
  expect(runs.map(last)).toEqual([{ acc: 1, auc: 2 }])
})

test('without Hydra, records with equal parameters are runs of their own', () => {
  const { runs } = assembleRecords('.', [
    record('mlflow', 'mlflow.db#a', { loss: 1 }, { lr: 1 }),
    record('mlflow', 'mlflow.db#b', { loss: 2 }, { lr: 1 }),
  ])
  expect(runs.map(({ path }) => path)).toEqual(['mlflow.db#a', 'mlflow.db#b'])
})

test('without Hydra, what two sources recorded under one path is one run', () => {
  const {
    runs: [run, ...others],
  } = assembleRecords('.', [
    record('lightning', 'version_0', { loss: 1 }),
    record('tensorboard', 'version_0', { lr: 2 }),
  ])
  expect(others).toEqual([])
  expect(last(run)).toEqual({ loss: 1, lr: 2 })
})

test('without Hydra, a parent folder and its splits are one run', () => {
  const { runs } = assembleRecords('.', [
    record('tensorboard', 'logs', { lr: 3 }),
    record('tensorboard', 'logs/train', { loss: 1 }),
    record('tensorboard', 'logs/validation', { loss: 2 }),
  ])
  expect(runs.map(last)).toEqual([{ lr: 3, 'train/loss': 1, 'validation/loss': 2 }])
})

test('parameters that lie beside a log that is a run as a file are of that run', () => {
  const log = record('keras', 'a/training.log', { loss: 1 })
  const params = record('record', 'a', {}, { lr: 1 })
  const { runs } = assembleRecords('a', [params, log])
  expect(runs.map(({ path, params: own, metrics }) => [path, own.get('lr'), metrics.size])).toEqual(
    [['a/training.log', 1, 1]],
  )
})

test.each([
  ['beside several logs', [record('keras', 'a/one.log', {}), record('keras', 'a/two.log', {})]],
  [
    'with metrics of their own',
    [record('keras', 'a/one.log', {}), record('json', 'a', { acc: 1 })],
  ],
  ['beside a store of runs', [record('optuna', 'a/study.db#0', {})]],
])('parameters %s are a run of their own', (_, others) => {
  const { runs } = assembleRecords('a', [record('record', 'a', {}, { lr: 1 }), ...others])
  expect(runs.map(({ path }) => path)).toContain('a')
})
