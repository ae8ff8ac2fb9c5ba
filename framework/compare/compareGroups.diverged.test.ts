import { expect, test } from 'vitest'
import { runsOf } from '../testing/exampleRuns.ts'
import { compareGroups } from './compareGroups.ts'

const OPTIONS = { metric: 'loss.total_best', by: 'tokenizer', better: 'lower' } as const

/** Pairs at seeds 1, 2, …: a none of 1, and these of vq. */
function compare(values: readonly (number | null)[], diverged: readonly (string | null)[] = []) {
  const rows = values.flatMap((value, i) => [
    { tokenizer: 'none', seed: i, 'loss.total_best': 1 + i / 100 },
    { tokenizer: 'vq', seed: i, 'loss.total_best': value, diverged: diverged[i] ?? null },
  ])
  return compareGroups(runsOf(rows), OPTIONS)
}

test('an infinite loss is the worst: ranks decide, and the ratio is of finite pairs only', () => {
  const { rows, remarks } = compare([0.5, 0.51, 0.52, 0.53, Infinity, Infinity, Infinity, Infinity])
  const [row] = rows
  expect(row).toMatchObject({
    nDivergedA: 0,
    nDivergedB: 4,
    nPairs: 8,
    pImprovement: 0.5,
    verdict: 'inconclusive',
    moreUnits: null,
  })
  // Ranks 6.5 four times, against 1 to 4: of 256 sign patterns, 72 are as far out.
  expect(row?.pValue).toBe(72 / 256)
  expect(row?.ratio).toBeCloseTo(0.5, 1)
  expect(row?.test).toContain('finite pairs only')
  // 4 of 8 against none of 8: 2 * C(8, 4) / C(16, 4)
  expect(row?.divergedPValue).toBeCloseTo((2 * 70) / 1820, 12)
  expect(remarks.join()).toContain('4 of 8 runs of vq')
  expect(remarks.join()).toContain(
    "by tokenizer 4 of 8 runs of vq (Fisher's exact p: none and vq: 0.0769)",
  )
})

test('a run whose column "diverged" names the metric diverged, whatever its best value was', () => {
  const values = [0.5, 0.5, 0.5, null, 0.4, 0.4]
  const diverged = [null, 'loss.recon, loss.total', null, 'loss.total', 'val_acc', null]
  expect(compare(values, diverged).rows[0]).toMatchObject({ nB: 6, nDivergedB: 2 })
})

test('pairs of one ratio have no interval, also where another one diverged', () => {
  const [row] = compare([2, 2.02, 2.04, 2.06, 2.08, Infinity]).rows
  expect(row).toMatchObject({ ratio: expect.closeTo(2), ratioLow: null, ratioHigh: null })
  expect(row?.sentence).not.toContain('interval 2')
  const [other] = compare([2, 2.02, 2.04, 2.06, 2.09, Infinity]).rows
  expect(other?.ratioLow).toBeLessThan(2)
})

test('samples of one value each have no interval, also where another one diverged', () => {
  const of = (tokenizer: string, lr: number, values: readonly number[], from: number) =>
    values.map((value, i) => ({ tokenizer, lr, seed: from + i, 'loss.total_best': value }))
  const rows = [
    ...[...of('none', 1, [1, 1, 1], 0), ...of('vq', 1, [2, 2, 2], 10)],
    ...[...of('none', 2, [1, 1, 1], 20), ...of('vq', 2, [2, 2, Infinity], 30)],
  ]
  const [row] = compareGroups(runsOf(rows), { ...OPTIONS, parameters: ['tokenizer', 'lr'] }).rows
  expect(row).toMatchObject({ ratio: expect.closeTo(2), ratioLow: null, ratioHigh: null })
})

test('the table says whom the ranks favour, where the ratio of the finite pairs points the other way', () => {
  const [row] = compare([0.5, 0.5, ...new Array<number>(10).fill(Infinity)]).rows
  expect(row).toMatchObject({ verdict: 'different', favours: 'none' })
  expect(row?.ratio).toBeLessThan(0.6)
  expect(compare([0.9, 1.2, 0.8, 1.3, 1, 1.1]).rows[0]?.favours).toBeNull()
})

test('a missing value did not diverge: the run is left out, and counted', () => {
  const { rows, remarks } = compare([0.5, null, 0.6, 0.55])
  expect(rows[0]).toMatchObject({ nB: 3, nDivergedB: 0, nPairs: 3, nUnpairedA: 1 })
  expect(remarks).toContain(
    'Left out, without a value of loss.total_best: 1 of 8 runs (by tokenizer 1 of vq).',
  )
})

test('pairs that all diverged on one side are different, by their ranks', () => {
  expect(compare(new Array(6).fill(Infinity)).rows[0]).toMatchObject({
    pValue: 2 / 64,
    verdict: 'different',
    ratio: null,
    pImprovement: 1,
  })
})

test('where runs diverged, who is better is told by the ranks that were tested', () => {
  const pair = (data: string, seed: number, none: number, vq: number) => [
    { tokenizer: 'none', data, seed, 'loss.total_best': none },
    { tokenizer: 'vq', data, seed, 'loss.total_best': vq },
  ]
  const clear = Array.from({ length: 10 }, (_, i) =>
    pair('a', i, 1 + i / 100, i === 0 ? Infinity : 2 + i / 90),
  )
  // In three of four blocks vq is better, by 1 %.
  const slight = ['b', 'c', 'd'].map((data, i) => pair(data, 100 + i, 1 + i, 0.99 * (1 + i)))
  const { rows, findings } = compareGroups(runsOf([...clear, ...slight].flat()), OPTIONS)
  const [all] = rows
  expect(all).toMatchObject({ verdict: 'different', direction: 1 })
  expect(all?.pImprovement).toBeLessThan(0.5)
  expect(findings.map(({ sentence }) => sentence).join()).not.toContain('vq is better')
})

test('five pairs cannot show by ranks what they show by ratios: underpowered', () => {
  expect(compare([2, 2.1, 2.2, 2.3, Infinity]).rows[0]).toMatchObject({
    pValue: 0.0625,
    verdict: 'underpowered',
  })
})

test('where both sides of a pair diverged, it is a tie', () => {
  const rows = [0, 1, 2].flatMap((seed) =>
    ['none', 'vq'].map((tokenizer) => ({ tokenizer, seed, 'loss.total_best': Infinity })),
  )
  expect(compareGroups(runsOf(rows), OPTIONS).rows[0]).toMatchObject({
    pImprovement: 0.5,
    verdict: 'underpowered',
    ratio: null,
  })
})

test('a tie takes no part in the ranks of the other pairs', () => {
  const losses = [
    [Infinity, Infinity],
    [1, 2],
    [1, 3],
    [1, 4],
    [1, Infinity],
  ]
  const rows = losses.flatMap(([none, vq], seed) => [
    { tokenizer: 'none', seed, 'loss.total_best': none },
    { tokenizer: 'vq', seed, 'loss.total_best': vq },
  ])
  // Four pairs that agree: 2 of 16 sign patterns, whatever the sign of the tie.
  expect(compareGroups(runsOf(rows), OPTIONS).rows[0]).toMatchObject({ nPairs: 5, pValue: 2 / 16 })
})

test('of a metric that should be high, an infinity is the worst as well', () => {
  const rows = [1, 2, 3, 4].flatMap((seed) => [
    { tokenizer: 'none', seed, score: 1 + seed },
    { tokenizer: 'vq', seed, score: seed === 1 ? Infinity : 2 + seed },
  ])
  const [row] = compareGroups(runsOf(rows), {
    metric: 'score',
    by: 'tokenizer',
    better: 'higher',
  }).rows
  expect(row).toMatchObject({ nDivergedB: 1 })
  // 2, 3, 4, 5 win four times against the diverged run, 1.5 times against 4, half against 5.
  expect(row?.pImprovement).toBe(6 / 16)
})

test('samples with diverged runs are compared by Mann-Whitney', () => {
  const rows = [1, 2, 3, 4].flatMap((i) => [
    { tokenizer: 'none', seed: i, 'loss.total_best': i },
    { tokenizer: 'vq', seed: 10 + i, 'loss.total_best': i === 1 ? Infinity : 10 + i },
  ])
  const [row] = compareGroups(runsOf(rows), OPTIONS).rows
  expect(row?.test).toContain('Mann-Whitney')
  expect(row?.pValue).toBeCloseTo(2 / 70, 12)
  expect(row?.verdict).toBe('different')
})

test('a value with which runs diverge more often is a finding, in words', () => {
  const rows = Array.from({ length: 12 }, (_, seed) => [
    { tokenizer: 'none', seed, loss: 1 + (seed % 5) / 10 },
    { tokenizer: 'vq', seed, loss: seed < 8 ? Number.POSITIVE_INFINITY : 1 + (seed % 3) / 10 },
  ]).flat()
  const { rows: found, findings } = compareGroups(runsOf(rows), {
    metric: 'loss',
    by: 'tokenizer',
    better: 'lower',
  })
  expect(found[0]?.divergedPHolm).toBeCloseTo(2 * (found[0]?.divergedPValue ?? 0), 12)
  expect(findings.map(({ sentence }) => sentence)).toContainEqual(
    expect.stringMatching(
      /^vq diverges more often than none: 8 of 12 runs against 0 of 12, p = 0\.00\d after Holm \(Fisher's exact test\)\.$/,
    ),
  )
})

test('diverged runs that show nothing are counted in the sentence, and are no test of their own', () => {
  const rows = Array.from({ length: 4 }, (_, seed) => [
    { tokenizer: 'none', seed, loss: 1 + (seed % 2) / 10 },
    { tokenizer: 'vq', seed, loss: seed === 0 ? Number.POSITIVE_INFINITY : 1.05 },
  ]).flat()
  const { rows: found, findings } = compareGroups(runsOf(rows), {
    metric: 'loss',
    by: 'tokenizer',
    better: 'lower',
  })
  expect(found[0]?.divergedPHolm).toBeNull()
  expect(findings[0]?.sentence).toContain(
    "; diverged: 0 of 4 runs of none, 1 of 4 runs of vq (Fisher's exact p = 1).",
  )
})
