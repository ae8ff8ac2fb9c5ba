import { expect, test } from 'vitest'
import { comparisonRow } from '../../testing/comparisons/exampleRows.ts'
import { runsOf } from '../../testing/exampleRuns.ts'
import type { Comparison } from '../comparison.ts'
import { examineGroups } from '../groups/examineGroups.ts'
import { unsettledFinding } from './unsettledFinding.ts'

/** Pairs of which nothing is known but that they are no further apart than this. */
const ROW = { verdict: 'inconclusive', ratio: 1, ratioLow: 0.98, ratioHigh: 1.0138 } as const
/** Too few pairs to exclude anything. */
const FEW = { ...ROW, verdict: 'underpowered', moreUnits: 5 } as const
const difference = { ratio: null, ratioLow: null, ratioHigh: null, difference: 0 }

const find = (...rows: readonly Partial<Comparison>[]) =>
  unsettledFinding('tokenizer', rows.map(comparisonRow))
const sentence = (...rows: readonly Partial<Comparison>[]) => find(...rows).finding.sentence

test('runs that a sampler chose are not tested', () => {
  expect(find({ ...ROW, verdict: 'descriptive only', unit: null }, ROW)).toEqual({
    ...{ by: 'tokenizer', reason: 'chosen by a sampler' },
    finding: {
      key: 'tokenizer',
      sentence: 'tokenizer: not tested, since a sampler chose the runs by their results.',
      values: {},
    },
  })
})

test('without runs that can be compared, that is why', () => {
  const apart = { ...ROW, verdict: 'no matching runs', unit: null } as const
  expect(find(apart)).toMatchObject({
    reason: 'nothing to compare',
    finding: {
      sentence: 'tokenizer: cannot tell, since no runs differ in it and the seed alone.',
    },
  })
})

test('intervals exclude differences above the furthest of their ends, rounded up', () => {
  const excluded = (...rows: readonly Partial<Comparison>[]) => find(...rows).finding.values
  // 1 / 0.98 is 1.0204.
  expect(find(ROW)).toEqual({
    ...{ by: 'tokenizer', reason: 'some differences excluded' },
    finding: {
      key: 'tokenizer',
      sentence:
        'tokenizer: differences above 2.1 % excluded by 95 % intervals; smaller ones are not.',
      values: { 'excluded-percent': 2.1 },
    },
  })
  expect(excluded({ ...ROW, ratioLow: 1 })).toEqual({ 'excluded-percent': 1.4 })
  expect(excluded({ ...ROW, ratioHigh: 1.0312 })).toEqual({ 'excluded-percent': 3.2 })
  expect(excluded({ ...ROW, ratioHigh: 1.3125 }, ROW)).toEqual({ 'excluded-percent': 32 })
  expect(excluded({ ...ROW, ratioHigh: 2.3125 })).toEqual({ 'excluded-percent': 140 })
})

test('runs that do not have the parameter at all leave the others sure', () => {
  const unmatched = { ...ROW, verdict: 'no matching runs', unit: null } as const
  expect(find(ROW, { ...unmatched, b: null }).reason).toBe('some differences excluded')
  expect(find(ROW, unmatched).reason).toBe('too few runs')
})

test('of differences it is the size, whichever its sign', () => {
  const row = { ...ROW, ...difference }
  expect(find({ ...row, differenceLow: -0.02, differenceHigh: 0.01 }).finding).toEqual({
    key: 'tokenizer',
    sentence: 'tokenizer: differences above 0.02 excluded by 95 % intervals; smaller ones are not.',
    values: { excluded: 0.02 },
  })
  expect(find({ ...row, differenceLow: -0.01, differenceHigh: 0.0321 }).finding.values).toEqual({
    excluded: 0.033,
  })
})

test('ratios and differences together, or a row without an interval, exclude nothing', () => {
  const other = { ...ROW, ...difference, differenceLow: -1, differenceHigh: 1 }
  expect(find(ROW, other).reason).toBe('too few runs')
  expect(find({ ...ROW, ratioHigh: null }).reason).toBe('too few runs')
})

test('where one comparison is too small, or has no runs, it says how many more would decide', () => {
  const decide = 'tokenizer: cannot tell; 5 more pairs would probably show a ratio of 1.1'
  expect(find(FEW)).toEqual({
    ...{ by: 'tokenizer', reason: 'too few runs', diverged: undefined },
    finding: { key: 'tokenizer', sentence: `${decide}.`, values: { more: 5 } },
  })
  const apart = { ...ROW, verdict: 'no matching runs', unit: null } as const
  expect(sentence({ ...ROW, moreUnits: 5 }, apart)).toBe(`${decide}.`)
})

test('of several the most units decide, and those that are not known are counted', () => {
  expect(sentence(FEW, { ...FEW, moreUnits: 9 }, { ...FEW, moreUnits: 7 })).toBe(
    'tokenizer: cannot tell; 9 more pairs would probably show a ratio of 1.1.',
  )
  const unknown = [
    { ...FEW, moreUnits: null },
    { ...FEW, moreUnits: 0 },
  ]
  const some =
    'tokenizer: cannot tell; 5 more pairs would probably show a ratio of 1.1 in 1 of its 3 comparisons'
  expect(sentence(FEW, ...unknown)).toBe(`${some}, and for the others the runs are too few to say.`)
  expect(
    sentence(
      FEW,
      { ...FEW, b: 'linear', moreUnits: null, nDivergedB: 1 },
      { ...FEW, b: 'rvq', moreUnits: null },
    ),
  ).toMatch(/, and for the others the runs are too few, or diverged too often, to say; diverged: /)
})

test.each([501, 3100, Number.POSITIVE_INFINITY])(
  'more runs than anybody trains are not counted: %d',
  (moreUnits) => {
    expect(find({ ...FEW, moreUnits }).finding).toEqual({
      key: 'tokenizer',
      sentence:
        'tokenizer: cannot tell; it would probably take more than 500 more pairs to show a ratio of 1.1.',
      values: {},
    })
  },
)

test('five hundred more are counted', () => {
  expect(find({ ...FEW, moreUnits: 500 }).finding.values).toEqual({ more: 500 })
})

test('where one unit is far from the others, that is why there is no number', () => {
  const outlying = { ...FEW, moreUnits: null, hasOutlier: true }
  expect(find(outlying).finding).toEqual({
    key: 'tokenizer',
    sentence:
      'tokenizer: cannot tell, with one pair so far from the others that nothing shows how many more it takes.',
    values: {},
  })
  expect(sentence(FEW, outlying)).toMatch(
    /, and for the others the runs are too few, or one is too far from the others, to say\.$/,
  )
})

test('without a number it says why there is none', () => {
  expect(sentence({ ...FEW, moreUnits: null })).toBe(
    'tokenizer: cannot tell, with too few runs to say how many more it takes.',
  )
  const diverged = { ...ROW, moreUnits: null, nDivergedB: 2, divergedPValue: 0.2 }
  expect(find(diverged, { ...ROW, moreUnits: null, b: 'linear' })).toMatchObject({
    reason: 'too few runs',
    finding: {
      sentence:
        'tokenizer: cannot tell, from ranks in which runs that diverged are the worst; diverged: 0 of 7 runs of none, ' +
        "2 of 6 runs of vq, 0 of 6 runs of linear (smallest Fisher's exact p = 0.2).",
    },
    diverged: { p: 0.2 },
  })
})

test('where a pair diverges more often, that is told elsewhere', () => {
  const diverged = {
    ...ROW,
    moreUnits: null,
    nDivergedB: 6,
    divergedPValue: 0.01,
    divergedPHolm: 0.02,
  }
  const unsure = { ...ROW, moreUnits: null }
  expect(find(diverged, unsure)).toEqual({
    ...{ by: 'tokenizer', reason: 'only divergence found', diverged: undefined },
    finding: {
      key: 'tokenizer',
      sentence:
        'tokenizer: apart from how often runs diverge, cannot tell, from ranks in which runs that diverged are the worst.',
      values: {},
    },
  })
})

test.each([
  [{ ratio: 1 }, 'always the same', 'is the same'],
  [{ ratio: 2 }, 'always differs as much', 'differs by exactly as much'],
  [difference, 'always the same', 'is the same'],
  [{ ...difference, difference: 1 }, 'always differs as much', 'differs by exactly as much'],
  [{ ratio: null }, 'always diverged', 'ended in NaN or infinity'],
] as const)('pairs that are all alike have no spread: %o', (more, reason, what) => {
  const alike = { ...ROW, ...more, isConstant: true }
  const expected = {
    reason,
    finding: {
      sentence: `tokenizer: cannot tell, since the metric ${what} in all pairs of runs, whatever their seed.`,
    },
  }
  expect(find(alike)).toMatchObject(expected)
  expect(find(alike, { ...alike })).toMatchObject(expected)
  // A column of which some comparisons differ is not counted there.
  expect(find(alike, FEW).reason).toBe('too few runs')
})

test('pairs that are alike in some comparisons, and all diverged in others, are the same where they ended', () => {
  const of = (ratio: number | null) => ({ ...ROW, ratio, isConstant: true })
  expect(find(of(1), of(null)).reason).toBe('always the same')
  expect(find(of(null), of(1)).reason).toBe('always the same')
  expect(find(of(1), of(2)).reason).toBe('always differs as much')
})

test('single pairs at the values of another parameter show their effects, unless runs diverged', () => {
  const lossOf = { none: [1, 2], vq: [3, 1] }
  const runs = Object.entries(lossOf).flatMap(([tokenizer, losses]) =>
    losses.map((loss, depth) => ({ tokenizer, depth, seed: 1, loss })),
  )
  const options = { metric: 'loss', by: 'tokenizer', better: 'lower' } as const
  const { singlePairs } = examineGroups(runsOf(runs), options)
  const of = (row: Partial<Comparison>) =>
    unsettledFinding('tokenizer', [comparisonRow(row)], { single: singlePairs }).finding
  expect(of(FEW)).toEqual({
    key: 'tokenizer',
    sentence:
      'tokenizer: cannot tell from one pair at each value of depth: vq has 3 times the loss of none with depth=0, 0.5 ' +
      'times with depth=1; more seeds would tell whether its effect depends on depth.',
    values: {},
  })
  expect(of({ ...FEW, nDivergedA: 1, divergedPHolm: 1 }).sentence).toMatch(
    /^tokenizer: cannot tell; 5 more pairs would probably show a ratio of 1.1; diverged: 1 of 7 runs of none/,
  )
})
