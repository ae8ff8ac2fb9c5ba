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
  expect(judgeWorsening({ allowed, on: 'mean' }, WORSENING, 'loss')).toEqual({
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
