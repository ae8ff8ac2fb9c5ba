import { table } from 'arquero'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortRuns } from './sort.ts'
import { valueKey } from './valueKey.ts'

const runs = table([
  ['run', ['a', 'b', 'c', 'd']],
  ['loss', [2, Number.NaN, 10, 2]],
])

test('numbers sort by value, equal rows keep their order, missing cells come last', () => {
  expect(sortRuns(runs, ['loss']).array('run')).toEqual(['a', 'd', 'c', 'b'])
})

test('numbers that are kept as text sort as numbers, other texts as people count', () => {
  const texts = table([
    ['layers', ['10', '2', null, '4']],
    ['run', ['job10', 'job2', 'job1', 'job9']],
  ])
  expect(sortRuns(texts, ['layers']).array('layers')).toEqual(['2', '4', '10', null])
  expect(sortRuns(texts, ['layers'], { descending: true }).array('layers')).toEqual([
    '10',
    '4',
    '2',
    null,
  ])
  expect(sortRuns(texts, ['run']).array('run')).toEqual(['job1', 'job2', 'job9', 'job10'])
})

test('missing cells stay last when the largest come first', () => {
  expect(sortRuns(runs, ['loss'], { descending: true }).array('run')).toEqual(['c', 'a', 'd', 'b'])
})

test('a later column decides between rows that are equal in the first', () => {
  const made = table([
    ['group', ['b', 'a', 'b', 'a', 'b']],
    ['loss', [2, 2, 3, 1, 1]],
  ])
  expect(sortRuns(made, ['group', 'loss']).array('loss')).toEqual([1, 2, 1, 2, 3])
})

test('a column that is not there sorts nothing', () => {
  expect(sortRuns(runs, ['gone']).array('run')).toEqual(['a', 'b', 'c', 'd'])
})

test('the order of rows that differ does not depend on the order in which they came', () => {
  const cell = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(null, '1e-3', 'job2', true))
  const rows = fc.uniqueArray(cell, { selector: valueKey, maxLength: 12 })
  const shuffled = rows.chain((cells) =>
    fc.tuple(fc.constant(cells), fc.shuffledSubarray(cells, { minLength: cells.length })),
  )
  fc.assert(
    fc.property(shuffled, ([cells, others]) => {
      const sorted = (column: unknown[]) => sortRuns(table([['x', column]]), ['x']).array('x')
      expect(sorted(others)).toEqual(sorted(cells))
    }),
  )
})
