import { op, table } from 'arquero'
import { expect, test } from 'vitest'
import { cellsOf } from '../cells.ts'
import { NumberColumn, numberColumn } from './numberColumn.ts'

const LOSS = Float64Array.of(3, Number.NaN, 1, Number.POSITIVE_INFINITY)

test('NaN is a missing cell, wherever the table is asked', () => {
  const history = table({ epoch: [0, 1, 2, 3], loss: numberColumn(LOSS) })
  const cells = [3, null, 1, Number.POSITIVE_INFINITY]
  expect(history.array('loss')).toEqual(cells)
  expect(history.get('loss', 1)).toBeNull()
  expect([...(history.column('loss') ?? [])]).toEqual(cells)
  expect(history.objects().map(({ loss }: { loss?: unknown }) => loss)).toEqual(cells)
  expect(cellsOf(history, 'loss')).toEqual(cells)
})

test('filtering, ordering and rolling up leave missing cells out as with any column', () => {
  const history = table({ epoch: [0, 1, 2, 3], loss: numberColumn(LOSS) })
  const kept = history.filter((row: { loss: number | null }) => row.loss !== null).orderby('loss')
  expect(cellsOf(kept, 'loss')).toEqual([1, 3, Number.POSITIVE_INFINITY])
  expect(history.rollup({ n: op.valid('loss'), least: op.min('loss') }).object()).toEqual({
    n: 3,
    least: 1,
  })
})

test('rows that are not there have no value, and a part is cut as from a list', () => {
  const column = new NumberColumn(LOSS)
  expect([column.at(4), column.length]).toEqual([null, 4])
  expect(column.slice(1, 3)).toEqual([null, 1])
})

test('numbers without gaps stay as they are', () => {
  const whole = Float64Array.of(1, 2)
  expect(numberColumn(whole)).toBe(whole)
})
