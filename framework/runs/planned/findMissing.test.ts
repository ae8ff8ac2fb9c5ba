import path from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  asked,
  doneJob,
  missingOf,
  multirunYaml,
  quietTree,
} from '../../testing/hydra/plannedSweep.ts'
import { hydraJob, jsonLines, lightningRun, mlflowRun } from '../../testing/trackers/runFolders.ts'
import { findMissing, isIncomplete, unstartedJobs } from './findMissing.ts'

describe('a sweep of the basic sweeper', () => {
  test('whose jobs share folders has the jobs that a record there is of, and runs others where they belong', async () => {
    const plan = JSON.parse(multirunYaml(['lr=0.1,0.2', 'seed=1,2']))
    plan.hydra.sweep.subdir = 'lr${lr}/${hydra:job.override_dirname}'
    const rows = [{ step: 0, loss: 1 }]
    const { found, planned, missing, unplanned, root } = await missingOf({
      'multirun.yaml': JSON.stringify(plan),
      ...hydraJob('a', { overrides: ['lr=0.1', 'seed=2'] }),
      ...lightningRun('a/csv/version_0', rows, { lr: 0.1, seed: 1 }),
      ...lightningRun('a/csv/version_1', rows, { lr: 0.1, seed: 2 }),
      ...hydraJob('b', { overrides: ['lr=0.2', 'seed=1'] }),
      ...lightningRun('b/csv/version_0', rows, { lr: 0.2, seed: 1 }),
    })
    expect({ found, planned, unplanned }).toEqual({ found: 3, planned: 4, unplanned: [] })
    expect(missing.map(({ rerun }) => asked(rerun))).toEqual([
      {
        lr: 0.2,
        seed: 2,
        'hydra.run.dir': `${root}/lr\${lr}/\${hydra:job.override_dirname}`,
      },
    ])
  })

  test('runs a job elsewhere where its own folder is that of another job', async () => {
    const plan = JSON.parse(multirunYaml(['model=big,small', 'lr=0.1,0.2']))
    plan.hydra.sweep.subdir = 'model_${hydra.runtime.choices.model}'
    const { missing } = await missingOf({
      'multirun.yaml': JSON.stringify(plan),
      ...hydraJob('model_big', { overrides: ['model=big', 'lr=0.1'] }),
      ...lightningRun('model_big/csv/version_0', [{ step: 0, loss: 1 }]),
    })
    const folders = missing.map(({ rerun }) => rerun.at(-1)?.split('/').at(-1))
    const name = 'model_$\\{hydra.runtime.choices.model\\}'
    expect(folders).toEqual([`${name}_1`, `${name}_2`, `${name}_3`])
  })

  test.each([
    ['of a group', 'optim=a,b', 'optim.name'],
    ['of a group in another section', 'data@train.data=a,b', 'train.data.name'],
    ['of a group within a group', 'model/net=a,b', 'model.net.name'],
  ])('that names folders by a value %s runs each job where it belongs', async (_, group, key) => {
    const plan = JSON.parse(multirunYaml([group, 'seed=1,2']))
    plan.hydra.sweep.subdir = `\${${key}}/s\${seed}`
    const { missing } = await missingOf({ 'multirun.yaml': JSON.stringify(plan) })
    expect(missing).toHaveLength(4)
    for (const { rerun } of missing) expect(rerun.at(-1)).toMatch(/\{seed\\\}['"]?$/)
  })

  test('that chooses one group for two sections has a job of each choice', async () => {
    const { found, missing } = await missingOf({
      'multirun.yaml': multirunYaml(['data@train.data=a,b', 'data@val.data=a']),
      ...doneJob(0, ['data@train.data=a', 'data@val.data=a']),
      ...doneJob(7, ['data@train.data=b', 'data@val.data=b']),
    })
    expect(found).toBe(2)
    expect(missing.map(({ overrides }) => overrides)).toEqual([
      ['data@train.data=b', 'data@val.data=a'],
    ])
  })

  test('two options of whose group were seen to name one folder runs its jobs elsewhere', async () => {
    const plan = JSON.parse(multirunYaml(['optim=a,b', 'seed=1,2']))
    plan.hydra.sweep.subdir = '${optim.name}/s${seed}'
    const { missing } = await missingOf({
      'multirun.yaml': JSON.stringify(plan),
      ...hydraJob('x/s1', { overrides: ['optim=b', 'seed=1'] }),
      ...lightningRun('x/s1/csv/version_0', [{ step: 0, loss: 2 }], { optim: 'a' }),
      ...lightningRun('x/s1/csv/version_1', [{ step: 0, loss: 1 }], { optim: 'b' }),
    })
    expect(missing.map(({ rerun }) => /_\d'?$/.test(rerun.at(-1) ?? ''))).toEqual([true, true])
  })

  test('that names folders by all that its jobs differ in runs each where it belongs', async () => {
    const plan = JSON.parse(multirunYaml(['lr=0.1,0.2', 'seed=1,2']))
    plan.hydra.sweep.subdir = '${hydra:job.override_dirname}/s${seed}'
    plan.hydra.job.config = { override_dirname: { exclude_keys: ['seed'] } }
    const { missing } = await missingOf({ 'multirun.yaml': JSON.stringify(plan) })
    expect(missing).toHaveLength(4)
    for (const { rerun } of missing) expect(rerun.at(-1)).toMatch(/s\$.*\{seed.*\}['"]?$/)
  })

  test('whose jobs have folders of their own has no more jobs than folders, whatever their parts recorded', async () => {
    const rows = [{ step: 0, loss: 1 }]
    const { found, missing } = await missingOf({
      'multirun.yaml': multirunYaml(['seed=1,2']),
      ...hydraJob('0', { overrides: ['seed=1'] }),
      ...lightningRun('0/fold_0', rows, { seed: 1 }),
      ...lightningRun('0/fold_1', rows, { seed: 2 }),
    })
    expect(found).toBe(1)
    expect(missing.map(({ state, overrides }) => [state, overrides])).toEqual([
      ['absent', ['seed=2']],
    ])
  })

  test('that named folders by number and settings runs a job where it belongs', async () => {
    const plan = JSON.parse(multirunYaml(['lr=0.1,0.2']))
    plan.hydra.sweep.subdir = '${hydra.job.num}_lr'
    const { missing, root } = await missingOf({
      'multirun.yaml': JSON.stringify(plan),
      ...doneJob(0, ['lr=0.1']),
    })
    expect(missing.map(({ rerun }) => asked(rerun)['hydra.run.dir'])).toEqual([`${root}/1_lr`])
  })

  test('lacks the jobs that are planned and not there, and says how to run just those', async () => {
    const { found, planned, starts, missing, root } = await missingOf({
      'multirun.yaml': multirunYaml(['lr=0.1,0.2', 'seed=1,2', '+note="a, b"']),
      ...doneJob(0, ['lr=0.1', 'seed=1', '+note="a, b"']),
      ...doneJob(2, ['seed=1', 'lr=2e-1', '+note="a, b"']),
      ...doneJob(3, ['lr=0.2', 'seed=2', '+note="a, b"']),
    })
    expect({ found, planned }).toEqual({ found: 3, planned: 4 })
    expect(starts).toMatchObject([{ file: 'train.py' }])
    expect(missing).toMatchObject([{ state: 'absent', job: undefined }])
    expect(asked(missing[0]?.rerun ?? [])).toEqual({
      lr: 0.1,
      seed: 2,
      note: 'a, b',
      'hydra.run.dir': `${root}/1`,
    })
  })

  test('has a job that was started again in its place, longer or with more overrides, not one that is elsewhere', async () => {
    const resumed = ['lr=0.1', 'seed=2', 'epochs=20', '+ckpt_path=last.ckpt']
    const { missing, unplanned, root } = await missingOf({
      'multirun.yaml': multirunYaml(['lr=0.1', 'seed=1,2,3', 'epochs=10']),
      ...doneJob(0, ['lr=0.1', 'seed=1', 'epochs=10']),
      ...doneJob(1, resumed),
      ...doneJob(7, ['lr=0.1', 'seed=3', 'epochs=10', '+ckpt_path=last.ckpt']),
    })
    expect(missing).toMatchObject([
      { state: 'absent', overrides: ['lr=0.1', 'seed=3', 'epochs=10'] },
    ])
    expect(unplanned).toEqual([path.join(root, '7')])
  })

  test('that asks for a value twice has two jobs of the same overrides', async () => {
    const { found, planned, missing } = await missingOf({
      'multirun.yaml': multirunYaml(['lr=0.1,0.1,0.2']),
      ...doneJob(1, ['lr=0.1']),
      ...doneJob(2, ['lr=0.2']),
    })
    expect([found, planned]).toEqual([2, 3])
    expect(missing.map(({ state, overrides }) => [state, overrides])).toEqual([
      ['absent', ['lr=0.1']],
    ])
    expect(missing[0]?.rerun.at(-1)).toMatch(/^hydra\.run\.dir=.*\/0'?$/)
  })

  test('may have its sweep in the config of the sweeper', async () => {
    const sweeper = { _target_: 'x.BasicSweeper', params: { lr: '0.1,0.2' } }
    const { missing } = await missingOf({
      'multirun.yaml': multirunYaml(['seed=1'], sweeper),
      ...doneJob(0, ['lr=0.1', 'seed=1']),
    })
    expect(missing.map(({ overrides }) => asked(overrides))).toEqual([{ lr: 0.2, seed: 1 }])
  })

  test('over a glob of options does not say how many jobs it planned', async () => {
    const { planned, missing } = await missingOf({
      'multirun.yaml': multirunYaml(['model=glob(*)']),
      ...doneJob(0, ['model=a']),
    })
    expect({ planned, missing }).toEqual({
      planned: { reason: expect.stringContaining('glob of options') },
      missing: [],
    })
  })

  test('of one job without overrides is whole', async () => {
    const { planned, missing } = await missingOf({
      'multirun.yaml': multirunYaml([]),
      ...doneJob(0, []),
    })
    expect({ planned, missing }).toEqual({ planned: 1, missing: [] })
  })
})

test('what a sampler chose was not planned', async () => {
  const sweeper = { _target_: 'hydra_plugins.hydra_optuna_sweeper.OptunaSweeper', params: null }
  const { planned, missing } = await missingOf({
    'multirun.yaml': multirunYaml(['lr=interval(0.01, 0.1)'], sweeper),
    ...doneJob(0, ['lr=0.0123']),
  })
  expect({ planned, missing }).toEqual({
    planned: { reason: 'OptunaSweeper chose the jobs as it went' },
    missing: [],
  })
})

test.each([
  ['n_trials of Optuna', { n_trials: 5 }, 4],
  ['the budget of Nevergrad', { optim: { budget: 3 } }, 2],
  ['a grid, which ends by itself', { n_trials: 5, sampler: { _target_: 'a.GridSampler' } }, 0],
  ['fewer than there are', { n_trials: 1 }, 0],
])('what a sampler was asked for and did not start is missing: %s', async (_, config, lacking) => {
  const root = quietTree({
    'multirun.yaml': multirunYaml(['lr=interval(0.01, 0.1)'], { _target_: 'a.Sweeper', ...config }),
    ...doneJob(0, ['lr=0.0123']),
  })
  const sweeps = await findMissing({ sweepDir: root })
  expect(sweeps.map(unstartedJobs)).toEqual([lacking])
  expect(sweeps.map(isIncomplete)).toEqual([lacking > 0])
})

test('an empty multirun.yaml is reported as empty', async () => {
  const { planned } = await missingOf({ 'multirun.yaml': '', ...hydraJob('0') })
  expect(planned).toEqual({
    isBroken: true,
    reason: expect.stringMatching(/multirun\.yaml cannot be read: it is empty$/),
  })
})

test('a broken multirun.yaml is reported, and hides neither its jobs nor other sweeps', async () => {
  const root = quietTree({
    'a/multirun.yaml': 'hydra: [\n',
    ...hydraJob('a/0'),
    'b/multirun.yaml': multirunYaml(['lr=0.1']),
  })
  const sweeps = await findMissing({ sweepDir: root })
  expect(sweeps).toMatchObject([
    {
      planned: {
        isBroken: true,
        reason: expect.stringMatching(/a\/multirun\.yaml cannot be read/),
      },
      missing: [{ state: 'no results' }],
    },
    { planned: 1, missing: [{ state: 'absent' }] },
  ])
})

describe('a folder', () => {
  test('of sweeps has what each of them planned, and the rest last', async () => {
    const root = quietTree({
      'day1/multirun.yaml': multirunYaml(['lr=0.1,0.2']),
      ...hydraJob('day1/0', { overrides: ['lr=0.1'] }),
      ...jsonLines('day1/0', [{ loss: 1 }]),
      'day2/multirun.yaml': multirunYaml(['lr=0.3']),
      ...hydraJob('single', { overrides: ['lr=0.1'] }),
      ...jsonLines('single', [{ loss: 1 }]),
    })
    const sweeps = await findMissing({ sweepDir: root })
    expect(
      sweeps.map(({ directory, planned, found, missing }) => [
        path.relative(root, directory),
        planned,
        found,
        missing.map(({ state, overrides }) => [state, ...overrides]),
      ]),
    ).toEqual([
      ['day1', 2, 1, [['absent', 'lr=0.2']]],
      ['day2', 1, 0, [['absent', 'lr=0.3']]],
      ['', { reason: 'no multirun.yaml lies above them' }, 1, []],
    ])
    expect(sweeps.map(isIncomplete)).toEqual([true, true, false])
  })

  test("of a tracker's runs says which of them failed or are running, without a command", async () => {
    const root = quietTree({
      ...mlflowRun(`mlruns/0/${'a'.repeat(32)}`, { metrics: { loss: [1] } }),
      ...mlflowRun(`mlruns/0/${'b'.repeat(32)}`, { status: 4, metrics: { loss: [1] } }),
      ...mlflowRun(`mlruns/0/${'c'.repeat(32)}`, { status: 1, metrics: { loss: [1] } }),
    })
    const [gaps] = await findMissing({ sweepDir: root })
    expect(gaps).toMatchObject({ found: 0, otherRuns: 3 })
    const common = { overrides: [], evidence: ['mlflow says so'], rerun: [] }
    expect(gaps?.missing).toEqual([
      { ...common, state: 'failed', directory: `${root}/mlruns/0/${'b'.repeat(32)}` },
      { ...common, state: 'running', directory: `${root}/mlruns/0/${'c'.repeat(32)}` },
    ])
  })

  test('has a pattern, and runs that are left out by hand are not missing', async () => {
    const root = quietTree({
      ...hydraJob('day1/0', { overrides: ['lr=0.1'] }),
      ...hydraJob('day2/0', { overrides: ['lr=0.2'] }),
    })
    const inputs = { sweepDir: `${root}/day*`, exclude: { 'day1/0': 'bad' } }
    const [gaps] = await findMissing(inputs)
    expect(gaps?.missing.map(({ directory }) => directory)).toEqual([`${root}/day2/0`])
  })
})

describe('jobs that were not planned', () => {
  const files = {
    'multirun.yaml': multirunYaml(['lr=0.1,0.2']),
    ...doneJob(0, ['lr=7']),
    ...doneJob(5, ['lr=8']),
  }

  test('are named', async () => {
    const { root, unplanned } = await missingOf(files)
    expect(unplanned).toEqual([`${root}/0`, `${root}/5`])
  })

  test('are not written over by those that are to run', async () => {
    const { root, missing } = await missingOf(files)
    expect(missing.map(({ rerun }) => asked(rerun))).toEqual([
      { lr: 0.1, 'hydra.run.dir': `${root}/6` },
      { lr: 0.2, 'hydra.run.dir': `${root}/1` },
    ])
  })
})

test("a command has the name of the program's config and the settings of its jobs", async () => {
  const hydra = {
    overrides: {
      hydra: ['hydra.job.chdir=true', 'hydra.sweep.dir=x', 'hydra.job.num=3'],
      task: [],
    },
    job: { name: 'fit', config_name: 'other' },
  }
  const words = ['--config-name', 'other', 'hydra.job.chdir=true']
  const planned = await missingOf({ 'multirun.yaml': JSON.stringify({ hydra }) })
  expect(planned.starts).toMatchObject([{ file: 'fit.py' }])
  expect(planned.missing).toMatchObject([{ state: 'absent', rerun: words }])
  const alone = await missingOf(hydraJob('0', { overrides: ['lr=1'], hydra }))
  expect(alone.starts).toMatchObject([{ file: 'fit.py' }])
  expect(alone.missing[0]?.rerun).toEqual([...words, 'lr=1', `hydra.run.dir=${alone.root}/0`])
})

test('a folder without jobs says what was sought', async () => {
  const { remark, missing } = await missingOf({ 'multirun.yaml': multirunYaml(['lr=1']) })
  expect(remark).toMatch(/^it holds no runs/)
  expect(missing).toMatchObject([{ state: 'absent' }])
})
