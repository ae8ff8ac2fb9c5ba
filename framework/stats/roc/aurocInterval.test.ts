import { expect, test } from 'vitest'
import { normalQuantile } from '../distributions/normal.ts'
import { improvementInterval } from '../intervals/improvementInterval.ts'
import { Random } from '../random.ts'
import { computeAuroc } from './auroc.ts'
import { aurocInterval } from './aurocInterval.ts'

const SIZES = [{ a: 20, b: 30 }]

test('of separate events it is the interval of Newcombe, which has a width', () => {
  const { low, high } = aurocInterval({ auroc: 1, se: 0, sizes: SIZES }, 0.95)
  expect(high).toBe(1)
  expect(low).toBeCloseTo(improvementInterval(1, SIZES).low, 12)
  expect(low).toBeGreaterThan(0.85)
  const reversed = aurocInterval({ auroc: 0, se: 0, sizes: SIZES }, 0.95)
  expect(reversed).toEqual({ low: 0, high: expect.closeTo(1 - low, 12) })
})

test('of scores that are all equal it is a point', () => {
  expect(aurocInterval({ auroc: 0.5, se: 0, sizes: SIZES }, 0.95)).toEqual({ low: 0.5, high: 0.5 })
})

test('of many events in the wrong order it is as wide as the standard error says', () => {
  const { low, high } = aurocInterval(
    { auroc: 0.7, se: 0.001, sizes: [{ a: 5000, b: 5000 }] },
    0.95,
  )
  expect([low, high]).toEqual([expect.closeTo(0.69804, 5), expect.closeTo(0.70196, 5)])
})

test('a small standard error counts for little where few events are in the wrong order, a large one in full', () => {
  const width = (se: number) => {
    const { low, high } = aurocInterval({ auroc: 0.99, se, sizes: SIZES }, 0.95)
    return high - low
  }
  const usual = improvementInterval(0.99, SIZES)
  expect(width(0.001)).toBeGreaterThan(0.95 * (usual.high - usual.low))
  expect(width(0.05)).toBeGreaterThan(1.2 * (usual.high - usual.low))
})

const TRIALS = 400
/** Three standard errors of the simulation below 0.93. */
const LEAST = 0.93 - 3 * Math.sqrt((0.93 * 0.07) / TRIALS)

test.each(
  [
    [10, 10],
    [20, 200],
    [50, 1000],
    [500, 500],
  ].flatMap(([nSignal = 0, nBackground = 0]) =>
    [0.75, 0.92, 0.98, 0.998].map((area) => ({ nSignal, nBackground, area })),
  ),
)(
  'the interval holds the true area as often as it should: %j',
  { tags: ['simulation'] },
  (design) => {
    const { nSignal, nBackground, area } = design
    const random = new Random(4, `${nSignal} ${area}`)
    const shift = Math.SQRT2 * normalQuantile(area)
    const labels = Array.from({ length: nSignal + nBackground }, (_, i) => Number(i < nSignal))
    let held = 0
    for (let trial = 0; trial < TRIALS; trial++) {
      const scores = labels.map((label) => random.normal() + shift * label)
      const { low, high } = computeAuroc(scores, labels, { positiveLabel: 1 })
      if ((low as number) <= area && area <= (high as number)) held++
    }
    expect(held / TRIALS).toBeGreaterThan(LEAST)
  },
)
