import { expect, test } from 'vitest'
import { runsOf } from '../testing/exampleRuns.ts'
import { membersOfPair, pairRuns, type RunPair } from './pairedRuns.ts'

const QUERY = {
  metric: 'loss',
  by: 'tokenizer',
  better: 'lower',
  seed: 'seed',
  parameters: ['tokenizer', 'lr', 'seed'],
} as const

function run(tokenizer: string, lr: number, seed: number | null, loss: number | null) {
  return { tokenizer, lr, seed, loss }
}

test('runs that agree in seed and setting make a pair', () => {
  const runs = runsOf([
    run('none', 0.1, 1, 4),
    run('vq', 0.1, 1, 3),
    run('none', 0.2, 1, 8),
    run('vq', 0.2, 1, 7),
    run('vq', 0.2, 2, 9),
  ])
  const { groups, pairs, nUnpaired } = pairRuns(runs, QUERY)
  expect(groups).toEqual(['none', 'vq'])
  expect(pairs.map(({ values }) => values)).toEqual([
    [4, 3],
    [8, 7],
  ])
  expect(nUnpaired).toBe(1)
})

test('pairs say which block and seed they are of', () => {
  const { pairs } = pairRuns(
    runsOf([0.1, 0.2].flatMap((lr) => [run('none', lr, 1, 4), run('vq', lr, 1, 3)])),
    QUERY,
  )
  expect(new Set(pairs.map(({ block }) => block)).size).toBe(2)
  expect(new Set(pairs.map(({ seed }) => seed))).toEqual(new Set(['number 1']))
})

test('replicates of a setting and seed are averaged', () => {
  const runs = runsOf([run('none', 0.1, 1, 4), run('none', 0.1, 1, 6), run('vq', 0.1, 1, 3)])
  expect(pairRuns(runs, QUERY).pairs).toMatchObject([{ values: [5, 3], rows: [0, 2] }])
})

test('the wanted values come in their order', () => {
  const runs = runsOf([run('a', 0.1, 1, 1), run('b', 0.1, 1, 2), run('c', 0.1, 1, 3)])
  const { groups, pairs } = pairRuns(runs, QUERY, ['c', 'a'])
  expect(groups).toEqual(['c', 'a'])
  expect(pairs).toMatchObject([{ values: [3, 1], rows: [2, 0] }])
})

test('a parameter that one group lacks does not part pairs', () => {
  const runs = runsOf([
    { tokenizer: 'none', size: null, seed: 1, loss: 4 },
    { tokenizer: 'vq', size: 512, seed: 1, loss: 3 },
  ])
  const parameters = ['tokenizer', 'size', 'seed']
  expect(pairRuns(runs, { ...QUERY, parameters }).pairs).toMatchObject([{ values: [4, 3] }])
})

test('a pair of which a run diverged is counted, not drawn', () => {
  const runs = runsOf([run('none', 0.1, 1, 4), run('vq', 0.1, 1, Number.POSITIVE_INFINITY)])
  expect(pairRuns(runs, QUERY)).toMatchObject({ pairs: [], nDivergedPairs: 1 })
})

test('without seeds a single setting has no pairs, several have', () => {
  const one = [run('none', 0.1, null, 4), run('vq', 0.1, null, 3)]
  const other = [run('none', 0.2, null, 5), run('vq', 0.2, null, 6)]
  expect(pairRuns(runsOf(one), QUERY).pairs).toEqual([])
  expect(pairRuns(runsOf([...one, ...other]), QUERY)).toMatchObject({
    bySeed: false,
    pairs: [{ values: [4, 3] }, { values: [5, 6] }],
  })
})

test('whatever the values of a parameter that one group lacks, its runs have their partners', () => {
  const runs = runsOf([
    { tokenizer: 'none', size: null, seed: 1, loss: 4 },
    { tokenizer: 'none', size: null, seed: 2, loss: 5 },
    { tokenizer: 'vq', size: 512, seed: 1, loss: 3 },
    { tokenizer: 'vq', size: 1024, seed: 2, loss: 2 },
  ])
  const parameters = ['tokenizer', 'size', 'seed']
  expect(pairRuns(runs, { ...QUERY, parameters }).pairs).toMatchObject([
    { values: [4, 3] },
    { values: [5, 2] },
  ])
})

test.each([
  ['all runs of the other have', [null, 512], [512, 512]],
  ['none of the other has', [null, 512], [null, null]],
])('a parameter that some runs of a group have and %s parts pairs', (_, none, vq) => {
  const rows = [0, 1].flatMap((seed) => [
    { tokenizer: 'none', size: none[seed] ?? null, seed, loss: 4 + seed },
    { tokenizer: 'vq', size: vq[seed] ?? null, seed, loss: 2 + seed },
  ])
  const parameters = ['tokenizer', 'size', 'seed']
  const { pairs, nUnpaired } = pairRuns(runsOf(rows), { ...QUERY, parameters })
  expect(pairs).toHaveLength(1)
  expect(nUnpaired).toBe(2)
})

test('a value whose runs have no metric is no group', () => {
  const rows = [run('none', 0.1, 1, 4), run('vq', 0.1, 1, 3), run('z', 0.1, 1, null)]
  expect(pairRuns(runsOf(rows), QUERY)).toMatchObject({
    groups: ['none', 'vq'],
    pairs: [{ values: [4, 3] }],
  })
})

test('runs of two groups are a pair, whether or not a third has one too', () => {
  const rows = [
    run('a', 0.1, 1, 1),
    run('b', 0.1, 1, 2),
    run('c', 0.1, 1, 3),
    run('a', 0.1, 2, 1),
    run('b', 0.1, 2, 2),
    run('a', 0.1, 3, 1),
    run('c', 0.1, 3, 3),
    run('c', 0.1, 4, 3),
  ]
  const paired = pairRuns(runsOf(rows), QUERY)
  expect(paired).toMatchObject({
    pairs: [
      { values: [1, 2, 3], rows: [0, 1, 2] },
      { values: [1, 2, null], rows: [3, 4, null] },
      { values: [1, null, 3], rows: [5, null, 6] },
    ],
    nUnpaired: 1,
  })
  expect(membersOfPair(paired.pairs[2] as RunPair)).toEqual([
    { at: 0, value: 1, row: 5 },
    { at: 2, value: 3, row: 6 },
  ])
})

test('a run that diverged leaves those of other groups a pair', () => {
  const infinite = Number.POSITIVE_INFINITY
  const rows = [
    ...[run('a', 0.1, 1, 1), run('b', 0.1, 1, infinite), run('c', 0.1, 1, 3)],
    ...[run('a', 0.1, 2, 1), run('b', 0.1, 2, infinite)],
  ]
  expect(pairRuns(runsOf(rows), QUERY)).toMatchObject({
    pairs: [{ values: [1, null, 3], rows: [0, null, 2] }],
    nDivergedValues: 1,
    nDivergedPairs: 1,
  })
})

test('one group alone has no pairs', () => {
  const rows = [run('vq', 0.1, 1, 4), run('vq', 0.2, 1, 3)]
  expect(pairRuns(runsOf(rows), QUERY)).toMatchObject({ pairs: [], nUnpaired: 2 })
})

test('pairs stand in one order, whatever that of the rows', () => {
  const rows = [1, 2, 3].flatMap((seed) => [
    run('none', 0.1, seed, seed),
    run('vq', 0.1, seed, 2 * seed),
  ])
  const valuesOf = (given: typeof rows) =>
    pairRuns(runsOf(given), QUERY).pairs.map(({ values }) => values)
  expect(valuesOf(rows.toReversed())).toEqual(valuesOf(rows))
})

test('where some runs have seeds, those without have no partner', () => {
  const rows = [0.1, 0.2].flatMap((lr) => [
    run('none', lr, 1, 4),
    run('none', lr, null, 5),
    run('vq', lr, null, 3),
    run('vq', lr, 2, 3),
  ])
  expect(pairRuns(runsOf(rows), QUERY)).toMatchObject({
    bySeed: true,
    pairs: [{ values: [5, 3] }, { values: [5, 3] }],
    nUnpaired: 4,
  })
})

test('pairs that diverged are counted beside those that did not', () => {
  const rows = [1, 2, 3].flatMap((seed) => [
    run('none', 0.1, seed, 4),
    run('vq', 0.1, seed, seed === 1 ? Number.POSITIVE_INFINITY : 3),
  ])
  const { pairs, nDivergedPairs } = pairRuns(runsOf(rows), QUERY)
  expect([pairs.length, nDivergedPairs]).toEqual([2, 1])
})
