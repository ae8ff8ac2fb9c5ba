import { expect, test } from 'vitest'
import { normalCdf, normalQuantile } from '../distributions/normal.ts'
import { wilsonInterval } from '../intervals/wilson.ts'
import { Random } from '../random.ts'
import { backgroundEfficiency } from './backgroundEfficiency.ts'
import { cutInterval, cutRange } from './cutInterval.ts'
import { signalEfficiency } from './signalEfficiency.ts'

const TRIALS = 400
/** Three standard errors of the simulation below 0.92. */
const LEAST = 0.92 - 3 * Math.sqrt((0.92 * 0.08) / TRIALS)

interface Samples {
  readonly nSignal: number
  readonly nBackground: number
  /** Of normal signal from normal background. */
  readonly shift: number
  /** Exponential weights. */
  readonly isWeighted?: boolean
}

/** The share of samples whose intervals hold what a cut really lets pass. */
function coverage(
  { nSignal, nBackground, shift, isWeighted = false }: Samples,
  { ofSignal, at }: { readonly ofSignal: boolean; readonly at: number },
): number {
  const random = new Random(3, `${nSignal} ${nBackground} ${shift} ${at}`)
  const truth = ofSignal
    ? normalCdf(shift + normalQuantile(at))
    : normalCdf(normalQuantile(at) - shift)
  const labels = Array.from({ length: nSignal + nBackground }, (_, i) => Number(i < nSignal))
  let held = 0
  for (let trial = 0; trial < TRIALS; trial++) {
    const scores = labels.map((label) => random.normal() + shift * label)
    const weights = isWeighted ? labels.map(() => -Math.log(1 - random.uniform())) : undefined
    const options = { positiveLabel: 1, at: [at], weights }
    const { low = [], high = [] } = ofSignal ? {} : backgroundEfficiency(scores, labels, options)
    const [signal] = ofSignal ? signalEfficiency(scores, labels, options) : []
    const [from, to] = signal ? [signal.low, signal.high] : [low[0] as number, high[0] as number]
    if (from <= truth && truth <= to) held++
  }
  return held / TRIALS
}

test.each([
  // 0.54, 0.39, 0.19 and 0.86 where the cut counts as known.
  { nSignal: 20, nBackground: 200, shift: 1, at: 0.5 },
  { nSignal: 50, nBackground: 1000, shift: 1, at: 0.5 },
  { nSignal: 100, nBackground: 10_000, shift: 1, at: 0.5 },
  { nSignal: 1000, nBackground: 1000, shift: 1, at: 0.5 },
  { nSignal: 1000, nBackground: 1000, shift: 2, at: 0.8 },
  { nSignal: 300, nBackground: 300, shift: 1, at: 0.5, isWeighted: true },
])(
  'the background that passes at a signal efficiency is in its interval as often as it should: %j',
  {
    tags: ['simulation'],
  },
  ({ at, ...samples }) => {
    expect(coverage(samples, { ofSignal: false, at })).toBeGreaterThan(LEAST)
  },
)

test.each([
  { nSignal: 1000, nBackground: 1000, shift: 1, at: 0.1 },
  { nSignal: 1000, nBackground: 1000, shift: 1, at: 0.01 },
  // One event of background: the cut may stand anywhere above it.
  { nSignal: 1000, nBackground: 1000, shift: 1, at: 0.001 },
  { nSignal: 5000, nBackground: 500, shift: 2, at: 0.1 },
  { nSignal: 300, nBackground: 300, shift: 1, at: 0.1, isWeighted: true },
])(
  'the signal that passes at a background efficiency is in its interval as often as it should: %j',
  {
    tags: ['simulation'],
  },
  ({ at, ...samples }) => {
    expect(coverage(samples, { ofSignal: true, at })).toBeGreaterThan(LEAST)
  },
)

test('the errors of the share and of the cut add up as the legs of a right angle', () => {
  const own = wilsonInterval(30, 100)
  const { low, high } = cutInterval(0.3, 100, { low: 0.4, high: 0.6 }, { low: 0.26, high: 0.36 })
  expect(low).toBeCloseTo(0.3 - Math.hypot(0.3 - own.low, 0.04), 14)
  expect(high).toBeCloseTo(0.3 + Math.hypot(own.high - 0.3, 0.06), 14)
})

test('where the cut moves nothing it is the interval of Wilson', () => {
  const { low, high } = cutInterval(0.3, 100, { low: 0.4, high: 0.6 }, { low: 0.3, high: 0.3 })
  const own = wilsonInterval(30, 100)
  expect([low, high]).toEqual([expect.closeTo(own.low, 14), expect.closeTo(own.high, 14)])
})

test('of too few events beyond it the cut may stand beyond all, and the share be 0 or 1', () => {
  expect(cutRange(0.001, 3000).low).toBe(0)
  expect(cutRange(0.001, 4000).low).toBeGreaterThan(0)
  expect(cutRange(0.98, 100).high).toBe(1)
  expect(cutRange(0.96, 100).high).toBeLessThan(1)
  const ends = { low: 0.2, high: 0.4 }
  expect(cutInterval(0.3, 100, { low: 0, high: 0.6 }, ends).low).toBe(0)
  expect(cutInterval(0.3, 100, { low: 0.4, high: 1 }, ends).high).toBe(1)
})

test('intervals stay within 0 and 1', () => {
  expect(cutInterval(0.01, 10, { low: 0.1, high: 0.9 }, { low: 0, high: 1 })).toEqual({
    low: 0,
    high: 1,
  })
})
