import path from 'node:path'
import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { simpleValue, summaryEvent, tfRecord } from '../../testing/trackers/eventFile.ts'
import { hydraJob, jsonLines, lightningRun } from '../../testing/trackers/runFolders.ts'
import { readSaved } from '../hydra/savedValues.ts'
import type { RunResult } from '../runRecord.ts'
import { searchTree } from '../search/searchTree.ts'
import { ALL_SOURCES } from '../sources/allSources.ts'
import { readJob } from './readJob.ts'

/** What the jobs in a new folder are read as, in order, paths relative to it. */
async function read(files: Record<string, string | Uint8Array>) {
  const root = writeTree(files)
  const results: RunResult[] = []
  for (const job of searchTree(root, { sources: ALL_SOURCES }).jobs) {
    results.push(...(await readJob(job)))
  }
  return results.map((result) => ({
    ...result,
    runDir: path.relative(root, result.runDir),
    files: result.files.map(({ name }) => name),
    cells: result.status === 'loaded' ? Object.fromEntries(result.row) : {},
    last:
      result.status === 'loaded'
        ? Object.fromEntries(result.metrics.map(({ name, last }) => [name, last]))
        : {},
    params:
      result.status === 'loaded'
        ? Object.fromEntries(result.overrides.map(({ key, value }) => [key, value]))
        : {},
  }))
}

test('a job without results is a run', async () => {
  expect(await read(hydraJob('0', { overrides: ['lr=0.1'] }))).toMatchObject([
    { status: 'loaded', runDir: '0', sources: ['hydra'], ended: 'unknown', params: { lr: 0.1 } },
  ])
})

test('the parameters of a job are those of Hydra, its metrics those that loggers wrote below it', async () => {
  const [run] = await read({
    ...hydraJob('0', { overrides: ['lr=0.1'] }),
    ...lightningRun('0/logs/version_0', [{ step: 0, loss: 2 }], { lr: 5, other: 1 }),
    ...jsonLines('0', [{ step: 1, score: 3 }]),
  })
  expect(run).toMatchObject({
    sources: ['lightning', 'json'],
    params: { lr: 0.1 },
    last: { loss: 2, score: 3 },
    files: [
      '.hydra/config.yaml',
      '.hydra/overrides.yaml',
      'logs/version_0/metrics.csv',
      'logs/version_0/hparams.yaml',
      'metrics.jsonl',
    ],
  })
})

test('a broken config is the reason why there is no run', async () => {
  const [run] = await read({
    ...hydraJob('0'),
    '0/.hydra/config.yaml': 'a: [1\n',
    ...jsonLines('0', [{ loss: 1 }]),
  })
  expect(run).toMatchObject({
    status: 'skipped',
    runDir: '0',
    reason: expect.stringContaining('.hydra/config.yaml'),
  })
})

test('a job whose config is missing is reported', async () => {
  const [run] = await read({ '0/.hydra/overrides.yaml': '[]' })
  expect(run).toMatchObject({
    status: 'skipped',
    runDir: '0',
    reason: 'there is neither .hydra/config.yaml nor cfg.yaml',
  })
})

test('a file of the job itself that cannot be read is named once', async () => {
  const [run] = await read({ ...hydraJob('0'), '0/results.json': '{"loss": 0.5' })
  expect(run?.findings).toEqual([
    {
      kind: 'unreadable-records',
      detail: expect.stringMatching(/^results\.json is not valid JSON: /),
    },
  ])
})

test('what cannot be read of a job is reported, and the rest counts', async () => {
  const [run] = await read({
    ...hydraJob('0'),
    ...lightningRun('0/logs', [{ step: 0, loss: 2 }]),
    '0/tb/events.out.tfevents.1': 'garbage that is long enough to be taken for a record',
  })
  expect(run).toMatchObject({
    status: 'loaded',
    last: { loss: 2 },
    findings: [
      {
        kind: 'unreadable-records',
        detail: expect.stringMatching(/^tb\/events\.out\.tfevents\.1: .* is not an event file/),
      },
    ],
  })
})

test('a generic file beside the config that cannot be read is told by its name alone', async () => {
  const [run] = await read({ ...hydraJob('0'), '0/results.json': '{"loss": ' })
  expect(run?.findings.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^results\.json is not valid JSON/),
  ])
})

test('a log that ends in a traceback is reported, while the status is what a format says', async () => {
  const log = 'Traceback (most recent call last):\n  File "a.py"\nValueError: nan loss\n'
  const [run] = await read({
    ...hydraJob('0'),
    ...lightningRun('0/logs', [{ step: 0, loss: 1 }]),
    '0/train.log': log,
  })
  expect(run).toMatchObject({
    ended: 'unknown',
    findings: [
      {
        kind: 'log-ends-in-error',
        detail: expect.stringMatching(
          /^train\.log ends in ValueError: nan loss; .*inputs\.exclude/,
        ),
      },
    ],
  })
  expect(run?.files).toContain('train.log')
})

test('without Hydra what cannot be read is skipped, beside what can', async () => {
  const runs = await read({
    ...lightningRun('a/version_0', [{ step: 0, loss: 2 }]),
    'a/version_1/metrics.csv': '',
  })
  expect(runs).toMatchObject([
    { status: 'loaded', runDir: 'a/version_0' },
    { status: 'skipped', runDir: 'a/version_1/metrics.csv', reason: 'metrics.csv is empty' },
  ])
})

test('tries with equal parameters are one run, and the earlier ones are named', async () => {
  const runs = await read({
    ...hydraJob('0'),
    ...lightningRun('0/logs/version_9', [{ step: 0, loss: 9 }], { lr: 1 }),
    ...lightningRun('0/logs/version_10', [{ step: 0, loss: 1 }], { lr: 1 }),
  })
  expect(runs).toMatchObject([
    { status: 'loaded', runDir: '0', last: { loss: 1 }, findings: [] },
    {
      status: 'skipped',
      runDir: '0/logs/version_9',
      reason: 'it is an earlier try, with the same parameters as logs/version_10, which counts',
    },
  ])
})

test('a try that left no parameters is one at the same thing as the others', async () => {
  const runs = await read({
    ...hydraJob('0'),
    ...lightningRun('0/logs/version_0', [{ step: 0, loss: 9 }]),
    ...lightningRun('0/logs/version_1', [{ step: 0, loss: 1 }], { lr: 1 }),
  })
  expect(runs.map(({ status, last }) => [status, last])).toEqual([
    ['loaded', { loss: 1 }],
    ['skipped', {}],
  ])
})

test('a split that cannot be read is reported, and leaves the names of the others as they are', async () => {
  const events = tfRecord(summaryEvent({ step: 1, wallTime: 1 }, simpleValue('loss', 0.5)))
  const runs = await read({
    'a/train/events.out.tfevents.1': events,
    'a/validation/events.out.tfevents.1': 'garbage that is long enough for a record',
  })
  expect(runs).toMatchObject([
    {
      runDir: 'a',
      last: { 'train/loss': 0.5 },
      findings: [{ detail: expect.stringMatching(/^validation: .* is not an event file/) }],
    },
  ])
})

test('folds are runs with the parameters of their job and a column part', async () => {
  const fold = (number: number) =>
    lightningRun(`0/fold_${number}`, [{ step: 0, loss: number }], { fold: number })
  const runs = await read({ ...hydraJob('0', { overrides: ['lr=0.1'] }), ...fold(0), ...fold(1) })
  expect(runs).toMatchObject([
    { runDir: '0/fold_0', params: { lr: 0.1 }, cells: { part: 'fold_0' }, last: { loss: 0 } },
    { runDir: '0/fold_1', params: { lr: 0.1 }, cells: { part: 'fold_1' }, last: { loss: 1 } },
  ])
})

test('folds that two loggers watched in folders of their own are joined', async () => {
  const files = hydraJob('0')
  for (const fold of [0, 1]) {
    const [row, hparams] = [{ step: 0, loss: fold }, { fold }]
    Object.assign(files, lightningRun(`0/csv/version_${fold}`, [row], hparams))
    Object.assign(files, {
      [`0/dvc/version_${fold}/metrics.json`]: JSON.stringify({ acc: fold, step: 1 }),
      [`0/dvc/version_${fold}/plots/metrics/acc.tsv`]: `step\tacc\n1\t${fold}\n`,
      [`0/dvc/version_${fold}/params.yaml`]: `fold: ${fold}\n`,
    })
  }
  expect(await read(files)).toMatchObject([
    { runDir: '0/csv/version_0', sources: ['lightning', 'dvclive'], last: { loss: 0, acc: 0 } },
    { runDir: '0/csv/version_1', sources: ['lightning', 'dvclive'], last: { loss: 1, acc: 1 } },
  ])
})

test('names that no column can have are one remark, of many the first', async () => {
  const names = Array.from({ length: 50 }, (_, at) => [`a\u0007${at}`, at])
  const [run] = await read({
    ...hydraJob('0'),
    '0/metrics.jsonl': `${JSON.stringify(Object.fromEntries(names))}\n`,
  })
  expect(run?.findings).toEqual([
    {
      kind: 'unusable-column-name',
      detail: expect.stringMatching(
        /^json: "a\\u00070", "a\\u00071", .* and others cannot name a column; left out$/,
      ),
    },
  ])
})

test('a name that no column can have is reported and left out', async () => {
  const [run] = await read({
    ...hydraJob('0'),
    '0/metrics.jsonl': '{"a\\u0007b": 1, "loss": 2}\n',
  })
  expect(run).toMatchObject({
    last: { loss: 2 },
    findings: [{ kind: 'unusable-column-name', detail: expect.stringContaining('a\\u0007b') }],
  })
})

test('where several jobs wrote into one folder, each record has the parameters that it recorded itself', async () => {
  const config = (seed: number) => ({ seed, net: { width: seed + 8 }, lr: 0.1 })
  const runs = await read({
    ...hydraJob('0', { config: config(1), overrides: ['seed=1', 'lr=0.1'] }),
    ...lightningRun('0/csv/version_0', [{ step: 0, loss: 2 }], { ...config(0), lr: 0.5 }),
    ...lightningRun('0/csv/version_1', [{ step: 0, loss: 1 }], { ...config(1), lr: 0.5 }),
  })
  const saved = (run: (typeof runs)[number] | undefined) =>
    run?.status === 'loaded' ? run.saved.map(readSaved).map(({ key, value }) => [key, value]) : []
  const [first, second] = runs
  // Both records have the same rate, which is then no matter of who wrote last.
  expect(first?.params).toEqual({ seed: 0, lr: 0.1 })
  expect(saved(first)).toEqual([
    ['seed', 0],
    ['net.width', 8],
    ['lr', 0.1],
  ])
  expect(first?.cells.config_sha1).toBeNull()
  expect(first?.findings.map(({ detail }) => detail)).toContain(
    'several trainings wrote into the folder of this job, and .hydra is of the last; where their records differ (seed, net.width), each has its own parameters',
  )
  expect(second?.params).toEqual({ seed: 1, lr: 0.1 })
  expect(second?.cells.config_sha1).toMatch(/^[\da-f]{40}$/)
})
