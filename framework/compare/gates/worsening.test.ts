import { expect, test } from 'vitest'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareGroups } from '../compareGroups.ts'
import type { Allowance, JudgedOn } from './gate.ts'
import { judgeWorsening, orient, worseningOf } from './worsening.ts'

/** 8 % worse, between 2 % better and 18 % worse. */
const WORSENING = { isShare: true, estimate: 0.08, low: -0.02, high: 0.18, divergesMore: false }

function holds(amount: number | undefined, on: JudgedOn = 'interval', more = {}): boolean {
  const allowed: Allowance | undefined =
    amount === undefined ? undefined : { amount, isShare: true }
  return judgeWorsening({ allowed, on }, { ...WORSENING, ...more }, 'loss').holds
}

test('with an allowance the whole interval must be within it, or the mean where that is asked for', () => {
  expect([holds(0.1), holds(0.2)]).toEqual([false, true])
  expect([holds(0.1, 'mean'), holds(0.05, 'mean')]).toEqual([true, false])
})

test('without one it holds unless the whole interval is on the worse side', () => {
  expect(holds(undefined)).toBe(true)
  expect(holds(undefined, 'interval', { low: 0.01 })).toBe(false)
  expect(holds(undefined, 'mean')).toBe(false)
})

test('without an interval, or with more diverged runs, it does not hold', () => {
  expect(holds(0.2, 'interval', { low: Number.NaN, high: Number.NaN })).toBe(false)
  expect(holds(0.2, 'interval', { divergesMore: true })).toBe(false)
})

test('an allowance in the other unit is refused with advice', () => {
  const allowed = { amount: 0.2, isShare: false }
  expect(judgeWorsening({ allowed, on: 'mean' }, WORSENING, 'loss')).toMatchObject({
    holds: false,
    sentence: 'loss is compared by ratios: give the allowance in %.',
  })
})

const ROWS: RunCells[] = [1, 2, 3, 4].flatMap((seed) => [
  { model: 'a', seed, loss: seed },
  { model: 'b', seed, loss: seed * (1.5 + seed / 100) },
])

test('worse is the larger loss, whichever of the two comes first in the table', () => {
  const [row] = compareGroups(runsOf(ROWS), { metric: 'loss', by: 'model', better: 'lower' }).rows
  if (row === undefined) throw new Error('no row')
  const [ofB, ofA] = [worseningOf(row, true), worseningOf(row, false)]
  expect(ofB.estimate).toBeCloseTo(0.525, 2)
  expect(ofA.estimate).toBeCloseTo(1 / 1.525 - 1, 2)
  expect(ofA.low).toBeLessThan(ofA.estimate)
  expect(ofA.high).toBeGreaterThan(ofA.estimate)
})

test('and the smaller one where higher is better', () => {
  const [row] = compareGroups(runsOf(ROWS), { metric: 'loss', by: 'model', better: 'higher' }).rows
  if (row === undefined) throw new Error('no row')
  expect(worseningOf(row, true).estimate).toBeLessThan(0)
})

test('differences turn their sign', () => {
  const worsening = { isShare: false, estimate: 2, low: 1, high: 3, divergesMore: false }
  expect(orient(worsening, false)).toMatchObject({ estimate: -2, low: -3, high: -1 })
})

test.each([
  [
    0.1,
    {},
    'loss is worse by 8.0 % (95 % interval from 2.0 % better to 18.0 % worse); the gate allows 10 %: the interval ends 8 percentage points above it.',
  ],
  [
    0.2,
    { low: 0.02 },
    'loss is worse by 8.0 % (95 % interval 2.0 to 18.0 %); the gate allows 20 %: the interval ends 2 percentage points below it.',
  ],
  [
    undefined,
    { estimate: -0.242, low: -0.31, high: -0.17 },
    'loss is better by 24.2 % (95 % interval 17.0 to 31.0 %); it is not shown to be worse.',
  ],
])(
  'with %s allowed it says how much worse or better, and how far from the limit',
  (amount, more, sentence) => {
    const allowed = amount === undefined ? undefined : { amount, isShare: true }
    const judged = judgeWorsening({ allowed, on: 'interval' }, { ...WORSENING, ...more }, 'loss')
    expect(judged.sentence).toBe(sentence)
  },
)

test('differences are reported in the unit of the metric, and the mean alone where it is judged', () => {
  const worsening = { isShare: false, estimate: -0.242, low: -0.3, high: 0.05, divergesMore: false }
  const allowed = { amount: 0.01, isShare: false }
  expect(judgeWorsening({ allowed, on: 'mean' }, worsening, 'accuracy').sentence).toBe(
    'accuracy is better by 0.242 (95 % interval from 0.050 worse to 0.300 better); the gate allows 0.01: the mean ' +
      'is 0.25 below it.',
  )
})

test('what cannot be judged says why', () => {
  const judged = (more: object, on: JudgedOn = 'interval') =>
    judgeWorsening({ allowed: undefined, on }, { ...WORSENING, ...more }, 'loss of b against a')
  expect(judged({ divergesMore: true })).toEqual({
    ...{ holds: false, slack: Number.NaN },
    sentence: 'loss of b against a: more of its runs diverged.',
  })
  expect(judged({ estimate: Number.NaN })).toEqual({
    ...{ holds: false, slack: Number.NaN },
    sentence: 'loss of b against a cannot be judged: no runs can be compared.',
  })
  const none = { low: Number.NaN, high: Number.NaN }
  expect(judged(none)).toEqual({
    ...{ holds: false, slack: Number.NaN },
    sentence:
      'loss of b against a is worse by 8 %, over too few runs for an interval; train more, or judge it "on mean".',
  })
  expect(judged(none, 'mean')).toMatchObject({
    holds: false,
    sentence:
      'loss of b against a is worse by 8 %; the gate allows nothing worse: the mean is 8 percentage points above it.',
  })
  expect(judged({ low: 0.01 }).sentence).toMatch(/\); it is shown to be worse\.$/)
})

test('an allowance of differences wants no per cent', () => {
  const allowed = { amount: 0.2, isShare: true }
  const worsening = { ...WORSENING, isShare: false }
  expect(judgeWorsening({ allowed, on: 'mean' }, worsening, 'acc').sentence).toBe(
    'acc is compared by differences: give the allowance without %.',
  )
})

test('exactly what is allowed is allowed, and the slack is what is left of it', () => {
  expect([holds(0.18), holds(0.08, 'mean'), holds(undefined, 'interval', { low: 0 })]).toEqual([
    true,
    true,
    true,
  ])
  const allowed = { amount: 0.5, isShare: true }
  const judged = { ...WORSENING, estimate: 0.25, high: 0.375 }
  expect(judgeWorsening({ allowed, on: 'interval' }, judged, 'loss').slack).toBe(0.125)
  expect(judgeWorsening({ allowed, on: 'mean' }, judged, 'loss').slack).toBe(0.25)
})

test('a row of differences is not compared by shares, and runs that diverged are', () => {
  const rowOf = (values: readonly (readonly [string, number])[], scale: 'ratio' | 'difference') => {
    const rows = values.map(([model, loss], at) => ({ model, seed: Math.floor(at / 2), loss }))
    const options = { metric: 'loss', by: 'model', better: 'lower', scale } as const
    const [row] = compareGroups(runsOf(rows), options).rows
    if (row === undefined) throw new Error('no row')
    return row
  }
  const pairs = [1, 2, 3].flatMap((loss) => [['a', loss] as const, ['b', loss + 1.5] as const])
  const plain = rowOf(pairs, 'difference')
  expect(worseningOf(plain, true)).toMatchObject({ isShare: false, estimate: 1.5 })
  expect(worseningOf(plain, true).divergesMore).toBe(false)
  const diverged = rowOf([...pairs, ['b', Infinity], ['b', 2], ['b', 3]], 'ratio')
  // One of six runs of b.
  expect(worseningOf(diverged, true).divergesMore).toBe(true)
  expect(worseningOf(diverged, false).divergesMore).toBe(false)
  const both = rowOf([...pairs, ['b', Infinity], ['b', 2], ['b', 3], ['a', Infinity]], 'ratio')
  // One of six, and one of four.
  expect([worseningOf(both, true), worseningOf(both, false)].map((of) => of.divergesMore)).toEqual([
    false,
    true,
  ])
})

test('ends of an interval turn with the estimate, and ratios lose their 1', () => {
  const ratio = { isShare: true, estimate: 2, low: 0.5, high: 4, divergesMore: false }
  expect(orient(ratio, true)).toEqual({ ...ratio, estimate: 1, low: -0.5, high: 3 })
  expect(orient(ratio, false)).toEqual({ ...ratio, estimate: -0.5, low: -0.75, high: 1 })
})
