import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { csvLogSource } from './csvLogSource.ts'

async function readRun(files: Readonly<Record<string, string>>) {
  const inRun = Object.entries(files).map(([name, text]) => [`run/${name}`, text])
  return (await readTree(csvLogSource, writeTree(Object.fromEntries(inRun)))).get('run')
}

test("the padded columns of Ultralytics' results.csv are metrics by epoch, args.yaml the settings", async () => {
  const run = await readRun({
    'results.csv':
      '   epoch,   train/box_loss,   metrics/mAP50(B)\n       1,       2.5,     0.25\n       2,       1.5,      nan\n',
    'args.yaml': 'model: yolov8n.pt\nlr0: 1e-2\n',
  })
  expect(run?.metrics.get('train/box_loss')).toEqual({
    step: Float64Array.of(1, 2),
    epoch: Float64Array.of(1, 2),
    value: Float64Array.of(2.5, 1.5),
  })
  expect(run?.metrics.get('metrics/mAP50(B)')?.value).toEqual(Float64Array.of(0.25, Number.NaN))
  expect(Object.fromEntries(run?.params ?? [])).toEqual({ model: 'yolov8n.pt', lr0: 0.01 })
})

test("timm's summary.csv has epochs and the settings of args.yaml", async () => {
  const run = await readRun({
    'summary.csv': 'epoch,train_loss,eval_top1\n0,2.5,10\n1,1.5,20\n',
    'args.yaml': 'lr: 0.1\n',
  })
  expect(run?.metrics.get('eval_top1')?.value).toEqual(Float64Array.of(10, 20))
  expect(run?.params.get('lr')).toBe(0.1)
})

test('the progress.csv of Stable-Baselines3 counts in time steps, blanks were not logged', async () => {
  const run = await readRun({
    'progress.csv':
      'rollout/ep_rew_mean,time/total_timesteps,train/loss\n10.5,2048,\n12.5,4096,0.5\n',
  })
  expect(run?.metrics.get('rollout/ep_rew_mean')).toEqual({
    step: Float64Array.of(2048, 4096),
    value: Float64Array.of(10.5, 12.5),
  })
  expect(run?.metrics.get('train/loss')?.step).toEqual(Float64Array.of(4096))
})

/** Steps and values of a metric, whichever its axes. */
async function courseIn(text: string, metric: string) {
  const series = (await readRun({ 'progress.csv': text }))?.metrics.get(metric)
  return series && [[...series.step], [...series.value]]
}

test.each([
  [
    'OpenAI Baselines (deepq)',
    '% time spent exploring,episodes,mean 100 episode reward,steps\n97,100,5,763\n95,200,7,1434\n',
    'mean 100 episode reward',
    [763, 1434],
  ],
  [
    'OpenAI Baselines (ppo2)',
    'eprewmean,nupdates,serial_timesteps,total_timesteps\n5,1,128,1024\n7,2,256,2048\n',
    'eprewmean',
    [1024, 2048],
  ],
  ['guided-diffusion', 'grad_norm,loss,samples,step\n1,5,256,0\n1,7,2816,10\n', 'loss', [0, 10]],
  ['rllab', 'Iteration,AverageReturn\n0,5\n1,7\n', 'AverageReturn', [0, 1]],
])('the progress.csv of %s counts in its steps', async (_, text, metric, steps) => {
  expect(await courseIn(text, metric)).toEqual([steps, [5, 7]])
})

test('steps that do not rise are passed over for those that do', async () => {
  const text = 'Timesteps,Itr,loss\n34317,0,3\n45526,1,2\n43427,2,1\n'
  expect(await courseIn(text, 'loss')).toEqual([
    [0, 1, 2],
    [3, 2, 1],
  ])
})

test('a progress.csv whose lines have no place is refused with the columns that were tried', async () => {
  const read = readRun({ 'progress.csv': 'loss,Timesteps\n3,34317\n2,45526\n1,43427\n' })
  await expect(read).rejects.toThrow(
    "no column of progress.csv says where a line stands: the numbers of 'Timesteps' do not rise from line to line",
  )
})

test('a progress.csv that goes on after a restart, with its header again, counts in its steps', async () => {
  const lines = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => `${from + at},0.5\n`).join('')
  const run = await readRun({
    'progress.csv': `step,loss\n${lines(0, 9)}step,loss\n${lines(7, 12)}`,
  })
  expect(run?.metrics.get('loss')?.step).toHaveLength(14)
  expect(run?.findings).toEqual([
    'progress.csv:11: the header is repeated',
    'progress.csv: step starts again (1 time), as after a resume; all points count',
  ])
})

test('an evaluation may have a line of its own at the step of the training', async () => {
  const text =
    'time/total_timesteps,rollout/rew,eval/rew\n100,1,\n100,,3\n200,2,\n200,,4\n300,3,\n300,,5\n'
  expect(await courseIn(text, 'eval/rew')).toEqual([
    [100, 200, 300],
    [3, 4, 5],
  ])
})

test('a line without a step, as one of an evaluation alone, keeps its values', async () => {
  const text = 'loss,step,eval_loss\n3,0,\n,,2\n2,10,\n'
  expect(await courseIn(text, 'eval_loss')).toEqual([[Number.NaN], [2]])
  expect(await courseIn(text, 'loss')).toEqual([
    [0, 10],
    [3, 2],
  ])
})

test('the epoch of a progress.csv is an axis', async () => {
  const run = await readRun({ 'progress.csv': 'Epoch,TotalEnvSteps,loss\n0,400,2\n1,800,1\n' })
  expect(run?.metrics.get('loss')).toEqual({
    step: Float64Array.of(400, 800),
    epoch: Float64Array.of(0, 1),
    value: Float64Array.of(2, 1),
  })
})

test('the settings beside a progress.csv are those of variant.json', async () => {
  const run = await readRun({
    'progress.csv': 'Itr,loss\n0,2\n',
    'variant.json': '{"algo": {"lr": 0.1}}',
  })
  expect(Object.fromEntries(run?.params ?? [])).toEqual({ 'algo.lr': 0.1 })
})

test('YOLOv5 leaves its settings in two files, Spinning Up its log with tabs', async () => {
  const yolo = await readRun({
    'results.csv': 'epoch, train/box_loss\n0, 2.5\n',
    'opt.yaml': 'batch_size: 16\nlr0: 0.5\n',
    'hyp.yaml': 'lr0: 0.01\nmomentum: 0.9\n',
  })
  expect(Object.fromEntries(yolo?.params ?? [])).toEqual({
    batch_size: 16,
    lr0: 0.5,
    momentum: 0.9,
  })
  const spinup = await readRun({
    'progress.txt': 'Epoch\tAverageEpRet\tTotalEnvInteracts\n0\t10.5\t4000\n',
    'config.json': '{"seed": 3, "ac_kwargs": {"hidden": 64}}',
  })
  expect(spinup?.metrics.get('AverageEpRet')).toEqual({
    step: Float64Array.of(4000),
    epoch: Float64Array.of(0),
    value: Float64Array.of(10.5),
  })
  expect(Object.fromEntries(spinup?.params ?? [])).toEqual({ seed: 3, 'ac_kwargs.hidden': 64 })
})

test('a log that goes on at an earlier epoch is reported', async () => {
  const run = await readRun({ 'summary.csv': 'epoch,eval_loss\n0,3\n1,2\n1,1\n0,4\n' })
  expect(run?.findings).toEqual([
    'summary.csv: epoch starts again (1 time), as after a resume; all points count',
  ])
})

test.each([
  ['results.csv', 'name,lr,acc\na,0.1,0.5\n'],
  ['results.csv', 'epoch,acc\n0,0.5\n'],
  ['summary.csv', 'run,train_loss\na,0.5\n'],
  ['progress.csv', 'training_iteration,episode_reward_mean\n1,0.5\n'],
  ['progress.csv', 'task,done\nintroduction,yes\n'],
  ['progress.csv', ''],
])('%s with %j is not claimed', async (name, text) => {
  expect(await readRun({ [name]: text })).toBeUndefined()
})
