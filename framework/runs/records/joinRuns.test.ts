import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { hydraJob, lightningRun, mlflowRun } from '../../testing/trackers/runFolders.ts'
import { type LoadRunsOptions, loadRuns } from '../loadRuns.ts'

const [A, B, C] = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [string, string, string]

/** The rows of what lies in a new folder, paths relative to it. */
async function load(files: Record<string, string>, options: Partial<LoadRunsOptions> = {}) {
  const root = writeTree(files)
  const { runs, skipped, warnings } = await loadRuns({ sweepDir: root, ...options })
  const rows = runs.objects().map((row) => row as Record<string, unknown>)
  const relative = (runDir: unknown) => path.relative(root, String(runDir)) || '.'
  return {
    rows: rows.map((row) => ({ ...row, run_dir: relative(row.run_dir) }) as typeof row),
    skipped: skipped.map(({ runDir, reason }) => [relative(runDir), reason]),
    details: warnings.map(({ detail }) => detail),
  }
}

/** A job that Hydra wrote to `/cluster/<place>`, wherever it lies now. */
function movedJob(place: string, overrides: string[] = []) {
  return hydraJob(place, {
    overrides,
    hydra: { runtime: { output_dir: `/cluster/${place}`, cwd: '/cluster', choices: {} } },
  })
}

describe('a record that mentions a path', () => {
  test('in the directory of a job is of that job, also where the tree was moved', async () => {
    const { rows } = await load({
      ...movedJob('logs/0', ['lr=0.1']),
      ...movedJob('logs/1', ['lr=0.2']),
      ...mlflowRun(`mlruns/0/${A}`, {
        params: { 'callbacks/dirpath': '/cluster/logs/1/checkpoints' },
        metrics: { acc: [0.5, 0.75] },
      }),
    })
    expect(rows).toMatchObject([
      { run_dir: 'logs/0', lr: 0.1, source: 'hydra', status: 'unknown', acc: null },
      { run_dir: 'logs/1', lr: 0.2, source: 'mlflow', status: 'finished', acc: 0.75 },
    ])
  })

  test('says how the job ended, whatever its log ends in', async () => {
    const log = 'Traceback (most recent call last):\n  File "a.py"\nValueError: bad\n'
    const files = { ...movedJob('logs/0'), 'logs/0/train.log': log }
    expect((await load(files)).details).toContainEqual(expect.stringMatching(/ValueError: bad/))
    const artifactUri = '/cluster/logs/0/artifacts'
    const failed = mlflowRun(`mlruns/0/${A}`, { status: 4, artifactUri, metrics: { acc: [0.5] } })
    const { rows, details } = await load({ ...files, ...failed }, { requireComplete: false })
    expect(rows).toMatchObject([{ run_dir: 'logs/0', status: 'failed' }])
    expect(details.filter((detail) => detail.includes('ValueError'))).toEqual([])
  })

  test('in the directory of an inner job is of the inner one', async () => {
    const { rows } = await load({
      ...movedJob('out'),
      ...movedJob('out/inner'),
      ...mlflowRun(`mlruns/0/${A}`, {
        metrics: { acc: [1.5] },
        artifactUri: '/cluster/out/inner/artifacts',
      }),
    })
    expect(rows).toMatchObject([
      { run_dir: 'out', acc: null },
      { run_dir: 'out/inner', acc: 1.5 },
    ])
  })

  test('beside the directories of jobs is a run of its own', async () => {
    const { rows } = await load({
      ...movedJob('logs/0'),
      ...mlflowRun(`mlruns/0/${A}`, { artifactUri: '/cluster/logs/01/artifacts' }),
    })
    expect(rows.map(({ run_dir }) => run_dir)).toEqual(['logs/0', `mlruns/0/${A}`])
  })

  test('in a project whose job ran in its own directory (hydra.run.dir=.) joins nothing', async () => {
    const started = { runtime: { output_dir: '/cluster', cwd: '/cluster', choices: {} } }
    const hydraYaml = 'hydra:\n  runtime:\n    cwd: /cluster\n    output_dir: /cluster\n'
    const { rows } = await load({
      ...hydraJob('.', { hydra: started }),
      '.hydra/hydra.yaml': hydraYaml,
      ...mlflowRun(`mlruns/0/${A}`, { artifactUri: '/cluster/mlruns/0/a/artifacts' }),
      ...mlflowRun(`mlruns/0/${B}`, { artifactUri: '/cluster/mlruns/0/b/artifacts' }),
    })
    expect(rows.map(({ run_dir }) => run_dir)).toEqual(['.', `mlruns/0/${A}`, `mlruns/0/${B}`])
  })

  test('of several tries at one job the last that was started counts, the others are named', async () => {
    const inJob = { params: { out: '/cluster/logs/0' } }
    const { rows, skipped } = await load({
      ...movedJob('logs/0'),
      ...mlflowRun(`mlruns/0/${A}`, { ...inJob, metrics: { acc: [0.9] }, startTime: 1.7e12 + 5 }),
      ...mlflowRun(`mlruns/0/${B}`, { ...inJob, metrics: { acc: [0.1] } }),
    })
    expect(rows).toMatchObject([{ run_dir: 'logs/0', acc: 0.9 }])
    expect(skipped).toEqual([
      [`mlruns/0/${B}`, expect.stringMatching(/^it is an earlier try at .*logs\/0, by the paths/)],
    ])
  })

  test('of a run that was deleted joins nothing and is left out by its own reason', async () => {
    const inJob = { params: { out: '/cluster/logs/0' } }
    const { rows, skipped } = await load({
      ...movedJob('logs/0'),
      ...mlflowRun(`mlruns/0/${A}`, { ...inJob, metrics: { acc: [0.9] } }),
      ...mlflowRun(`mlruns/0/${B}`, {
        ...inJob,
        metrics: { acc: [0.1] },
        lifecycle: 'deleted',
        startTime: 1.8e12,
      }),
    })
    expect(rows).toMatchObject([{ run_dir: 'logs/0', acc: 0.9 }])
    expect(skipped).toEqual([
      [`mlruns/0/${B}`, 'it was deleted in its tracker; inputs.deleted=true takes it'],
    ])
  })
})

test('where a tracker and a logger of one job disagree, the job counts and both values are reported', async () => {
  const { rows, details } = await load(
    {
      ...movedJob('logs/0'),
      ...lightningRun('logs/0/csv', [{ step: 0, acc: 0.5, 'val/loss': 2 }]),
      ...mlflowRun(`mlruns/0/${A}`, {
        params: { out: '/cluster/logs/0' },
        metrics: { acc: [0.75], 'val/loss': [2], f1: [0.25] },
        status: 4,
      }),
    },
    { requireComplete: false },
  )
  expect(rows).toMatchObject([
    { source: 'lightning, mlflow', status: 'failed', acc: 0.5, 'val/loss': 2, f1: 0.25 },
  ])
  expect(details).toContain(
    'mlflow has metrics that lightning has too, which counts: acc and 1 more; they differ in acc (0.5, not 0.75)',
  )
})

test('where a tracker has another value of a parameter than the job, both are reported', async () => {
  const config = { lr: 0.1, net: { depth: 2 }, out_dir: 'a' }
  const { rows, details } = await load({
    ...movedJob('logs/0', ['lr=0.1']),
    ...hydraJob('logs/1', { config, overrides: ['lr=0.1', 'net=small'] }),
    ...lightningRun('logs/1/csv', [{ step: 0, acc: 0.5 }], { net: { depth: 3 } }),
    ...mlflowRun(`mlruns/0/${A}`, {
      params: { out: '/cluster/logs/0', lr: '5' },
    }),
  })
  expect(rows).toMatchObject([{ run_dir: 'logs/0' }, { lr: 0.1 }])
  expect(details).toContain(
    'lightning has other values of parameters than Hydra, which counts: net.depth (2, not 3)',
  )
  expect(details).toContain(
    'mlflow has other values of parameters than Hydra, which counts: lr (0.1, not 5)',
  )
})

describe('inputs.join', () => {
  const files = {
    ...lightningRun('csv/version_0', [{ step: 0, loss: 3 }], { id: 'x', lr: 0.1 }),
    ...lightningRun('csv/version_1', [{ step: 0, loss: 4 }], { id: 'y', lr: 0.2 }),
    ...mlflowRun(`mlruns/0/${A}`, { params: { id: 'y' }, metrics: { acc: [0.25] }, name: 'n' }),
  }

  test('joins records of several sources by a parameter', async () => {
    const { rows } = await load(files, { join: 'id' })
    expect(rows).toMatchObject([
      { run_dir: 'csv/version_0', id: 'x', loss: 3, acc: null },
      { run_dir: 'csv/version_1', id: 'y', lr: 0.2, loss: 4, acc: 0.25, status: 'finished' },
    ])
  })

  test('never joins two records of one source', async () => {
    const { rows } = await load(
      { ...files, ...mlflowRun(`mlruns/0/${B}`, { params: { id: 'y' } }) },
      { join: 'id' },
    )
    expect(rows.map(({ run_dir }) => run_dir)).toEqual([
      'csv/version_0',
      'csv/version_1',
      `mlruns/0/${A}`,
      `mlruns/0/${B}`,
    ])
  })

  test('by a parameter that no run has is reported', async () => {
    const { warnings } = await loadRuns({ sweepDir: writeTree(files), join: 'idd' })
    expect(warnings.map(({ detail }) => detail)).toContain(
      'inputs.join=idd: no run has such a parameter, so that it joins nothing',
    )
  })

  test('by run joins what trackers call the same', async () => {
    const trackers = {
      ...mlflowRun(`mlruns/0/${A}`, { name: 'calm-fox', metrics: { acc: [1.5] } }),
      ...mlflowRun(`mlruns/0/${C}`, { name: 'bold-cat' }),
      'wandb/run-20260131_120000-abc/files/config.yaml': 'lr: {value: 0.5}\n',
      'wandb/run-20260131_120000-abc/files/wandb-summary.json': '{"loss": 2}',
      'wandb/run-20260131_120000-abc/files/wandb-metadata.json': '{}',
    }
    const { rows } = await load(trackers, { join: 'run' })
    expect(rows.map(({ source }) => source)).toEqual(['mlflow', 'mlflow', 'wandb'])
  })
})
