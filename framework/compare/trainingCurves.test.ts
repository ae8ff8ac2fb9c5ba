import { table } from 'arquero'
import { expect, test } from 'vitest'
import { historyOf, runsOf } from '../testing/exampleRuns.ts'
import { hasValues, readCurves, readCurvesAlong } from './trainingCurves.ts'

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

test('of facts the rows of a split count, along epochs or the seconds of training so far', () => {
  const history = table({
    split: ['train', 'val', 'train', 'val', 'train', 'val'],
    epoch: [0, 0, 1, 1, 2, 2],
    epoch_time_s: [100, 2, 100, 3, 100, 5],
    val_loss: [null, 4, null, 3, null, 2],
  })
  const perEpoch = new Map([['a', history]])
  const query = { metric: 'val_loss', split: 'val' } as const
  const [alongTime] = readCurves(runs, perEpoch, { ...query, x: 'time' })
  expect(alongTime).toEqual({ row: 0, epochs: [0, 1, 2], x: [2, 5, 10], y: [4, 3, 2] })
  const [alongSteps] = readCurves(runs, perEpoch, { ...query, x: 'step' })
  expect(alongSteps?.x).toEqual([0, 1, 2])
})

test('an axis that is asked for is kept, even where epochs repeat', () => {
  const perEpoch = new Map([['a', wide({ epoch: [0, 0], step: [1, 2], loss: [2, 1] })]])
  const query = { metric: 'loss', split: 'val', x: 'epoch' } as const
  expect(readCurvesAlong(runs, perEpoch, query)).toEqual({
    x: 'epoch',
    curves: readCurves(runs, perEpoch, query),
  })
})

test('the metric may be the first column', () => {
  expect(curve({ loss: [2], step: [4] })?.y).toEqual([2])
})

test.each([
  ['a point', [1], [2], true],
  ['a point among others', [Number.NaN, 1], [1, 2], true],
  ['values without a place', [Number.NaN], [2], false],
  ['places without a value', [1], [Number.NaN], false],
  ['no finite value', [1], [Number.POSITIVE_INFINITY], false],
  ['nothing', [], [], false],
])('whether there is something to draw of a curve with %s', (_, x, y, expected) => {
  expect(hasValues({ row: 0, epochs: [], x, y })).toBe(expected)
})
