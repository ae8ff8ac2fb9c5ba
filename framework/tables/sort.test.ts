import { table } from 'arquero'
import { expect, test } from 'vitest'
import { sortRuns } from './sort.ts'

const runs = table([
  ['run', ['a', 'b', 'c', 'd']],
  ['loss', [2, Number.NaN, 10, 2]],
])

test('numbers sort by value, equal rows keep their order, missing cells come last', () => {
  expect(sortRuns(runs, ['loss']).array('run')).toEqual(['a', 'd', 'c', 'b'])
})

test('missing cells stay last when the largest come first', () => {
  expect(sortRuns(runs, ['loss'], { descending: true }).array('run')).toEqual(['c', 'a', 'd', 'b'])
})
