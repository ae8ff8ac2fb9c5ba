import { mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { fakeSweep } from '../../testing/fakeSweep.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { simpleValue, summaryEvent, tfRecord } from '../../testing/trackers/eventFile.ts'
import { hydraJob, jsonLines, lightningRun, mlflowRun } from '../../testing/trackers/runFolders.ts'
import { type LoadRunsOptions, loadRuns } from '../loadRuns.ts'
import { findRuns } from './discovery.ts'

const ID = 'a'.repeat(32)
const LOSS = [{ step: 0, loss: 1 }]

/** The runs of what is named in a folder, and what was left out, paths relative to it. */
async function runsIn(
  root: string,
  names: string | readonly string[] = '.',
  more: Partial<LoadRunsOptions> = {},
) {
  const sweepDir = [names].flat().map((name) => path.join(root, name))
  const { order, skipped, warnings } = await loadRuns({ sweepDir, ...more })
  const relative = (place: string) => path.relative(root, place) || '.'
  return {
    order: order.map(relative),
    skipped: skipped.map(({ runDir, reason }) => [relative(runDir), reason]),
    warnings: warnings.map(({ kind }) => kind),
  }
}

describe('a folder that is named', () => {
  test('may hold sweeps, stores and logs of several tools side by side', async () => {
    const root = writeTree({
      ...hydraJob('multirun/2026-01-31/0'),
      ...jsonLines('multirun/2026-01-31/0', [{ loss: 1 }]),
      ...lightningRun('lightning_logs/version_0', LOSS),
      ...mlflowRun(`mlruns/0/${ID}`),
      'outputs/sub/train_log.csv': 'epoch,loss\n0,1\n',
    })
    expect((await runsIn(root)).order).toEqual([
      'lightning_logs/version_0',
      `mlruns/0/${ID}`,
      'multirun/2026-01-31/0',
      'outputs/sub/train_log.csv',
    ])
  })

  test('names files with common names that lie beside runs of another kind', async () => {
    const root = writeTree({
      ...lightningRun('lightning_logs/version_0', LOSS),
      ...jsonLines('plain/run0', [{ loss: 1 }]),
    })
    const { jobs, unreadable } = findRuns({ sweepDir: root })
    expect(jobs).toHaveLength(1)
    expect(unreadable).toEqual([
      {
        path: `${root}/plain/run0/metrics.jsonl`,
        reason:
          'a file of this name counts only in a run: if its directory is one, give it in inputs.run_dirs',
      },
    ])
  })

  test('with nothing but results.json is a run', async () => {
    const root = writeTree({ 'a/results.json': '{"acc": 0.5}' })
    expect((await runsIn(root, 'a')).order).toEqual(['a'])
  })

  test('with nothing but a table of runs gives its rows', async () => {
    const root = writeTree({ 'a/table.csv': 'id,lr,accuracy\nx,1,0.5\ny,2,0.6\n' })
    expect((await runsIn(root, 'a')).order).toEqual(['a/table.csv#x', 'a/table.csv#y'])
  })

  test('names the tables in it whose headers do not say that their rows are runs', async () => {
    const root = writeTree({
      'one/results.csv': 'model,lr,f1\na,0.1,0.5\n',
      'some/runs.csv': 'id,lr,accuracy\nx,1,0.5\n',
      'some/data.csv': 'a,b\n1,2\n',
      'some/notes.txt': '',
    })
    const advice = new RegExp(
      `is read where it is named: inputs.sweep_dir=${root}/one/results.csv$`,
    )
    for (const inputs of [{ sweepDir: `${root}/one` }, { runDirs: [`${root}/one`] }]) {
      expect(findRuns(inputs).skipped).toEqual([
        { runDir: `${root}/one`, reason: expect.stringMatching(advice) },
      ])
    }
    const { jobs, unreadable } = findRuns({ sweepDir: `${root}/some` })
    expect(jobs.map(({ directory }) => directory)).toEqual([`${root}/some/runs.csv`])
    expect(unreadable).toEqual([
      { path: `${root}/some/data.csv`, reason: expect.stringContaining('name the file itself') },
    ])
  })

  test('beside a run neither files with common names nor tables count', async () => {
    const root = writeTree({
      'results.json': '{"acc": 0.5}',
      'table.csv': 'id,lr,accuracy\nx,1,0.5\n',
      ...lightningRun('version_0', LOSS),
    })
    expect((await runsIn(root)).order).toEqual(['version_0'])
  })

  test('is read once, however often it is named', async () => {
    const root = writeTree({ ...lightningRun('logs/version_0', LOSS), ...mlflowRun(`m/0/${ID}`) })
    expect(await runsIn(root, ['logs', '.', 'logs', 'logs/version_0'])).toEqual({
      order: ['logs/version_0', `m/0/${ID}`],
      skipped: [],
      warnings: ['goal-by-name'],
    })
  })

  test('that a link leads to goes by its own name', async () => {
    const root = writeTree(lightningRun('runs/version_0', LOSS))
    symlinkSync('runs', `${root}/latest`)
    const { order, skipped } = await runsIn(root, ['latest', 'runs'])
    expect(order).toHaveLength(1)
    expect(skipped).toHaveLength(1)
    expect(order).not.toEqual([skipped[0]?.[0]])
  })
})

describe('a file that is named', () => {
  test('is read by itself, and once where its folder is named too', async () => {
    const root = writeTree({
      'table.csv': 'id,lr,accuracy\nx,1,0.5\n',
      ...lightningRun('a', LOSS),
      ...lightningRun('b', LOSS),
    })
    expect((await runsIn(root, 'a/metrics.csv')).order).toEqual(['a'])
    expect((await runsIn(root, ['table.csv', 'a/metrics.csv', '.'])).order).toEqual([
      'a',
      'b',
      'table.csv#x',
    ])
  })

  test('of no format is an error that says where formats are listed', async () => {
    const root = writeTree({ 'notes.txt': '' })
    await expect(runsIn(root, 'notes.txt')).rejects.toMatchObject({
      code: 'SWEEP_DIR_NOT_FOUND',
      message: expect.stringContaining('docs/sources.md'),
    })
  })
})

describe('a job in the root of a project (hydra.run.dir=.)', () => {
  const hydraYaml = (dir: string) =>
    `hydra:\n  run:\n    dir: ${dir}\n  runtime:\n    cwd: /home/x/project\n`

  test.each(['.', '/home/x/project'])(
    'with run.dir=%s takes none of the runs below',
    async (dir) => {
      const root = writeTree({
        ...hydraJob('.'),
        '.hydra/hydra.yaml': hydraYaml(dir),
        ...lightningRun('lightning_logs/version_0', LOSS),
        ...lightningRun('lightning_logs/version_1', LOSS),
        'data/results.json': '{"acc": 1}',
      })
      expect((await runsIn(root)).order).toEqual([
        '.',
        'lightning_logs/version_0',
        'lightning_logs/version_1',
      ])
    },
  )

  test('has what lies beside its .hydra', async () => {
    const root = writeTree({
      ...hydraJob('.'),
      '.hydra/hydra.yaml': hydraYaml('.'),
      ...jsonLines('.', [{ loss: 3 }]),
    })
    const { runs } = await loadRuns({ sweepDir: root })
    expect(runs.objects()).toMatchObject([{ source: 'json', loss: 3 }])
  })
})

test("the event files of CatBoost's learn and test are one run", async () => {
  const root = writeTree({
    'catboost_info/learn/events.out.tfevents': '',
    'catboost_info/test/events.out.tfevents': '',
  })
  const { order } = await loadRuns({ sweepDir: root })
  expect(order).toEqual([`${root}/catboost_info`])
})

test('train and validation folders of event files are looked for by their parent', async () => {
  const root = writeTree({
    'run/train/events.out.tfevents.1': '',
    'run/validation/events.out.tfevents.1': '',
  })
  expect((await runsIn(root)).order).toEqual(['run'])
})

test("event files in the folder that Hugging Face's trainer keeps for them are of its run", async () => {
  const state = { global_step: 2, log_history: [{ step: 2, loss: 0.5 }] }
  const events = (loss: number) =>
    tfRecord(summaryEvent({ step: 2, wallTime: 1.7e9 }, simpleValue('train/loss', loss)))
  const root = writeTree({
    'out/trainer_state.json': JSON.stringify(state),
    'out/runs/Jan01_host/events.out.tfevents.1': events(9),
    'out/runs/Jan02_host/events.out.tfevents.2': events(0.5),
    'other/events.out.tfevents.3': events(3),
  })
  const { runs } = await loadRuns({ sweepDir: root })
  expect(runs.objects()).toMatchObject([
    { run: 'other', source: 'tensorboard', loss: null, 'train/loss': 3 },
    { run: 'out', source: 'huggingface, tensorboard', loss: 0.5, 'train/loss': null },
  ])
})

test('runs with facts take what loggers left beside them, in further columns', async () => {
  const root = writeTree({})
  const { runDirs } = fakeSweep({ root, axes: { 'phase1.trainer.seed': [1] }, epochs: 2 })
  const [runDir = ''] = runDirs
  const beside = writeTree(lightningRun('x', [{ step: 3, 'val/f1': 0.5 }]))
  symlinkSync(`${beside}/x`, `${runDir}/lightning_logs`)
  const { runs, perEpoch } = await loadRuns({ runDirs })
  expect(runs.objects()).toMatchObject([
    {
      source: 'facts, lightning',
      status: 'finished',
      epochs: 2,
      'val/f1': 0.5,
      'val/f1.best': 0.5,
    },
  ])
  expect(perEpoch.get(runDir)?.columnNames()).toContain('split')
})

test('a sweep exp_* has its runs beside it and the jobs of loggers within it', async () => {
  const root = writeTree({})
  const { sweepDir, runDirs } = fakeSweep({ root, axes: { 'phase1.trainer.seed': [1] }, epochs: 1 })
  mkdirSync(`${sweepDir}/9`, { recursive: true })
  const job = writeTree({ ...hydraJob('0'), ...jsonLines('0', [{ loss: 1 }]) })
  symlinkSync(`${job}/0`, `${sweepDir}/0`)
  const { order } = await loadRuns({ sweepDir })
  expect(order.toSorted()).toEqual([`${sweepDir}/0`, ...runDirs].toSorted())
})

test('what looks like runs and cannot be read is reported, each with its own reason', async () => {
  const root = writeTree({
    ...lightningRun('version_0', LOSS),
    '.aim/x': '',
    'ray/progress.csv': '1,0.5,abc\n',
  })
  const { warnings } = await loadRuns({ sweepDir: root })
  const told = warnings.filter(({ kind }) => kind === 'unreadable-records')
  expect(
    told.map(({ runDirs, detail }) => [path.relative(root, runDirs[0] ?? ''), detail]),
  ).toEqual([
    ['.aim', expect.stringContaining('Aim SDK')],
    ['ray/progress.csv', expect.stringContaining('no header')],
  ])
})

test('a source that fails in a folder harms no other', async () => {
  const root = writeTree(lightningRun('version_0', LOSS))
  const { ALL_SOURCES } = await import('../sources/allSources.ts')
  const broken = {
    name: 'broken',
    claims: () => {
      throw new TypeError('entries is not iterable')
    },
    read: () => [],
  }
  expect(await runsIn(root, '.', { sources: [broken, ...ALL_SOURCES] })).toMatchObject({
    order: ['version_0'],
    warnings: ['not-searched', 'goal-by-name'],
  })
})
