import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { raySource } from './raySource.ts'

async function readRun(files: Readonly<Record<string, string>>) {
  const inRun = Object.entries(files).map(([name, text]) => [`trial/${name}`, text])
  return (await readTree(raySource, writeTree(Object.fromEntries(inRun)))).get('trial')
}

const report = (iteration: number, more: object) =>
  `${JSON.stringify({
    training_iteration: iteration,
    time_total_s: iteration * 1.5,
    timestamp: 1_700_000_000 + iteration,
    trial_id: 'ab_00000',
    pid: 7,
    config: { lr: 0.1, layers: 2 },
    done: false,
    ...more,
  })}\n`

test('reports are points at their iteration and time, nested ones joined by slashes', async () => {
  const run = await readRun({
    'result.json':
      report(1, { episode_reward_mean: 10, info: { learner: { loss: 2.5 } } }) +
      report(2, { episode_reward_mean: 20, info: { learner: { loss: 1.5 } }, done: true }),
    'params.json': '{"lr": 0.1, "model": {"layers": 2}, "seed": 3}',
    'progress.csv': 'training_iteration,episode_reward_mean\n1,10\n2,20\n',
  })
  expect(run?.metrics).toEqual(
    new Map([
      ['episode_reward_mean', points([10, 20])],
      ['info/learner/loss', points([2.5, 1.5])],
    ]),
  )
  expect(Object.fromEntries(run?.params ?? [])).toEqual({ lr: 0.1, 'model.layers': 2, seed: 3 })
  expect([run?.status, run?.durationS, run?.findings]).toEqual(['finished', 3, []])
})

function points(values: number[]) {
  return {
    step: Float64Array.of(1, 2),
    timeS: Float64Array.of(1.5, 3),
    value: Float64Array.from(values),
  }
}

test('without result.json the reports of progress.csv count, and its texts are no metrics', async () => {
  const run = await readRun({
    'progress.csv':
      'loss,training_iteration,time_total_s,done,date,hostname,config/lr\n0.5,1,2.5,False,2026-01-31,node,0.1\n',
  })
  expect([...(run?.metrics ?? [])]).toEqual([
    ['loss', { step: Float64Array.of(1), value: Float64Array.of(0.5) }],
  ])
  expect([run?.status, run?.durationS, run?.findings]).toEqual(['unknown', 2.5, []])
})

test('a trial that failed says so', async () => {
  const files = { 'result.json': report(1, { loss: 1 }), 'error.txt': 'Traceback …' }
  expect((await readRun(files))?.status).toBe('failed')
})

test('a result.json that cannot be read gives way to progress.csv', async () => {
  const run = await readRun({
    'result.json': '{"training_iteration": 1, "lo',
    'progress.csv': 'training_iteration,loss\n1,0.5\n',
  })
  expect(run?.metrics.get('loss')?.value).toEqual(Float64Array.of(0.5))
  expect(run?.findings).toContain('result.json holds no report; progress.csv is read instead')
})

test.each([
  ['result.json', '{"accuracy": 0.5}'],
  ['progress.csv', 'epoch,loss\n0,1\n'],
])('%s with %j is no report of Ray', async (name, text) => {
  expect(await readRun({ [name]: text })).toBeUndefined()
})

/** A session's file, as Ray writes it since 2.5: pairs of JSON texts. */
function stateFile(
  trials: readonly { readonly trial: object; readonly run: object }[],
): Record<string, string> {
  const pairs = trials.map(({ trial, run }) => [
    JSON.stringify(trial, null, 2),
    // As Python writes what it has not measured yet.
    JSON.stringify(run, null, 2).replaceAll('"-inf"', '-Infinity'),
  ])
  const text = JSON.stringify({ trial_data: pairs, runner_data: { _iteration: 3 }, stats: {} })
  return { 'experiment_state-2026-01-31_10-00-00.json': text }
}

function trialState(
  id: string,
  status: string,
  {
    folder = null,
    result = {},
  }: { readonly folder?: string | null; readonly result?: object } = {},
) {
  const pickled = { _type: 'CLOUDPICKLE_FALLBACK', value: '80054e2e' }
  return {
    trial: {
      ...{ stub: false, trainable_name: 'train', trial_id: id, status, relative_logdir: folder },
      config: { lr: 0.1, model: { layers: 2 }, callback: pickled },
    },
    run: { start_time: 1_700_000_000.5, last_result: result, last_result_time: '-inf' },
  }
}

async function statusesIn(files: Readonly<Record<string, string>>) {
  const runs = await readTree(raySource, writeTree(files))
  return [...runs].map(([path, { status, statusRaw }]) => [path, status, statusRaw])
}

test("how the trials ended stands in the experiment's state", async () => {
  const reported = { training_iteration: 1 }
  const files = {
    ...stateFile([
      trialState('a_0', 'TERMINATED', { folder: 'train_a_0', result: reported }),
      trialState('a_1', 'ERROR', { folder: 'train_a_1', result: reported }),
      trialState('a_2', 'RUNNING', { folder: 'train_a_2', result: reported }),
      trialState('a_3', 'RUNNING', { folder: 'train_a_3', result: reported }),
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
    trialState('a_0', 'ERROR', { folder: 'train_a_0' }),
    trialState('a_1', 'PENDING'),
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
