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
