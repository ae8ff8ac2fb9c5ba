import { expect, test } from 'vitest'
import { Random } from '../../stats/random.ts'
import { runsOf } from '../../testing/exampleRuns.ts'
import { examineTrend } from './examineTrend.ts'
import { judgeTrend } from './judgeTrend.ts'

/** So many that the tests of both sides are quick: those of few values are by permutations. */
const VALUES = 100

/** How often each verdict falls on so many sweeps of one run per value, of which the loss is `height` and noise. */
function verdictsOf(trials: number, height: (x: number) => number): Record<string, number> {
  const random = new Random(8)
  const counts: Record<string, number> = {}
  for (let trial = 0; trial < trials; trial++) {
    const rows = Array.from({ length: VALUES }, (_, lr) => {
      return { lr, loss: 10 + height(lr / VALUES) + 0.2 * random.normal() }
    })
    const columns = {
      metric: 'loss',
      by: 'lr',
      better: 'lower',
      seed: 'seed',
      parameters: [],
    } as const
    const examined = examineTrend(runsOf(rows), columns)
    const { verdict } = judgeTrend(examined, examined.pValue, false)
    counts[verdict] = (counts[verdict] ?? 0) + 1
  }
  return counts
}

test('a loss that is flat and then rises is not said to be lowest inside in more than 1 % of sweeps', {
  tags: ['simulation'],
}, () => {
  const { rises = 0, changes = 0, ...others } = verdictsOf(300, (x) => 3 * Math.max(0, x - 0.5))
  expect(others['lowest inside'] ?? 0).toBeLessThanOrEqual(3)
  expect(rises + changes).toBeGreaterThanOrEqual(297)
})

test('a valley is found', () => {
  expect(verdictsOf(10, (x) => 4 * (x - 0.5) ** 2)).toEqual({ 'lowest inside': 10 })
})

test('an approximate interval that holds zero does not stand beside a direction that permutations find', () => {
  const trendOf = (nRuns: number) => {
    const rows = Array.from({ length: nRuns }, (_, i) => ({ width: i, loss: i + 1 }))
    const columns = {
      metric: 'loss',
      by: 'width',
      better: 'lower',
      seed: 'seed',
      parameters: [],
    } as const
    const examined = examineTrend(runsOf(rows), columns)
    return judgeTrend(examined, examined.pValue, false)
  }
  expect(trendOf(6)).toMatchObject({ verdict: 'rises', correlation: 1, correlationLow: null })
  expect(trendOf(12)).toMatchObject({ verdict: 'rises', correlation: 1 })
  expect(trendOf(12).correlationLow).toBeGreaterThan(0)
})
