import { table } from 'arquero'
import { expect, test } from 'vitest'
import { Random } from '../../stats/random.ts'
import { intervalWithinSettings } from '../settings/intervalWithinSettings.ts'
import type { LimitGate } from './gate.ts'
import { judgeLimit } from './judgeLimit.ts'
import { levelOfBest, limitInterval } from './limitInterval.ts'
import { parseGate } from './parseGate.ts'

const runs = (setting: string, values: readonly number[]) =>
  values.map((value, seed) => ({ setting, seed: `${setting} ${seed}`, value }))

test('of one setting it is the interval of its mean, at the level that is asked for', () => {
  const values = runs('a', [1, 2, 4, 5])
  expect(limitInterval(values, 0.95)).toEqual(intervalWithinSettings(values))
  // scipy.stats.t.interval(0.9875, 3, 3, sqrt(10 / 3) / 2)
  const { low, high } = limitInterval(values, 0.9875) ?? {}
  expect([low, high]).toEqual([
    expect.closeTo(-1.9221535593622159, 8),
    expect.closeTo(7.922153559362216, 8),
  ])
})

test('settings of one spread share the mean square within them', () => {
  const values = [...runs('a', [1, 2, 3]), ...runs('b', [11, 12, 13])]
  const within = intervalWithinSettings(values)
  expect(limitInterval(values, 0.95)).toEqual(within)
})

test('where the runs of one setting spread more, its own variance counts, with fewer degrees of freedom', () => {
  const values = [...runs('a', [0, 10, 20]), ...runs('b', [1, 1.1, 0.9, 1, 1, 1])]
  const { low = 0, high = 0 } = limitInterval(values, 0.95) ?? {}
  const within = intervalWithinSettings(values) ?? { low: 0, high: 0 }
  expect(high - low).toBeGreaterThan(1.5 * (within.high - within.low))
  // (3 / 9)² · 100 / 3 and next to nothing, with hardly more than two degrees of freedom.
  expect((high - low) / 2).toBeCloseTo(4.3026 * Math.sqrt(100 / 27), 1)
})

test('each of several that compete takes its share of the error', () => {
  expect(levelOfBest(1)).toBe(0.95)
  expect(levelOfBest(4)).toBe(0.9875)
})

/** How often a gate passes whose limit is the true mean of all groups. */
function passes(text: string, nGroups: number, deviationOf: (group: number) => number): number {
  const random = new Random(8, text)
  const trials = 1000
  const gate = parseGate(text) as LimitGate
  let passed = 0
  for (let trial = 0; trial < trials; trial++) {
    const group: string[] = []
    const loss: number[] = []
    for (let i = 0; i < nGroups; i++) {
      for (let seed = 0; seed < 5; seed++) {
        group.push(`g${i}`)
        loss.push(1 + deviationOf(i) * random.normal())
      }
    }
    const seed = group.map((_, i) => i)
    const context = { runs: table({ group, seed, loss }), parameters: ['group'] }
    if (judgeLimit(gate, { ...context, betterOf: () => 'lower' as const }).holds) passed++
  }
  return passed / trials
}
/** 2.5 % and three standard errors of the simulation. */
const MOST = 0.025 + 3 * Math.sqrt((0.025 * 0.975) / 1000)

test.each([2, 4, 8])(
  'the best of %i at the limit passes as seldom as one alone',
  {
    tags: ['simulation'],
  },
  (nGroups) => {
    // 4, 8 and 14 % at the level of a single interval.
    expect(passes('loss of best group <= 1', nGroups, () => 0.1)).toBeLessThan(MOST)
  },
)

test('settings at the limit pass as seldom where one spreads far more than the others', {
  tags: ['simulation'],
}, () => {
  expect(passes('loss <= 1', 4, (group) => (group === 0 ? 1 : 0.02))).toBeLessThan(MOST)
})
