import { expect, test } from 'vitest'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareWithBaseline } from './compareWithBaseline.ts'

const OPTIONS = { metric: 'loss', better: 'lower', parameters: ['model'] } as const

const runs = (model: string, losses: readonly number[]): RunCells[] =>
  losses.map((loss, seed) => ({ model, seed, loss }))

function verdicts(now: readonly RunCells[], before: readonly RunCells[], more = {}) {
  const { rows } = compareWithBaseline(runsOf(now), runsOf(before), { ...OPTIONS, ...more })
  return rows.map(({ setting, verdict }) => [setting[0], verdict])
}

const LOW = [1, 1.02, 0.98, 1.01]
const HIGH = [2, 2.02, 1.98, 2.01]

test('a setting is better or worse where the difference is beyond what seeds do', () => {
  expect(verdicts(runs('a', LOW), runs('a', HIGH))).toEqual([['a', 'better']])
  expect(verdicts(runs('a', HIGH), runs('a', LOW))).toEqual([['a', 'worse']])
  expect(verdicts(runs('a', HIGH), runs('a', LOW), { better: 'higher' })).toEqual([['a', 'better']])
  expect(verdicts(runs('a', LOW), runs('a', LOW))).toEqual([['a', 'not told apart']])
})

test('settings of one report alone are new or gone', () => {
  expect(verdicts(runs('a', LOW), runs('b', LOW))).toEqual([
    ['a', 'new'],
    ['b', 'gone'],
  ])
})

test('two runs tell nothing apart', () => {
  expect(verdicts(runs('a', [2, 2.01]), runs('a', [1, 1.01]))).toEqual([['a', 'not told apart']])
})

test('a setting of which all runs diverged now is worse', () => {
  const now = runs('a', [Infinity, Infinity, Infinity])
  expect(verdicts(now, runs('a', LOW))).toEqual([['a', 'worse']])
})

test('the ratio is of now over before, with an interval that holds it', () => {
  const { rows } = compareWithBaseline(runsOf(runs('a', HIGH)), runsOf(runs('a', LOW)), OPTIONS)
  expect(rows[0]?.estimate).toBeCloseTo(2, 1)
  expect(rows[0]?.low).toBeLessThan(rows[0]?.estimate ?? 0)
  expect(rows[0]?.high).toBeGreaterThan(rows[0]?.estimate ?? 9)
})

test('spellings of a table that was written as text make no difference', () => {
  const now = [1, 2, 3].map((seed) => ({ model: 0.001, seed, loss: seed }))
  const before = [1, 2, 3].map((seed) => ({
    model: '1e-3',
    seed: String(seed),
    loss: String(seed),
  }))
  expect(verdicts(now, before)).toEqual([[0.001, 'not told apart']])
})

test('a baseline without the metric is refused', () => {
  const before = runsOf([{ model: 'a', accuracy: 1 }])
  expect(() => compareWithBaseline(runsOf(runs('a', LOW)), before, OPTIONS)).toThrow(
    /The baseline: the runs have no column "loss"/,
  )
})
