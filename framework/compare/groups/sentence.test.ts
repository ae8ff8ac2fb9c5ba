import { expect, test } from 'vitest'
import { comparisonRow } from '../../testing/comparisons/exampleRows.ts'
import type { Comparison } from '../comparison.ts'
import { sentenceOf } from './sentence.ts'

const TESTED = { isConstant: false, isRanked: false }
const of = (more: Partial<Comparison> = {}, tested: Partial<typeof TESTED> = {}) =>
  sentenceOf(comparisonRow(more), { ...TESTED, ...tested })

const START = 'tokenizer none against vq, loss (lower is better): '
const EFFECT =
  'The ratio vq/none is 2.0 (single 95 % interval 1.5 to 2.5); a run of none beats one of vq with ' +
  'probability 0.75 (0.5 to 0.9).'
const RESTS =
  "It rests on 6 pairs; p 0.002 (Student's t, log ratios), 0.02 after Holm's adjustment; exact p 0.0625, which this " +
  'many units cannot bring below 0.0313.'

test('a comparison says its verdict, the effect and what it rests on', () => {
  expect(of()).toBe(`${START}different. ${EFFECT} ${RESTS}`)
})

test('a part of a comparison is named', () => {
  expect(of({ block: 'size=8' })).toMatch(/^tokenizer none against vq \(size=8\), loss \(lower/)
})

test('differences are told by their sign, without what is not known', () => {
  const difference = { ratio: null, difference: 0.25, pImprovement: null }
  expect(of(difference)).toBe(`${START}different. The difference vq − none is 0.25. ${RESTS}`)
  const interval = { ...difference, differenceLow: -0.5, differenceHigh: 1 }
  expect(of(interval)).toContain(
    'The difference vq − none is 0.3 (single 95 % interval −0.5 to 1.0). It rests',
  )
})

test('a probability of which nothing is known but its estimate is left out', () => {
  for (const unknown of [{ pImprovementLow: null }, { pImprovementHigh: null }]) {
    expect(of(unknown)).not.toContain('probability')
  }
})

test('an effect without both ends of an interval has none', () => {
  for (const missing of [{ ratioLow: null }, { ratioHigh: null }]) {
    expect(of(missing)).toContain('The ratio vq/none is 2; a run of none')
  }
})

test('a comparison without an effect has no sentence', () => {
  expect(of({ ratio: null })).toBe(`${START}different. ${RESTS}`)
})

test('groups that share no setting are told by their means', () => {
  const none = { ratio: null, pValue: null, pHolm: null, unit: null, test: null } as const
  expect(of({ ...none, verdict: 'no matching runs', nUnpairedA: 7, nUnpairedB: 6 })).toBe(
    `${START}no matching runs. They share no setting to be compared in: none has a mean of 1 over 7 runs, vq of 2 ` +
      'over 6 runs.',
  )
})

test.each([{ unit: null }, { test: null }])('without a test nothing is said of one: %o', (more) => {
  expect(of(more)).toBe(`${START}different. ${EFFECT}`)
})

test('too few units for a test are counted', () => {
  expect(of({ pValue: null, nPairs: 1 })).toBe(
    `${START}different. ${EFFECT} It rests on 1 pair, too few for a test.`,
  )
})

test('units that are all alike count as one; of ranks they are ties', () => {
  expect(of({}, { isConstant: true })).toBe(
    `${START}different. ${EFFECT} All its units show the same difference, so they count as one: check whether the seed has ` +
      'any effect, whether values were rounded, or whether runs were copied.',
  )
  expect(of({}, { isConstant: true, isRanked: true })).toBe(
    `${START}different. ${EFFECT} All its units are ties, so they count as one.`,
  )
  expect(of({}, { isRanked: true })).toContain(RESTS)
  expect(sentenceOf(comparisonRow(), undefined)).toContain(RESTS)
})

test.each(['inconclusive', 'underpowered'] as const)(
  'of one that is %s it is told what the interval excludes',
  (verdict) => {
    expect(of({ verdict })).toBe(
      `${START}${verdict}. ${EFFECT} ${RESTS} This is not evidence that they are equal: only ratios below 1.5 and ` +
        'above 2.5 are excluded.',
    )
    expect(of({ verdict, ratio: null })).toBe(
      `${START}${verdict}. ${RESTS} This is not evidence that they are equal.`,
    )
    expect(of({ verdict, ratioLow: null })).toMatch(/ This is not evidence that they are equal\.$/)
  },
)

test.each([
  [1, 2],
  [2, 2],
  [1, 0],
])(
  '%d and %d runs that diverged are counted, and nothing is excluded',
  (nDivergedA, nDivergedB) => {
    expect(of({ verdict: 'inconclusive', nDivergedA, nDivergedB, divergedPValue: 0.5 })).toBe(
      `${START}inconclusive. ${EFFECT.replace('vq/none', 'vq/none of finite pairs only')} ${RESTS} ${nDivergedA} of 7 ` +
        `runs of none and ${nDivergedB} of 6 runs of vq diverged (Fisher's exact p 0.5); they count as the worst.`,
    )
  },
)

test.each([
  [1, 2],
  [2, 2],
])('%d and %d runs that are left out are counted', (nLeftOutA, nLeftOutB) => {
  const runsText = nLeftOutA === 1 ? '1 run' : '2 runs'
  expect(of({ nLeftOutA, nLeftOutB })).toBe(
    `${START}different. ${EFFECT} ${RESTS} The test leaves out ${runsText} of none and 2 runs of vq without a partner.`,
  )
})

test('where nothing is paired no run lacks a partner', () => {
  const unpaired = { unit: 'run', nUnitsA: 7, nUnitsB: 6, nUnpairedA: 7, nUnpairedB: 6 } as const
  expect(of(unpaired)).not.toContain('leaves out')
  expect(of(unpaired)).toContain('It rests on 7 and 6 runs, not paired; p 0.002')
})
