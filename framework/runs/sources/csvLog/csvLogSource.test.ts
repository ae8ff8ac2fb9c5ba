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
  ['progress.csv', ''],
])('%s with %j is not claimed', async (name, text) => {
  expect(await readRun({ [name]: text })).toBeUndefined()
})
