import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { report } from '../../../testing/trackers/rayExperiment.ts'
import { raySource } from './raySource.ts'

async function readRun(files: Readonly<Record<string, string>>) {
  const inRun = Object.entries(files).map(([name, text]) => [`trial/${name}`, text])
  return (await readTree(raySource, writeTree(Object.fromEntries(inRun)))).get('trial')
}

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
      'loss,training_iteration,time_total_s,done,date,hostname,converged\n0.5,1,2.5,True,2026-01-31,node,False\n',
  })
  expect([...(run?.metrics ?? [])]).toEqual([
    ['loss', { step: Float64Array.of(1), value: Float64Array.of(0.5) }],
  ])
  expect([run?.status, run?.durationS, run?.findings]).toEqual([
    ...['finished', 2.5],
    ['there is no params.json; its parameters are left out'],
  ])
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

test('parameters that params.json does not give are those of the last report', async () => {
  const reports = { 'result.json': report(1, { config: { lr: 0.1, net: { width: 8 } } }) }
  const missing = await readRun(reports)
  expect(Object.fromEntries(missing?.params ?? [])).toEqual({ lr: 0.1, 'net.width': 8 })
  expect(missing?.findings).toEqual([])
  const cut = await readRun({ ...reports, 'params.json': '{"lr": 0.1, "net"' })
  expect(Object.fromEntries(cut?.params ?? [])).toEqual({ lr: 0.1, 'net.width': 8 })
  expect(cut?.findings).toEqual([
    expect.stringMatching(
      /^params\.json is not valid JSON: .*; its parameters are those of result\.json$/,
    ),
  ])
})

test('a parameter that changed during the training is none of the run, and is told', async () => {
  const rates = [0.1, 0.1, 0.2, 0.3, 0.4, 0.5]
  const run = await readRun({
    'result.json': rates
      .map((lr, at) => report(at + 1, { loss: 1, config: { lr, seed: 3 } }))
      .join(''),
    'params.json': '{"lr": 0.5, "seed": 3}',
  })
  expect(Object.fromEntries(run?.params ?? [])).toEqual({ seed: 3 })
  expect(run?.findings).toEqual([
    'lr changed during the training (0.1, 0.2, …, 0.5; result.json): no value of it stands for the run, and it is left out of the parameters',
  ])
})
