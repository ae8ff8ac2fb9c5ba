import { table } from 'arquero'
import { expect, test } from 'vitest'
import { historyOf, runsOf } from '../testing/exampleRuns.ts'
import { readCurves, readCurvesAlong } from './trainingCurves.ts'

const runs = runsOf([{ run_dir: 'a' }, { run_dir: 'b' }])
/** The history of a source other than facts: a column for each metric. */
const wide = (columns: Record<string, readonly (number | null)[]>) => table(columns)

function curve(
  columns: Record<string, readonly (number | null)[]>,
  query: Partial<Parameters<typeof readCurves>[2]> = {},
) {
  const perEpoch = new Map([['a', wide(columns)]])
  const [first] = readCurves(runs, perEpoch, { metric: 'loss', split: 'val', x: 'step', ...query })
  return first
}

test('of a wide history the rows count in which the metric was logged', () => {
  const columns = { step: [0, 1, 2], epoch: [0, 0, 1], loss: [3, null, 1] }
  expect(curve(columns)).toEqual({ row: 0, epochs: [0, 1], x: [0, 2], y: [3, 1] })
})

test('of several values at one step the last is drawn, and how many it replaces is counted', () => {
  const columns = { step: [0, 1, 1, 1, 2], loss: [4, 3, null, 9, 1] }
  expect(curve(columns)).toMatchObject({ x: [0, 1, 2], y: [4, 9, 1], replaced: 1 })
})

test.each(['val/loss', 'val_loss', 'metric.loss'])('%s is the loss of val', (name) => {
  expect(curve({ step: [4], [name]: [2] })?.y).toEqual([2])
})

test('val_loss is also what others call val/loss', () => {
  expect(curve({ step: [4], 'val/loss': [2] }, { metric: 'val_loss' })?.y).toEqual([2])
})

test('a metric of just that name comes before one that bears the split', () => {
  expect(curve({ step: [4], 'val/loss': [2], loss: [7] })?.y).toEqual([7])
})

test('the horizontal axis is what was asked for, NaN where the format has none', () => {
  const columns = { step: [10, 20], time_s: [1.5, 2.5], loss: [2, 1] }
  expect(curve(columns, { x: 'time' })?.x).toEqual([1.5, 2.5])
  expect(curve(columns, { x: 'epoch' })?.x).toEqual([Number.NaN, Number.NaN])
})

test('a run without the metric or without a history has an empty curve', () => {
  const curves = readCurves(runs, new Map([['a', wide({ step: [1], acc: [1] })]]), {
    metric: 'loss',
    split: 'val',
    x: 'step',
  })
  expect(curves).toEqual([0, 1].map((row) => ({ row, epochs: [], x: [], y: [] })))
})

test('histories of facts keep their rows by split', () => {
  const perEpoch = new Map([['a', historyOf([3, 2])]])
  const [first] = readCurves(runs, perEpoch, { metric: 'val_loss', split: 'val', x: 'epoch' })
  expect(first).toMatchObject({ x: [0, 1], y: [3, 2] })
})

test.each([
  ['epochs where each run has each of them once', { epoch: [0, 1], loss: [2, 1] }, 'epoch'],
  ['steps where an epoch has several rows', { epoch: [0, 0], loss: [2, 1] }, 'step'],
  ['steps where there are no epochs', { step: [0, 1], loss: [2, 1] }, 'step'],
  [
    'epochs where only rows without the metric repeat one',
    { epoch: [0, 0], loss: [2, null] },
    'epoch',
  ],
] as const)('curves are drawn along %s', (_, columns, axis) => {
  const perEpoch = new Map([['a', wide(columns)]])
  const { x, curves } = readCurvesAlong(runs, perEpoch, { metric: 'loss', split: 'val' })
  expect(x).toBe(axis)
  expect(curves).toEqual(readCurves(runs, perEpoch, { metric: 'loss', split: 'val', x: axis }))
})
