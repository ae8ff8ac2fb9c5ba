import { table } from 'arquero'
import { expect, test } from 'vitest'
import { Random } from '../stats/random.ts'
import { type RunCells, runsOf } from '../testing/exampleRuns.ts'
import { compareGroups } from './compareGroups.ts'

const OPTIONS = { metric: 'loss', by: 'tokenizer', better: 'lower' } as const
const compare = (rows: readonly RunCells[]) => compareGroups(runsOf(rows), OPTIONS)

test('no runs have no rows, and a sentence', () => {
  const {
    rows,
    remarks,
    table: csv,
  } = compareGroups(table({ tokenizer: [], loss: [], seed: [] }), OPTIONS)
  expect(rows).toEqual([])
  expect(csv.numRows()).toBe(0)
  expect(csv.numCols()).toBe(31)
  expect(remarks).toEqual(['Nothing is compared by tokenizer: none of 0 runs has a value of loss.'])
})

test('one group has no rows, and a sentence that names it', () => {
  const { rows, remarks } = compare([
    { tokenizer: 'vq', seed: 1, loss: 1 },
    { tokenizer: 'vq', seed: 2, loss: 2 },
  ])
  expect(rows).toEqual([])
  expect(remarks).toEqual(['Nothing is compared by tokenizer: all 2 runs have the value vq.'])
})

test('no values of the metric: a sentence that counts the runs', () => {
  const { remarks } = compare([
    { tokenizer: 'vq', seed: 1, loss: null },
    { tokenizer: 'none', seed: 1, loss: 'oops' },
  ])
  expect(remarks[0]).toBe('Nothing is compared by tokenizer: none of 2 runs has a value of loss.')
})

test('without seeds, runs are samples of their blocks, and blocks of one run each are pairs', () => {
  const sample = [1, 2, 3].flatMap((i) => [
    { tokenizer: 'none', loss: i },
    { tokenizer: 'vq', loss: 10 + i },
  ])
  const one = compare(sample)
  expect(one.rows[0]).toMatchObject({ unit: 'run', nA: 3, nB: 3, exactPValue: 0.1 })
  expect(one.remarks.join()).toContain('The runs have no seed')
  const blocks = ['a', 'b', 'c'].flatMap((encoder, i) =>
    sample.map((row) => ({ ...row, encoder, loss: row.loss + i })),
  )
  expect(compare(blocks).rows[0]).toMatchObject({ unit: 'run', nUnitsA: 9, nUnitsB: 9, nBlocks: 3 })
  const single = blocks.filter((_, at) => at % 6 < 2)
  expect(compare(single).rows[0]).toMatchObject({ unit: 'block', nPairs: 3, nUnpairedA: 0 })
})

test('all values equal: nothing differs, and the reason is reported', () => {
  const { rows, remarks } = compare(
    [1, 2, 3, 4, 5, 6].flatMap((seed) => [
      { tokenizer: 'none', seed, loss: 0.5 },
      { tokenizer: 'vq', seed, loss: 0.5 },
    ]),
  )
  expect(rows[0]).toMatchObject({ ratio: 1, pImprovement: 0.5, verdict: 'underpowered' })
  expect(remarks.join()).toContain('All units of tokenizer none and vq show the same difference')
})

test('all values infinite: a row without a ratio', () => {
  const { rows, remarks } = compare(
    [1, 2, 3, 4].flatMap((seed) => [
      { tokenizer: 'none', seed, loss: Infinity },
      { tokenizer: 'vq', seed, loss: -Infinity },
    ]),
  )
  expect(rows[0]).toMatchObject({
    nDivergedA: 4,
    nDivergedB: 4,
    ratio: null,
    pImprovement: 0.5,
    verdict: 'underpowered',
  })
  expect(remarks.join()).toContain('4 of 4 runs of none, 4 of 4 runs of vq')
})

test.each([
  ['all equal', [1, 1, 1], [1, 1, 1]],
  ['all infinite', [Infinity, Infinity], [Infinity, Infinity]],
  ['one run a group', [1], [2]],
  ['around zero', [-1, 0, 1], [0, 1, 3]],
  ['of unequal size', [1, 2, 3, 4, 5, 6], [2, 3]],
])('%s: what has no value is null, never NaN', (_, none, vq) => {
  const { rows } = compare([
    ...none.map((loss, seed) => ({ tokenizer: 'none', seed, loss })),
    ...vq.map((loss, seed) => ({ tokenizer: 'vq', seed, loss })),
  ])
  expect(rows).toHaveLength(1)
  expect(Object.values(rows[0] ?? {}).filter(Number.isNaN)).toEqual([])
  expect(rows[0]?.sentence).not.toContain('NaN')
  expect(rows[0]?.verdict).not.toBe('different')
})

test('one run a group is underpowered', () => {
  const { rows } = compare([
    { tokenizer: 'none', seed: 1, loss: 1 },
    { tokenizer: 'vq', seed: 1, loss: 2 },
  ])
  expect(rows[0]).toMatchObject({
    nPairs: 1,
    ratio: 2,
    pValue: null,
    verdict: 'underpowered',
    smallestPValue: 1,
  })
  expect(rows[0]?.sentence).toContain('It rests on 1 pair, too few for a test.')
})

test('groups of unequal size are paired as far as they go', () => {
  const rows = [
    ...[1, 2, 3].map((seed) => ({ tokenizer: 'none', seed, loss: seed })),
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((seed) => ({
      tokenizer: 'vq',
      seed,
      loss: 2 * seed + seed ** 2,
    })),
  ]
  expect(compare(rows).rows[0]).toMatchObject({ nA: 3, nB: 8, nPairs: 3, nUnpairedB: 5 })
})

test('200 groups: every pair, adjusted over all, and remarks that stay readable', {
  tags: ['simulation'],
}, () => {
  const rows = Array.from({ length: 600 }, (_, i) => ({
    tokenizer: i % 200,
    seed: Math.floor(i / 200),
    loss: 1 + ((i * 7919) % 1009) / 1009,
    ...(i % 200 === 7 && { loss: Infinity }),
  }))
  const { rows: found, remarks } = compare(rows)
  expect(found).toHaveLength(19_900)
  expect(found[0]).toMatchObject({ a: 0, b: 1 })
  expect(found.filter(({ verdict }) => verdict === 'different')).toEqual([])
  expect(remarks.every((remark) => remark.length < 500)).toBe(true)
  expect(remarks.join()).toContain(
    'over all comparisons, among them 19900 comparisons by tokenizer',
  )
})

test('groups and parameters of mixed types, and missing ones, are groups and blocks', () => {
  const rows = [1, '1.0', 'one', true, null].flatMap((tokenizer) =>
    [1, 2, 3].map((seed) => ({ tokenizer, seed, lr: seed === 3 ? null : '0.1', loss: seed })),
  )
  const { rows: found } = compare(rows)
  expect([...new Set(found.flatMap(({ a, b }) => [a, b]))]).toEqual([1, true, 'one', null])
  expect(found).toHaveLength(6)
})

test('a column that the runs lack is named, with the nearest', () => {
  const runs = runsOf([{ tokenizer: 'vq', seed: 1, loss: 1 }])
  expect(() => compareGroups(runs, { ...OPTIONS, metric: 'los' })).toThrow('Did you mean "loss"?')
  expect(() => compareGroups(runs, { ...OPTIONS, by: 'encoder' })).toThrow(
    'compareGroups: the runs have no column "encoder". They have: ',
  )
  expect(() => compareGroups(runs, { ...OPTIONS, better: 'less' as never })).toThrow(
    'better" is "less", expected "lower" or "higher"',
  )
})

test('a metric cannot be compared by itself', () => {
  const runs = runsOf([{ tokenizer: 'vq', seed: 1, loss: 1 }])
  expect(() => compareGroups(runs, { metric: 'loss', by: 'loss' })).toThrow(
    'by and metric are both "loss"',
  )
})

test('seeds are compared over blocks, with a block as the unit', () => {
  const runs = runsOf(
    ['a', 'b', 'c', 'd'].flatMap((tokenizer, i) => [
      { tokenizer, seed: 1, loss: 1 + i / 10 },
      { tokenizer, seed: 2, loss: 2 + i / 10 },
    ]),
  )
  const { rows, remarks } = compareGroups(runs, { metric: 'loss', by: 'seed', better: 'lower' })
  expect(rows[0]).toMatchObject({ unit: 'block', nPairs: 4, a: 1, b: 2 })
  expect(remarks).toEqual([])
})

test('where all runs diverged, units are ties, and seeds are not suspected', () => {
  const { rows, remarks } = compare(
    [1, 2, 3, 4].flatMap((seed) => [
      { tokenizer: 'none', seed, loss: Number.POSITIVE_INFINITY },
      { tokenizer: 'vq', seed, loss: Number.POSITIVE_INFINITY },
    ]),
  )
  expect(rows[0]).toMatchObject({ verdict: 'underpowered', pImprovement: 0.5 })
  expect(rows[0]?.sentence).toContain('All its units are ties, so they count as one.')
  expect(remarks).toHaveLength(1)
})

test('of many comparisons a summary has the counts, and the settled ones first', () => {
  const random = new Random(1)
  const { rows, sentences } = compare(
    Array.from({ length: 20 }, (_, group) =>
      [1, 2, 3, 4].map((seed) => ({
        tokenizer: `t${group}`,
        seed,
        loss: (group === 7 ? 1e-6 : 1) * Math.exp(random.normal() / 10),
      })),
    ).flat(),
  )
  expect(rows).toHaveLength(190)
  expect(sentences).toHaveLength(101)
  expect(sentences[0]).toMatch(/^190 comparisons: 19 different, .*\. The first 100 of them follow/)
  const settled = sentences.slice(1, 20)
  expect(settled.every((sentence) => /\bt7\b.*: different\./.test(sentence))).toBe(true)
})
