import { expect, test } from 'vitest'
import { normalCdf, normalQuantile } from '../distributions/normal.ts'
import { Random } from '../random.ts'
import { precisionRecallCurve } from '../roc/precisionRecall.ts'

interface Events {
  readonly scores: number[]
  readonly labels: number[]
  readonly weights: number[]
}

const curveOf = ({ scores, labels, weights }: Events) =>
  precisionRecallCurve(scores, labels, { positiveLabel: 1, weights })

/** Normal scores; signal is shifted up. */
function draw(
  random: Random,
  {
    nSignal,
    nBackground,
    shift,
    weight,
  }: Pick<Design, 'nSignal' | 'nBackground' | 'shift'> & { weight: () => number },
): Events {
  const labels = Array.from({ length: nSignal + nBackground }, (_, i) => (i < nSignal ? 1 : 0))
  return {
    labels,
    scores: labels.map((label) => random.normal() + label * shift),
    weights: labels.map((label) => (label === 1 ? 1 : weight())),
  }
}

const logit = (share: number) => Math.log(share / (1 - share))

test('the standard error is that of the influence of each event, worked out by changing its weight', () => {
  const random = new Random(3)
  const events = draw(random, {
    nSignal: 15,
    nBackground: 25,
    shift: 1,
    weight: () => 0.5 + random.uniform(),
  })
  const { averagePrecision, high } = curveOf(events)
  const step = 1e-6
  const influenceOf = (i: number) => {
    const moved = (by: number) =>
      curveOf({
        ...events,
        weights: events.weights.map((weight, j) => (j === i ? weight * (1 + by) : weight)),
      }).averagePrecision as number
    return (moved(step) - moved(-step)) / (2 * step)
  }
  const varianceOf = (label: number) => {
    const influences = events.labels.flatMap((each, i) => (each === label ? [influenceOf(i)] : []))
    const n = influences.length
    const mean = influences.reduce((sum, x) => sum + x, 0) / n
    return (influences.reduce((sum, x) => sum + (x - mean) ** 2, 0) * n) / (n - 1)
  }
  const se = Math.sqrt(varianceOf(1) + varianceOf(0))
  const ap = averagePrecision as number
  const onLogits = se / (ap * (1 - ap))
  expect((logit(high as number) - logit(ap)) / normalQuantile(0.975)).toBeCloseTo(onLogits, 6)
})

test('the lower end has half a background event more, above all', () => {
  const events = { scores: [4, 3, 2, 1], labels: [1, 1, 0, 0], weights: [1, 1, 1, 1] }
  const { low, high, averagePrecision } = curveOf(events)
  expect([averagePrecision, high]).toEqual([1, 1])
  // Precisions of 1 / 1.5 and 2 / 2.5, and what half an event more changes at both, or at the second.
  const centre = (1 / 1.5 + 2 / 2.5) / 2
  const influences = [1 / 1.5 + 0.5 / 1.5 ** 2 + 0.5 / 2.5 ** 2, 2 / 2.5 + 0.5 / 2.5 ** 2]
  const se = Math.abs((influences[0] as number) - (influences[1] as number)) / 2
  const expected = logit(centre) - (normalQuantile(0.975) * se) / (centre * (1 - centre))
  expect(logit(low as number)).toBeCloseTo(expected, 10)
})

test('scores that are all equal have the share of positives, whatever the events', () => {
  const events = { scores: [1, 1, 1, 1, 1], labels: [1, 1, 0, 0, 0], weights: [1, 1, 1, 1, 1] }
  const { low, high } = curveOf(events)
  expect([low, high]).toEqual([expect.closeTo(0.4, 12), expect.closeTo(0.4, 12)])
})

test('there is none where a class has one event', () => {
  expect(curveOf({ scores: [3, 2, 1], labels: [1, 0, 0], weights: [1, 1, 1] }).low).toBeNull()
  expect(curveOf({ scores: [3, 2, 1], labels: [1, 1, 0], weights: [1, 1, 1] }).high).toBeNull()
})

test('it depends on the share of each weight in all, not on their size', () => {
  const random = new Random(8)
  const events = draw(random, { nSignal: 30, nBackground: 60, shift: 1, weight: () => 1 })
  const { low, high } = curveOf(events)
  const scaled = curveOf({ ...events, weights: events.weights.map((weight) => 7 * weight) })
  expect([scaled.low, scaled.high]).toEqual([
    expect.closeTo(low as number, 12),
    expect.closeTo(high as number, 12),
  ])
})

interface Design {
  readonly nSignal: number
  readonly nBackground: number
  readonly shift: number
  /** Of each background event; by chance around it where it is uneven. */
  readonly weight: number
  readonly isUneven?: boolean
}

/** The average precision of all such events: the mean precision over the quantiles of signal. */
function truth({ nSignal, nBackground, shift, weight }: Design): number {
  const steps = 20_000
  const background = nBackground * weight
  let sum = 0
  for (let i = 0; i < steps; i++) {
    const share = (i + 0.5) / steps
    const passing = background * normalCdf(-(shift + normalQuantile(1 - share)))
    sum += (nSignal * share) / (nSignal * share + passing)
  }
  return sum / steps
}

const TRIALS = 400
/** Three standard errors of the simulation below 0.93. */
const LEAST = 0.93 - 3 * Math.sqrt((0.93 * 0.07) / TRIALS)

test.each<Design>([
  { nSignal: 10, nBackground: 10, shift: 2, weight: 1 },
  { nSignal: 10, nBackground: 100, shift: 1, weight: 1 },
  { nSignal: 20, nBackground: 200, shift: 2, weight: 1 },
  { nSignal: 20, nBackground: 200, shift: 2, weight: 10 },
  { nSignal: 200, nBackground: 20, shift: 2, weight: 100 },
  { nSignal: 200, nBackground: 2000, shift: 2, weight: 10 },
  { nSignal: 200, nBackground: 400, shift: 2, weight: 5, isUneven: true },
  { nSignal: 500, nBackground: 500, shift: 3, weight: 1 },
  { nSignal: 500, nBackground: 500, shift: 0, weight: 1 },
  { nSignal: 500, nBackground: 50, shift: 2, weight: 1 },
])(
  'the interval holds the true value as often as it should: %j',
  { tags: ['simulation'] },
  (design) => {
    const random = new Random(6, JSON.stringify(design))
    const weight = () => design.weight * (design.isUneven ? 2 * random.uniform() : 1)
    const expected = truth(design)
    let held = 0
    for (let trial = 0; trial < TRIALS; trial++) {
      const { low, high } = curveOf(draw(random, { ...design, weight }))
      if ((low as number) <= expected && expected <= (high as number)) held++
    }
    expect(held / TRIALS).toBeGreaterThan(LEAST)
    expect(held / TRIALS).toBeLessThan(0.999)
  },
)
