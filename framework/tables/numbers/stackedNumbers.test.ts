import { table } from 'arquero'
import { expect, test } from 'vitest'
import { StackedNumbers } from './stackedNumbers.ts'

const stacked = new StackedNumbers([
  Float64Array.of(1, 2),
  3,
  new Float64Array(0),
  Float64Array.of(Number.NaN, 4, 5),
])
const CELLS = [1, 2, null, null, null, null, 4, 5]

test('cells are those of the parts, one below the other, and null where there is none', () => {
  expect(stacked).toHaveLength(8)
  expect(CELLS.map((_, row) => stacked.at(row))).toEqual(CELLS)
  expect([...stacked]).toEqual(CELLS)
  expect(stacked.toArray()).toEqual(CELLS)
  expect(stacked.at(8)).toBeNull()
})

test('any rows can be asked for', () => {
  for (let start = 0; start <= CELLS.length; start++) {
    for (let end = start; end <= CELLS.length; end++) {
      expect(stacked.slice(start, end)).toEqual(CELLS.slice(start, end))
    }
  }
})

test('it is a column of a table', () => {
  expect(
    table({ loss: stacked as never })
      .filter((d: { loss: number }) => d.loss > 1)
      .array('loss'),
  ).toEqual([2, 4, 5])
})
