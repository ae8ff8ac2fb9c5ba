import { expect, test } from 'vitest'
import type { Series } from '../../sources/source.ts'
import { seriesOf, wideTable } from './wideTable.ts'

function series(points: [step: number, value: number, epoch?: number][]): Series {
  return {
    step: Float64Array.from(points, ([step]) => step),
    value: Float64Array.from(points, ([, value]) => value),
    ...(points[0]?.length === 3 && {
      epoch: Float64Array.from(points, ([, , epoch]) => epoch ?? Number.NaN),
    }),
  }
}

/** The columns as an object. */
function wide(metrics: Record<string, Series>): Record<string, readonly (number | null)[]> {
  return Object.fromEntries(
    wideTable(new Map(Object.entries(metrics))).map(({ name, values }) => [
      name,
      Array.from(values as Float64Array, (value) => (Number.isNaN(value) ? null : value)),
    ]),
  )
}

test('the train and val rows of an epoch, logged at different steps, stand side by side', () => {
  const columns = wide({
    train_loss: series([
      [149, 3, 0],
      [299, 2, 1],
    ]),
    val_loss: series([
      [150, 5, 0],
      [300, 4, 1],
    ]),
  })
  expect(columns).toEqual({ step: [150, 300], epoch: [0, 1], train_loss: [3, 2], val_loss: [5, 4] })
})

test('a metric that is logged several times an epoch makes a row for each step', () => {
  const columns = wide({
    train_loss: series([
      [50, 3, 0],
      [100, 2, 0],
    ]),
    val_loss: series([[100, 5, 0]]),
  })
  expect(columns).toEqual({
    step: [50, 100],
    epoch: [0, 0],
    train_loss: [3, 2],
    val_loss: [null, 5],
  })
})

test('points of one step each have a row, in the order of the file', () => {
  const columns = wide({
    loss: series([
      [1, 3],
      [2, 2],
      [1, 9],
    ]),
    acc: series([[1, 5]]),
  })
  expect(columns).toEqual({ step: [1, 1, 2], loss: [3, 9, 2], acc: [5, null, null] })
})

test('points without a step each have a row after those that have one', () => {
  const none = Number.NaN
  const columns = wide({
    loss: series([
      [none, 3],
      [0, 2],
      [none, 9],
    ]),
  })
  expect(columns).toEqual({ step: [0, null, null], loss: [2, 3, 9] })
})

test('what is not finite is null, and without steps there is one row', () => {
  const noStep = Number.NaN
  expect(wide({ a: series([[noStep, Number.NaN]]), b: series([[noStep, 4]]) })).toEqual({
    a: [null],
    b: [4],
  })
})

test('what was logged without a step has a row of its own, the last, and takes none of another', () => {
  const columns = wide({
    loss: series([
      [0, 3],
      [1, 2],
    ]),
    test: series([[Number.NaN, 9]]),
  })
  expect(columns).toEqual({ step: [0, 1, null], loss: [3, 2, null], test: [null, null, 9] })
})

test('a metric with the name of an axis is told apart', () => {
  expect(Object.keys(wide({ epoch: series([[1, 5]]) }))).toEqual(['step', 'metric.epoch'])
})

test('the way back gives each metric the points that it has', () => {
  const metrics = new Map([
    [
      'train_loss',
      series([
        [50, 3],
        [100, 2],
      ]),
    ],
    ['epoch', series([[100, 5]])],
    [
      'val_loss',
      series([
        [100, 2],
        [100, 1],
      ]),
    ],
  ])
  expect(seriesOf(wideTable(metrics))).toEqual(metrics)
})
