import { op, table } from 'arquero'
import { expect, test } from 'vitest'
import { cellsOf, isMissing, presentCell } from './cells.ts'

const runs = table([
  ['lr', Float64Array.of(0.3, 0.1, 0.2)],
  ['name', ['c', 'a', 'b']],
  ['epoch', Int32Array.of(3, 1, 2)],
])

test('null, undefined and NaN are missing; zero, false and an empty text are values', () => {
  expect([null, undefined, Number.NaN].map(isMissing)).toEqual([true, true, true])
  expect([0, false, '', 'nan'].map(isMissing)).toEqual([false, false, false, false])
  expect([Number.NaN, undefined, 0].map(presentCell)).toEqual([null, null, 0])
})

test('the cells of a whole table are its own, not a copy', () => {
  expect(cellsOf(runs, 'lr')).toBe(runs.column('lr'))
  expect(cellsOf(runs, 'name')).toBe(runs.column('name'))
})

test('the cells of a filtered or ordered table are those of its rows, in their order', () => {
  const filtered = runs.filter((row: { lr: number }) => row.lr < 0.25)
  expect(Array.from(cellsOf(filtered, 'name'))).toEqual(['a', 'b'])
  const ordered = runs.orderby('lr')
  expect(Array.from(cellsOf(ordered, 'name'))).toEqual(['a', 'b', 'c'])
  expect(Array.from(cellsOf(ordered, 'lr'))).toEqual([0.1, 0.2, 0.3])
})

test('a column that is held in another kind of array has the same cells', () => {
  expect(Array.from(cellsOf(runs, 'epoch'))).toEqual([3, 1, 2])
  const derived = runs.derive({ row: () => op.row_number() })
  expect(Array.from(cellsOf(derived, 'row'))).toEqual([1, 2, 3])
})
