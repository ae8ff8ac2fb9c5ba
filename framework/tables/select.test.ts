import { table } from 'arquero'
import fc from 'fast-check'
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

test('spellings of decimals, booleans and letters are the same', () => {
  const spelled = table([
    ['run', ['a', 'b', 'c', 'd']],
    ['lr', ['1e-3', '0.001', '.001', '0.01']],
    ['amp', ['True', 'true', true, false]],
    ['name', ['gr\u00f6\u00dfe', 'gro\u0308\u00dfe', 'x', 'x']],
  ])
  const select = (wanted: Parameters<typeof selectRuns>[1]) =>
    selectRuns(spelled, wanted).array('run')
  expect(select({ lr: 0.001 })).toEqual(['a', 'b', 'c'])
  expect(select({ amp: true })).toEqual(['a', 'b', 'c'])
  expect(select({ name: 'gro\u0308\u00dfe' })).toEqual(['a', 'b'])
})

test('integers beyond 2^53 stay apart', () => {
  const large = table([['seed', ['9007199254740992', '9007199254740993']]])
  expect(selectRuns(large, { seed: 9007199254740993n }).numRows()).toBe(1)
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
    'inputs.select.sed: the runs have no column "sed". Did you mean "seed"? They have: run, encoder, seed, loss.total_best.',
  )
})

test('selecting again from what was selected gives what both together select', () => {
  const lr = fc.constantFrom(0.1, 0.01, '1e-2', null)
  const rows = fc.array(fc.record({ lr, seed: fc.nat(3) }), { minLength: 1 })
  const byLr = fc.uniqueArray(lr, { minLength: 1 })
  const bySeed = fc.uniqueArray(fc.nat(3), { minLength: 1 })
  fc.assert(
    fc.property(rows, byLr, bySeed, (cells, lrs, seeds) => {
      const made = table([
        ['lr', cells.map((each) => each.lr)],
        ['seed', cells.map((each) => each.seed)],
        ['row', [...cells.keys()]],
      ])
      const both = selectRuns(made, { lr: lrs, seed: seeds }).array('row')
      const twice = selectRuns(selectRuns(made, { lr: lrs }), { seed: seeds })
      expect(twice.array('row')).toEqual(both)
      expect(selectRuns(twice, { lr: lrs, seed: seeds }).array('row')).toEqual(both)
    }),
  )
})
