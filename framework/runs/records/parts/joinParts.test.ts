import path from 'node:path'
import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import {
  hparamsSession,
  simpleValue,
  summaryEvent,
  tfRecord,
} from '../../../testing/trackers/eventFile.ts'
import { doubleField, message } from '../../../testing/trackers/protobufMessage.ts'
import { hydraJob } from '../../../testing/trackers/runFolders.ts'
import { loadRuns } from '../../loadRuns.ts'

const FILE = 'events.out.tfevents.1700000000.host.1.0'
const START_S = 1_700_000_000

/** The scalars of an event file, by tag, at the steps 0, 1, …, a second apart. */
function scalars(tags: Readonly<Record<string, readonly number[]>>, startS = START_S): Buffer {
  const events = Object.entries(tags).flatMap(([tag, values]) =>
    values.map((value, step) =>
      tfRecord(summaryEvent({ step, wallTime: startS + step }, simpleValue(tag, value))),
    ),
  )
  return Buffer.concat([tfRecord(message(doubleField(1, startS))), ...events])
}

/** What `add_hparams` writes: the parameter `lr`, and one value of each metric. */
function session(lr: number, metrics: Readonly<Record<string, number>>, startS = START_S + 60) {
  const values = Object.fromEntries(
    Object.entries(metrics).map(([tag, value]) => [tag, [value]] as const),
  )
  return Buffer.concat([
    hparamsSession({ lr: message(doubleField(2, lr)) }, startS),
    scalars(values, startS),
  ])
}

/** The runs of a tree by their paths in it: parameter, and all points as `[step, value]`. */
async function read(files: Readonly<Record<string, string | Uint8Array>>) {
  const root = writeTree(files)
  const loaded = await loadRuns({ sweepDir: root })
  const relative = (place: string) => path.relative(root, place) || '.'
  const lr = loaded.runs.columnNames().includes('lr')
    ? (loaded.runs.array('lr') as unknown[])
    : loaded.order.map(() => null)
  return {
    runs: Object.fromEntries(loaded.order.map((place, row) => [relative(place), lr[row]])),
    points: (place: string) => {
      const table = loaded.perEpoch.get(path.join(root, place))
      const steps = table?.array('step') as (number | null)[]
      return Object.fromEntries(
        (table?.columnNames() ?? [])
          .filter((name) => !['step', 'time_s'].includes(name))
          .map((name) => {
            const values = table?.array(name) as (number | null)[]
            return [
              name,
              values.flatMap((value, at) => (value === null ? [] : [[steps[at], value]])),
            ]
          }),
      )
    },
    times: (place: string) => loaded.perEpoch.get(path.join(root, place))?.array('time_s'),
    skipped: loaded.skipped.map(({ runDir, reason }) => [
      relative(runDir),
      reason.replaceAll(`${root}/`, ''),
    ]),
    warnings: loaded.warnings.map(({ kind }) => kind),
  }
}

test('the session of add_hparams is of the run above it: parameters, and values without a step', async () => {
  const { runs, points, warnings } = await read({
    [`runs/a/${FILE}`]: scalars({ loss: [3, 2] }),
    [`runs/a/1700000060.5/${FILE}`]: session(0.5, { 'hparam/acc': 0.25, loss: 1 }),
    [`runs/b/${FILE}`]: scalars({ loss: [4, 2] }),
    [`runs/b/1700000060.5/${FILE}`]: session(0.25, { 'hparam/acc': 0.75 }),
  })
  expect(runs).toEqual({ 'runs/a': 0.5, 'runs/b': 0.25 })
  expect(points('runs/a')).toEqual({
    loss: [
      [0, 3],
      [1, 2],
    ],
    'hparam/acc': [[null, 0.25]],
  })
  expect(warnings).not.toContain('shorter-than-others')
})

test('of several sessions with equal parameters the last counts, and the others are named', async () => {
  const { runs, points, skipped } = await read({
    [`a/${FILE}`]: scalars({ loss: [3, 2] }),
    [`a/first/${FILE}`]: session(0.5, { acc: 0.5 }, START_S + 100),
    [`a/second/${FILE}`]: session(0.5, { acc: 0.25 }, START_S + 50),
  })
  expect(runs).toEqual({ a: 0.5 })
  expect(points('a')).toMatchObject({ acc: [[null, 0.5]] })
  expect(skipped).toEqual([
    [
      'a/second',
      'it is an earlier session of a, with the same parameters as a/first, which counts',
    ],
  ])
})

test.each([
  ['of different parameters beside the course of a run', { loss: [3, 2] }, 0.5, 0.25],
  ['in a folder whose event file has no metrics', {}, 0.5, 0.5],
])('sessions %s are runs of their own', async (_, metrics, one, other) => {
  const { runs } = await read({
    [`w/${FILE}`]: scalars(metrics),
    [`w/1/${FILE}`]: session(one, { acc: 0.5 }),
    [`w/2/${FILE}`]: session(other, { acc: 0.25 }),
  })
  expect(runs).toEqual({ w: null, 'w/1': one, 'w/2': other })
})

test.each([
  [
    'whose metric has a course',
    { [`a/b/${FILE}`]: Buffer.concat([session(0.5, {}), scalars({ loss: [1, 2] })]) },
  ],
  [
    'with the file of Lightning',
    { [`a/b/${FILE}`]: session(0.5, { acc: 1 }), 'a/b/hparams.yaml': 'lr: 0.5\n' },
  ],
  ['in which nothing says that it is a part', { [`a/b/${FILE}`]: scalars({ loss: [1] }) }],
])('a run in a folder below another one %s is a run of its own', async (_, files) => {
  const { runs } = await read({ [`a/${FILE}`]: scalars({ loss: [3, 2] }), ...files })
  expect(Object.keys(runs)).toEqual(['a', 'a/b'])
})

test('a session without a run above it is a run', async () => {
  const { runs } = await read({ [`a/1/${FILE}`]: session(0.5, { acc: 1 }) })
  expect(runs).toEqual({ 'a/1': 0.5 })
})

test('each key of add_scalars is a metric of the run, splits named as those in folders are', async () => {
  const { runs, points, times } = await read({
    [`a/${FILE}`]: scalars({ lr: [0.5] }),
    [`a/Loss_train/${FILE}`]: scalars({ Loss: [3, 2] }, START_S + 10),
    [`a/Loss_val/${FILE}`]: scalars({ Loss: [4] }, START_S + 10),
    [`a/grad_norm_layer_1/${FILE}`]: scalars({ 'grad/norm': [5] }, START_S + 10),
  })
  expect(Object.keys(runs)).toEqual(['a'])
  expect(points('a')).toEqual({
    lr: [[0, 0.5]],
    'train/Loss': [
      [0, 3],
      [1, 2],
    ],
    'val/Loss': [[0, 4]],
    'grad/norm/layer_1': [[0, 5]],
  })
  expect(times('a')).toEqual([10, 11])
})

test('tensorboardX keeps the keys of add_scalars in folders below one of the tag', async () => {
  const { runs, points } = await read({
    [`a/${FILE}`]: scalars({}),
    [`a/data/loss/train/${FILE}`]: scalars({ 'data/loss': [3] }),
    [`a/data/loss/test/${FILE}`]: scalars({ 'data/loss': [4] }),
  })
  expect(Object.keys(runs)).toEqual(['a'])
  expect(points('a')).toEqual({ 'test/data/loss': [[0, 4]], 'train/data/loss': [[0, 3]] })
})

test('a folder with another tag, or with more than one, is a run of its own', async () => {
  const { runs } = await read({
    [`a/${FILE}`]: scalars({ acc: [1] }),
    [`a/loss_1/${FILE}`]: scalars({ acc: [3] }),
    [`a/loss_2/${FILE}`]: scalars({ loss: [3], acc: [1] }),
    [`a/loss_/${FILE}`]: scalars({ loss: [3] }),
    [`b/loss_3/${FILE}`]: scalars({ loss: [3] }),
  })
  expect(Object.keys(runs)).toEqual(['a', 'a/loss_', 'a/loss_1', 'a/loss_2', 'b/loss_3'])
})

test('where run and part have the same metric, that of the run stays', async () => {
  const { points } = await read({
    [`a/${FILE}`]: scalars({ 'train/loss': [1] }),
    [`a/loss_train/${FILE}`]: scalars({ loss: [2] }),
  })
  expect(points('a')).toEqual({ 'train/loss': [[0, 1]] })
})

test("the folders of a writer in a job of Hydra's are of its one run", async () => {
  const { runs, points, skipped } = await read({
    ...hydraJob('0', { overrides: ['lr=0.1'] }),
    [`0/tb/${FILE}`]: scalars({ acc: [1] }),
    [`0/tb/loss_train/${FILE}`]: scalars({ loss: [2] }),
    [`0/tb/loss_val/${FILE}`]: scalars({ loss: [3] }),
    [`0/tb/1700000060.5/${FILE}`]: session(0.1, { 'hparam/acc': 1 }),
  })
  expect(runs).toEqual({ '0': 0.1 })
  expect(Object.keys(points('0'))).toEqual(['acc', 'train/loss', 'val/loss', 'hparam/acc'])
  expect(skipped).toEqual([])
})
