import { table } from 'arquero'
import { expect, test } from 'vitest'
import { selectRuns } from './select.ts'

const runs = table([
  ['run', ['a', 'b', 'c', 'd']],
  ['encoder', ['mlp', 'gnn', 'mlp', null]],
  ['seed', [42, 43, 43, 44]],
  ['loss.total_best', [0.5, 0.25, Number.NaN, 1]],
])
const names = (select: Parameters<typeof selectRuns>[1]) => [
  ...selectRuns(runs, select).array('run'),
]

test('no select keeps every run', () => {
  expect(names(null)).toEqual(['a', 'b', 'c', 'd'])
})

test('a scalar selects its equals', () => {
  expect(names({ encoder: 'mlp' })).toEqual(['a', 'c'])
})

test('a list selects any of its values, and columns combine', () => {
  expect(names({ encoder: ['mlp', 'gnn'], seed: [43] })).toEqual(['b', 'c'])
})

test('numbers and their texts are the same', () => {
  expect(names({ seed: '42' })).toEqual(['a'])
  expect(names({ seed: ['43.0'] })).toEqual(['b', 'c'])
})

test('null or an empty list as the wanted value does not filter', () => {
  expect(names({ encoder: null, seed: [] })).toEqual(['a', 'b', 'c', 'd'])
})

test('null inside a list selects what is missing, NaN included', () => {
  expect(names({ encoder: [null] })).toEqual(['d'])
  expect(names({ 'loss.total_best': [null] })).toEqual(['c'])
})

test('nested mappings name dotted columns', () => {
  expect(names({ loss: { total_best: 0.25 } })).toEqual(['b'])
})

test('an unknown column is an error that lists the known ones', () => {
  expect(() => selectRuns(runs, { sed: 1 })).toThrow(
    'inputs.select.sed: the runs have no column "sed". Did you mean "seed"? Select on one of: run, encoder, seed, loss.total_best.',
  )
})
