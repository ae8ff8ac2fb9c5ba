import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { jsonLogSource } from './jsonLogSource.ts'

async function readRun(files: Readonly<Record<string, string>>, folder = 'run') {
  const inRun = Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text])
  return (await readTree(jsonLogSource, writeTree(Object.fromEntries(inRun)))).get(folder)
}

const points = (...[step, epoch, value]: number[][]) => ({
  step: Float64Array.from(step ?? []),
  epoch: Float64Array.from(epoch ?? []),
  value: Float64Array.from(value ?? []),
})

test("MMEngine's validation stands where the training has come to, its step being the epoch", async () => {
  const lines = [
    '{"lr": 0.01, "loss": 2.5, "epoch": 1, "iter": 50, "memory": 900, "step": 50}',
    '{"lr": 0.01, "loss": 2.0, "epoch": 1, "iter": 100, "memory": 900, "step": 100}',
    '{"coco/bbox_mAP": 0.25, "step": 1}',
    '{"lr": 0.01, "loss": 1.5, "epoch": 2, "iter": 150, "memory": 900, "step": 150}',
    '{"coco/bbox_mAP": 0.5, "step": 2}',
  ]
  const text = `${lines.join('\n')}\n`
  const run = await readRun(
    { 'scalars.json': text, '20260131_120000.json': text },
    'work_dirs/faster_rcnn/20260131_120000/vis_data',
  )
  expect(run?.metrics.get('loss')).toEqual(points([50, 100, 150], [1, 1, 2], [2.5, 2, 1.5]))
  expect(run?.metrics.get('coco/bbox_mAP')).toEqual(points([100, 150], [1, 2], [0.25, 0.5]))
  expect([...(run?.metrics.keys() ?? [])].sort()).toEqual(['coco/bbox_mAP', 'loss', 'lr', 'memory'])
  expect(run?.findings).toEqual(['scalars.json counts; left out: 20260131_120000.json'])
})

test("MMEngine's config, a program, is named and not read", async () => {
  const log = { 'scalars.json': '{"lr": 0.1, "loss": 1.5, "epoch": 1, "iter": 1, "step": 1}\n' }
  const read = async (files: Readonly<Record<string, string>>) =>
    (await readRun({ ...log, ...files }, 'vis_data'))?.findings
  expect(await read({ 'config.py': 'lr = 0.1\n' })).toEqual([
    expect.stringContaining('the parameters in config.py are left out: it is Python'),
  ])
  expect(await read({})).toEqual([])
})

test('where MMEngine counts in iterations, so does its validation', async () => {
  const run = await readRun(
    { 'scalars.json': '{"loss": 2, "iter": 50, "step": 50}\n{"mIoU": 0.5, "step": 60}\n' },
    'vis_data',
  )
  expect(run?.metrics.get('mIoU')?.step).toEqual(Float64Array.of(60))
})

test("MMCV's lines stand at their epoch and are named by their mode, the first line has the seed", async () => {
  const run = await readRun({
    '20210101_120000.log.json': [
      '{"env_info": "…", "config": "…", "seed": 7, "exp_name": "yolo.py"}',
      '{"mode": "train", "epoch": 1, "iter": 50, "lr": 0.1, "loss": 3.0}',
      '{"mode": "train", "epoch": 1, "iter": 100, "lr": 0.1, "loss": 2.0}',
      '{"mode": "val", "epoch": 1, "iter": 20, "lr": 0.1, "bbox_mAP": 0.25}',
      '{"mode": "train", "epoch": 2, "iter": 50, "lr": 0.1, "loss": 1.0}\n',
    ].join('\n'),
  })
  expect(run?.metrics.get('train/loss')).toEqual(points([1, 1, 2], [1, 1, 2], [3, 2, 1]))
  expect(run?.metrics.get('val/bbox_mAP')).toEqual(points([1], [1], [0.25]))
  expect(Object.fromEntries(run?.params ?? [])).toEqual({ seed: 7, exp_name: 'yolo.py' })
})

test('iterations that go on over the epochs are the steps of MMCV, also those of a validation', async () => {
  const run = await readRun({
    '20210101_120000.log.json':
      '{"mode": "train", "epoch": 1, "iter": 50, "loss": 3}\n{"mode": "train", "epoch": 1, "iter": 100, "loss": 2}\n{"mode": "val", "epoch": 1, "iter": 20, "mIoU": 0.5}\n',
  })
  expect(run?.metrics.get('val/mIoU')?.step).toEqual(Float64Array.of(100))
})

test("Detectron2's metrics.json counts iterations, config.yaml has the settings", async () => {
  const run = await readRun({
    'metrics.json':
      '{"iteration": 19, "total_loss": 2.5, "data_time": 0.1}\n{"bbox/AP": NaN, "iteration": 39}\n',
    'config.yaml': 'SOLVER:\n  BASE_LR: 1e-3\n',
  })
  expect(run?.metrics.get('total_loss')?.step).toEqual(Float64Array.of(19))
  expect(run?.metrics.get('bbox/AP')).toEqual({
    step: Float64Array.of(39),
    value: Float64Array.of(Number.NaN),
  })
  expect(run?.params.get('SOLVER.BASE_LR')).toBe(0.001)
})

test("DeiT's log.txt has a line per epoch", async () => {
  const run = await readRun({
    'log.txt': '{"train_loss": 6.5, "test_acc1": 0.5, "epoch": 0, "n_parameters": 5}\n',
  })
  expect(run?.metrics.get('test_acc1')).toEqual(points([0], [0], [0.5]))
})

test("Stable-Baselines3's progress.json counts in time steps", async () => {
  const run = await readRun({
    'progress.json': '{"rollout/ep_rew_mean": 10.5, "time/total_timesteps": 2048}\n',
  })
  expect(run?.metrics.get('rollout/ep_rew_mean')?.step).toEqual(Float64Array.of(2048))
})

test('a line that is cut is left out and reported', async () => {
  const run = await readRun({ 'metrics.json': '{"iteration": 1, "loss": 2}\n{"iteration": 2, "lo' })
  expect(run?.metrics.get('loss')?.value).toEqual(Float64Array.of(2))
  expect(run?.findings).toEqual(['metrics.json:2: the last line is cut and left out'])
})

test.each([
  ['metrics.json', '{"accuracy": 0.5}'],
  ['log.txt', 'Epoch 1: loss 0.5\n'],
  ['log.txt', ''],
  ['log.txt', 'INFO | train | {"epoch": 1, "train_loss": 5.3}\n'],
  ['scalars.json', '{"step": 1, "loss": 2}\n'],
  ['progress.json', '{"percent": 10}'],
])('%s with %j is not claimed', async (name, text) => {
  expect(await readRun({ [name]: text })).toBeUndefined()
})
