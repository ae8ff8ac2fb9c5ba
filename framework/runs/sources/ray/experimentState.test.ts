import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { report, savedTrial, stateFile } from '../../../testing/trackers/rayExperiment.ts'
import { loadRuns } from '../../loadRuns.ts'
import { raySource } from './raySource.ts'

async function statusesIn(files: Readonly<Record<string, string>>) {
  const runs = await readTree(raySource, writeTree(files))
  return [...runs].map(([path, { status, statusRaw }]) => [path, status, statusRaw])
}

test("how the trials ended stands in the experiment's state", async () => {
  const reported = { training_iteration: 1 }
  const files = {
    ...stateFile([
      savedTrial('a_0', 'TERMINATED', { folder: 'train_a_0', result: reported }),
      savedTrial('a_1', 'ERROR', { folder: 'train_a_1', result: reported }),
      savedTrial('a_2', 'RUNNING', { folder: 'train_a_2', result: reported }),
      savedTrial('a_3', 'RUNNING', { folder: 'train_a_3', result: reported }),
    ]),
    'train_a_0/result.json': report(1, { loss: 1 }),
    // A failure from which Ray has recovered.
    'train_a_0/error.txt': 'Failure # 1',
    'train_a_1/result.json': report(1, { loss: 1 }),
    'train_a_2/result.json': report(1, { loss: 1 }),
    'train_a_3/result.json': report(1, { loss: 1, done: true }),
  }
  expect(await statusesIn(files)).toEqual([
    ['train_a_0', 'finished', 'TERMINATED'],
    ['train_a_1', 'failed', 'ERROR'],
    ['train_a_2', 'running', 'RUNNING'],
    // Its last report is newer than the state.
    ['train_a_3', 'finished', 'RUNNING'],
  ])
})

test('a trial without a report is a record of the state, with its parameters and its start', async () => {
  const files = stateFile([
    savedTrial('a_0', 'ERROR', { folder: 'train_a_0' }),
    savedTrial('a_1', 'PENDING'),
  ])
  const runs = await readTree(raySource, writeTree(files))
  const [name = ''] = Object.keys(files)
  expect([...runs.keys()]).toEqual([`${name}#a_0`, `${name}#a_1`])
  const failed = runs.get(`${name}#a_0`)
  expect(failed?.status).toBe('failed')
  expect(Object.fromEntries(failed?.params ?? [])).toEqual({ lr: 0.1, 'model.layers': 2 })
  expect(failed?.startedAt).toBe(1_700_000_000_500)
  expect(failed?.metrics.size).toBe(0)
})

test('the newest of several sessions counts, and so do states of Ray before 2.5', async () => {
  const state = (status: string) => {
    const logdir = '/home/someone/ray_results/train/train_a_0'
    const trial = { trial_id: 'a_0', status, logdir, _last_result: { training_iteration: 1 } }
    return JSON.stringify({ checkpoints: [JSON.stringify(trial)], runner_data: {} })
  }
  const files = {
    'experiment_state-2022-03-17_18-22-31.json': state('ERROR'),
    'experiment_state-2022-03-18_09-00-00.json': state('TERMINATED'),
    'train_a_0/result.json': report(1, { loss: 1 }),
  }
  expect(await statusesIn(files)).toEqual([['train_a_0', 'finished', 'TERMINATED']])
})

test('of two folders of one trial that counts which the state names, and the other is left out with the reason', async () => {
  const root = writeTree({
    ...stateFile([
      savedTrial('a_0', 'TERMINATED', { folder: 'new_a_0', result: { training_iteration: 2 } }),
      savedTrial('a_1', 'TERMINATED', { folder: 'gone', result: { training_iteration: 2 } }),
    ]),
    'new_a_0/result.json': report(1, { loss: 1, trial_id: 'a_0' }),
    'old_a_0/result.json': report(1, { loss: 9, trial_id: 'a_0' }),
    'renamed/result.json': report(1, { loss: 3, trial_id: 'a_1' }),
  })
  const { order, skipped } = await loadRuns({ sweepDir: root })
  const below = (runDir: string) => runDir.slice(root.length + 1)
  expect(order.map(below)).toEqual(['new_a_0', 'renamed'])
  expect(skipped.map(({ runDir, reason }) => [below(runDir), reason])).toEqual([
    [
      'old_a_0',
      expect.stringMatching(
        /^it is left over of trial a_0, which was begun anew: experiment_state-.*\.json says that its folder is new_a_0$/,
      ),
    ],
  ])
})

test('a state that cannot be read leaves the trials as they are, with the reason', async () => {
  const root = writeTree({
    'experiment_state-2026-01-31_10-00-00.json': '{"trial_data": [["{',
    'train_a_0/result.json': report(1, { loss: 1, done: true }),
  })
  const run = await readTree(
    {
      ...raySource,
      claims: (directory) => (directory.path === root ? [] : raySource.claims(directory)),
    },
    root,
  )
  expect(run.get('train_a_0')?.status).toBe('finished')
  expect(run.get('train_a_0')?.findings).toEqual([
    expect.stringContaining('experiment_state-2026-01-31_10-00-00.json is not valid JSON'),
  ])
})

const STOP = { training_iteration: 30 }

test('a trial that was stopped before its stopping criterion is pruned, and the rest were chosen', async () => {
  const ended = (iteration: number) => ({ training_iteration: iteration, done: true })
  const trials = [
    savedTrial('a_0', 'TERMINATED', { result: ended(30), stop: STOP, wasDone: true }),
    savedTrial('a_1', 'TERMINATED', { result: ended(3), stop: STOP, wasDone: true }),
    // A function that returned: Ray itself set `done` in what was reported without it.
    savedTrial('a_2', 'TERMINATED', { result: ended(5), stop: STOP }),
    // A scheduler gave it up while it was paused.
    savedTrial('a_3', 'TERMINATED', { result: { ...ended(9), done: false }, stop: STOP }),
  ]
  const folders = trials.map((_, at) => [
    `train_${at}/result.json`,
    report(1, { loss: 1, trial_id: `a_${at}` }),
  ])
  const runs = await readTree(
    raySource,
    writeTree({ ...stateFile(trials), ...Object.fromEntries(folders) }),
  )
  expect([...runs.values()].map(({ status, sampler }) => [status, sampler])).toEqual([
    ['finished', "Ray Tune's scheduler"],
    ['pruned', "Ray Tune's scheduler"],
    ['finished', "Ray Tune's scheduler"],
    ['pruned', "Ray Tune's scheduler"],
  ])
})

test.each([
  ['met by nested numbers', { 'val/acc': 0.9 }, { training_iteration: 3, val: { acc: 0.95 } }],
  ['one of several', { loss: 9, training_iteration: 3 }, { training_iteration: 3, loss: 1 }],
])('a stopping criterion may be %s', async (_, stop, result) => {
  const state = stateFile([savedTrial('ab_00000', 'TERMINATED', { result, stop, wasDone: true })])
  const runs = await readTree(raySource, writeTree({ ...state, 't/result.json': report(3, {}) }))
  expect(runs.get('t')).toMatchObject({ status: 'finished' })
  expect(runs.get('t')).not.toHaveProperty('sampler')
})

test('without a criterion it takes a scheduler that stops trials, and a trial that got further', async () => {
  const trial = (id: string, iteration: number) =>
    savedTrial(id, 'TERMINATED', {
      ...{ folder: id, wasDone: true },
      result: { training_iteration: iteration, done: true },
    })
  const files = {
    ...stateFile([trial('a', 9), trial('b', 3)]),
    'a/result.json': report(9, { trial_id: 'a', done: true }),
    'b/result.json': report(3, { trial_id: 'b', done: true }),
  }
  const words = async (more: object) =>
    (await statusesIn({ ...files, ...more })).map(([, status]) => status)
  expect(await words({})).toEqual(['finished', 'finished'])
  const fifo = { 'tuner.pkl': 'ray.tune.schedulers.trial_scheduler FIFOScheduler' }
  expect(await words(fifo)).toEqual(['finished', 'finished'])
  const asha = { 'tuner.pkl': 'ray.tune.schedulers.async_hyperband AsyncHyperBandScheduler' }
  expect(await words(asha)).toEqual(['finished', 'pruned'])
})

test('a trial is whole where none got further, since schedulers have a limit of their own', async () => {
  const trial = (id: string, iteration: number) =>
    savedTrial(id, 'TERMINATED', {
      ...{ folder: id, wasDone: true, stop: { acc: 0.99 } },
      result: { training_iteration: iteration, done: true, acc: 0.9 },
    })
  const files = {
    ...stateFile([trial('a', 20), trial('b', 3)]),
    'a/result.json': report(20, { trial_id: 'a', done: true }),
    'b/result.json': report(3, { trial_id: 'b', done: true }),
  }
  expect(await statusesIn(files)).toEqual([
    ['a', 'finished', 'TERMINATED'],
    ['b', 'pruned', 'TERMINATED'],
  ])
})

test('a last report that is newer than the state is held against the criterion, too', async () => {
  const trials = [
    savedTrial('ab_00000', 'RUNNING', { result: { training_iteration: 1 }, stop: STOP }),
    savedTrial('a_1', 'RUNNING', { result: { training_iteration: 20 }, stop: STOP }),
  ]
  const last = async (iteration: number) =>
    statusesIn({ ...stateFile(trials), 't/result.json': report(iteration, { done: true }) })
  expect(await last(30)).toEqual([['t', 'finished', 'RUNNING']])
  expect(await last(3)).toEqual([['t', 'pruned', 'RUNNING']])
})

test('a trial that the newest session does not know is as the one before left it', async () => {
  const result = { training_iteration: 1 }
  const [older, newer] = ['2026-01-31_10-00-00', '2026-01-31_12-00-00']
  const files = {
    ...stateFile(
      [
        savedTrial('a_0', 'TERMINATED', { folder: 'a_0', result }),
        savedTrial('a_1', 'PENDING'),
        savedTrial('a_2', 'PENDING'),
      ],
      older,
    ),
    ...stateFile(
      [savedTrial('b_0', 'TERMINATED', { folder: 'b_0', result }), savedTrial('a_2', 'ERROR')],
      newer,
    ),
    'a_0/result.json': report(1, { trial_id: 'a_0' }),
    'b_0/result.json': report(1, { trial_id: 'b_0' }),
  }
  expect(await statusesIn(files)).toEqual([
    [`experiment_state-${newer}.json#a_2`, 'failed', 'ERROR'],
    [`experiment_state-${older}.json#a_1`, 'running', 'PENDING'],
    ['a_0', 'finished', 'TERMINATED'],
    ['b_0', 'finished', 'TERMINATED'],
  ])
})

test('a trial whose folder was renamed is known by its id', async () => {
  const result = { training_iteration: 1 }
  const files = {
    ...stateFile([savedTrial('a_0', 'ERROR', { folder: 'train_a_0', result })]),
    'renamed/result.json': report(1, { trial_id: 'a_0' }),
  }
  expect(await statusesIn(files)).toEqual([['renamed', 'failed', 'ERROR']])
})

test('a trial that has reported since the state was written is one run', async () => {
  const files = {
    ...stateFile([savedTrial('a_0', 'RUNNING', { folder: 'train_a_0' })]),
    'train_a_0/result.json': report(1, { trial_id: 'a_0' }),
  }
  expect(await statusesIn(files)).toEqual([['train_a_0', 'running', 'RUNNING']])
})

test.each([
  ["Ray Tune's search algorithm", 'search_gen_state-2026-01-31_10-00-00.json'],
  ['Population Based Training', 'pbt_global.txt'],
  [undefined, 'basic-variant-state-2026-01-31_10-00-00.json'],
  // Of another session.
  [undefined, 'searcher-state-2026-01-30_00-00-00.pkl'],
])('that %s chose the trials is told by %s', async (sampler, name) => {
  const result = { training_iteration: 1 }
  const files = {
    ...stateFile([
      savedTrial('ab_00000', 'TERMINATED', { folder: 't', result }),
      savedTrial('a_1', 'PENDING'),
    ]),
    [name]: '{}',
    't/result.json': report(1, {}),
  }
  const runs = await readTree(raySource, writeTree(files))
  expect([...runs.values()].map((run) => run.sampler)).toEqual([sampler, sampler])
})

test("parameters that params.json does not give are those of the experiment's state", async () => {
  const files = {
    ...stateFile([savedTrial('ab_00000', 'TERMINATED', { result: { training_iteration: 1 } })]),
    't/result.json': report(1, { config: { lr: 7 } }),
    't/params.json': '{"lr": 0.1',
  }
  const run = (await readTree(raySource, writeTree(files))).get('t')
  expect(Object.fromEntries(run?.params ?? [])).toEqual({ lr: 0.1, 'model.layers': 2 })
  expect(run?.findings).toEqual([
    expect.stringMatching(/; its parameters are those of the experiment's state$/),
  ])
})
