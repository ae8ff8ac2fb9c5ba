import { chmodSync, readdirSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseOverride } from '../../config/overrides/parseOverride.ts'
import { asOrdinaryUser } from '../../testing/files/asOrdinaryUser.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { hydraJob, jsonLines, lightningRun, mlflowRun } from '../../testing/trackers/runFolders.ts'
import { findMissing, isIncomplete, unstartedJobs } from './findMissing.ts'

/** What Hydra writes beside the jobs of a sweep, interpolations and all. */
function multirunYaml(
  task: readonly string[],
  sweeper: object = {
    _target_: 'hydra._internal.core_plugins.basic_sweeper.BasicSweeper',
    params: null,
  },
): string {
  return JSON.stringify({
    hydra: {
      sweep: { dir: 'multirun/${now:%Y-%m-%d}', subdir: '${hydra.job.num}' },
      sweeper,
      overrides: { hydra: [], task },
      job: { name: 'train', num: '???' },
      help: { app_name: '${hydra.job.name}' },
    },
  })
}

/** A job that left results. */
function doneJob(number: number, overrides: string[], steps = 10) {
  const rows = Array.from({ length: steps }, (_, step) => ({ step, loss: 1 / (step + 1) }))
  return { ...hydraJob(`${number}`, { overrides }), ...lightningRun(`${number}/logs`, rows) }
}

/** A folder of files that nothing writes to. */
function quietTree(files: Record<string, string>): string {
  const root = writeTree(files)
  // Written long ago: nothing here is running.
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    utimesSync(path.join(root, name), 1.6e9, 1.6e9)
  }
  return root
}

/** What the one sweep of a folder lacks, directories relative to it. */
async function missingOf(files: Record<string, string>) {
  const root = quietTree(files)
  const [gaps, ...others] = await findMissing({ sweepDir: root })
  if (gaps === undefined || others.length > 0) throw new Error('not one sweep')
  const missing = gaps.missing.map(({ state, directory, overrides, evidence, rerun }) => ({
    state,
    job: directory === undefined ? undefined : path.relative(root, directory),
    overrides,
    evidence,
    rerun,
  }))
  return { ...gaps, missing, root }
}

/** What Hydra reads of the words. */
const asked = (words: readonly string[]) =>
  Object.fromEntries(words.map((word) => parseOverride(word)).map(({ key, value }) => [key, value]))

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
    const { found, planned, program, missing, root } = await missingOf({
      'multirun.yaml': multirunYaml(['lr=0.1,0.2', 'seed=1,2', '+note="a, b"']),
      ...doneJob(0, ['lr=0.1', 'seed=1', '+note="a, b"']),
      ...doneJob(2, ['seed=1', 'lr=2e-1', '+note="a, b"']),
      ...doneJob(3, ['lr=0.2', 'seed=2', '+note="a, b"']),
    })
    expect({ found, planned, program }).toEqual({ found: 3, planned: 4, program: 'train.py' })
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

describe('a job', () => {
  test('that failed is reported with the end of its log, and is run again in its place', async () => {
    const { missing, root } = await missingOf({
      ...doneJob(0, ['lr=0.1']),
      ...hydraJob('1', { overrides: ['lr=0.2'] }),
      '1/train.log': 'start\nTraceback (most recent call last):\n  File "x"\nValueError: bad\n\n',
    })
    expect(missing).toEqual([
      {
        state: 'failed',
        job: '1',
        overrides: ['lr=0.2'],
        evidence: ['Traceback (most recent call last):', '  File "x"', 'ValueError: bad'],
        rerun: ['lr=0.2', `hydra.run.dir=${root}/1`],
      },
    ])
  })

  test('of which a tracker says that it failed is reported, whatever it logged', async () => {
    const { missing } = await missingOf({
      ...doneJob(0, ['lr=0.1']),
      ...hydraJob('1', { overrides: ['lr=0.2'] }),
      ...mlflowRun(`1/mlruns/0/${'a'.repeat(32)}`, { status: 4, metrics: { loss: [1] } }),
    })
    expect(missing).toMatchObject([{ state: 'failed', job: '1' }])
  })

  test('whose log ends in a traceback failed, however far it got', async () => {
    const { missing } = await missingOf({
      ...doneJob(0, ['lr=0.1']),
      ...doneJob(1, ['lr=0.2']),
      '1/train.log': 'Traceback (most recent call last):\n  File "x"\nValueError: nan loss\n',
    })
    expect(missing).toMatchObject([
      {
        state: 'failed',
        job: '1',
        evidence: [expect.anything(), '  File "x"', 'ValueError: nan loss'],
      },
    ])
  })

  test('that wrote an error and went on to its results lacks nothing', async () => {
    const { missing } = await missingOf({
      ...doneJob(0, ['lr=0.1']),
      '0/train.log': 'ValueError: tried again\nfine\n',
    })
    expect(missing).toEqual([])
  })

  test('that left no results is reported', async () => {
    const { missing } = await missingOf({
      ...doneJob(0, ['lr=0.1']),
      ...hydraJob('1', { overrides: ['lr=0.2'] }),
    })
    expect(missing).toMatchObject([{ state: 'no results', job: '1' }])
  })

  test('whose results no source reads may be whole, where those of no other job are read', async () => {
    const root = quietTree({
      'multirun.yaml': multirunYaml(['lr=0.1,0.2']),
      ...hydraJob('0', { overrides: ['lr=0.1'] }),
      ...hydraJob('1', { overrides: ['lr=0.2'] }),
      '0/out/curve.npz': '',
      '0/results.pkl': '',
      '0/weights.pt': '',
      '1/results.pkl': '',
    })
    const [gaps] = await findMissing({ sweepDir: root })
    const evidence = ['no source reads its results.pkl, weights.pt and 1 other file']
    expect(gaps?.missing).toMatchObject([
      { state: 'results not read', directory: `${root}/0`, evidence, rerun: [] },
      { state: 'results not read', directory: `${root}/1`, rerun: [] },
    ])
    expect(gaps && isIncomplete(gaps)).toBe(false)
  })

  test('whose results no source reads has none, where another job has those of a source', async () => {
    const { missing } = await missingOf({
      ...doneJob(0, ['lr=0.1']),
      ...hydraJob('1', { overrides: ['lr=0.2'] }),
      '1/last.ckpt': '',
    })
    expect(missing).toMatchObject([{ state: 'no results', job: '1' }])
  })

  test('that wrote something a short while ago is running, and is not run again', async () => {
    const root = writeTree({ ...hydraJob('0', { overrides: ['lr=0.2'] }), '0/train.log': 'go\n' })
    expect((await findMissing({ sweepDir: root }))[0]?.missing).toMatchObject([
      { state: 'running', rerun: [] },
    ])
  })

  test('that may not be read is reported as that: it is neither absent nor to be run again', async () => {
    const root = writeTree({
      'multirun.yaml': multirunYaml(['lr=0.1,0.2']),
      ...doneJob(0, ['lr=0.1']),
      ...hydraJob('1', { overrides: ['lr=0.2'] }),
      '1/train.log': 'go\n',
    })
    chmodSync(`${root}/1/.hydra`, 0)
    const [gaps] = await asOrdinaryUser(root, () => findMissing({ sweepDir: root }))
    expect(gaps?.missing).toEqual([
      {
        state: 'unreadable',
        directory: `${root}/1`,
        overrides: [],
        evidence: [expect.stringMatching(/^EACCES.*config\.yaml/)],
        rerun: [],
      },
    ])
  })

  test('that got much less far than the others is reported', async () => {
    const { missing } = await missingOf({
      ...doneJob(0, ['lr=0.1']),
      ...doneJob(1, ['lr=0.2']),
      ...doneJob(2, ['lr=0.3'], 3),
    })
    expect(missing).toMatchObject([
      { state: 'short', job: '2', evidence: [expect.stringContaining('it ends at step 2')] },
    ])
  })

  test('that is a copy of another one has its results', async () => {
    const { missing } = await missingOf({ ...doneJob(0, ['lr=0.1']), ...doneJob(1, ['lr=0.1']) })
    expect(missing).toEqual([])
  })

  test('that is a copy of another one and failed is reported, as that one is', async () => {
    const log = { '1/train.log': 'Traceback (most recent call last)\nValueError: no' }
    const { missing } = await missingOf({
      ...doneJob(0, ['lr=0.1']),
      ...doneJob(1, ['lr=0.1']),
      ...log,
    })
    expect(missing).toMatchObject([{ state: 'failed', job: '1' }])
    const twice = { ...doneJob(3, ['lr=0.4'], 3), ...doneJob(4, ['lr=0.4'], 3) }
    const whole = [0, 1, 2].map((number) => doneJob(number, [`lr=0.${number + 1}`]))
    const short = await missingOf(Object.assign({}, ...whole, twice))
    expect(short.missing.map(({ state, job }) => [state, job])).toEqual([
      ['short', '3'],
      ['short', '4'],
    ])
  })

  test('whose file of results is empty left none', async () => {
    const { missing } = await missingOf({
      ...hydraJob('0', { overrides: ['lr=0.1'] }),
      ...jsonLines('0', [{ step: 1, loss: 1 }]),
      ...hydraJob('1', { overrides: ['lr=0.2'] }),
      ...jsonLines('1', []),
    })
    expect(missing).toMatchObject([{ state: 'no results', job: '1' }])
  })

  test('that broke off after the first of its epochs is reported', async () => {
    const { missing } = await missingOf(
      Object.assign(
        {},
        ...[10, 10, 10, 1].map((epochs, number) => {
          const rows = Array.from({ length: epochs }, (_, epoch) => {
            return { epoch, step: epoch * 50, 'val/loss': 1 / (epoch + 1) }
          })
          const job = hydraJob(`${number}`, { overrides: [`lr=0.${number}`] })
          return { ...job, ...lightningRun(`${number}/csv/version_0`, rows) }
        }),
      ),
    )
    expect(missing).toMatchObject([
      { state: 'short', job: '3', evidence: [expect.stringContaining('it ends at step 0, where')] },
    ])
  })

  test('in a directory with signs of the grammar is asked for in quotes', async () => {
    const { missing, root } = await missingOf(
      hydraJob('lr=0.1,seed=1 (x)', { overrides: ['lr=0.1'] }),
    )
    expect(asked(missing[0]?.rerun ?? [])).toEqual({
      lr: 0.1,
      'hydra.run.dir': `${root}/lr=0.1,seed=1 (x)`,
    })
  })

  test('whose overrides are broken or of no grammar does not hide the others', async () => {
    const { found, missing } = await missingOf({
      'multirun.yaml': multirunYaml(['lr=0.1,0.2']),
      ...hydraJob('0', { overrides: ['[no override'] }),
      ...doneJob(1, ['lr=0.2']),
      ...hydraJob('2'),
      '2/.hydra/overrides.yaml': '[1,\n',
    })
    expect(found).toBe(3)
    expect(missing.map(({ state }) => state)).toEqual(['absent', 'no results', 'no results'])
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
  expect(planned.program).toBe('fit.py')
  expect(planned.missing).toMatchObject([{ state: 'absent', rerun: words }])
  const alone = await missingOf(hydraJob('0', { overrides: ['lr=1'], hydra }))
  expect(alone.program).toBe('fit.py')
  expect(alone.missing[0]?.rerun).toEqual([...words, 'lr=1', `hydra.run.dir=${alone.root}/0`])
})

test('a folder without jobs says what was sought', async () => {
  const { remark, missing } = await missingOf({ 'multirun.yaml': multirunYaml(['lr=1']) })
  expect(remark).toMatch(/^it holds no runs/)
  expect(missing).toMatchObject([{ state: 'absent' }])
})
