import { expect, test } from 'vitest'
import { comparisonRow, trendRow } from '../testing/comparisons/exampleRows.ts'
import { comparisonsTable, isPaired, type Unit } from './comparison.ts'

test('units are paired but for those that are counted for each group', () => {
  const isPairedOf = (unit: Unit | null, nUnitsA: number) => isPaired({ unit, nUnitsA })
  expect((['pair', 'seed', 'block'] as const).map((unit) => isPairedOf(unit, 0))).not.toContain(
    false,
  )
  expect((['run', 'setting', 'seed'] as const).map((unit) => isPairedOf(unit, 3))).not.toContain(
    true,
  )
  expect(isPairedOf(null, 0)).toBe(false)
})

test('the table has a row for each comparison, under the names of comparisons.csv', () => {
  const made = comparisonsTable([comparisonRow(), comparisonRow({ a: 1, ratio: null, nPairs: 0 })])
  expect(made.objects()).toEqual([
    {
      ...{ by: 'tokenizer', a: 'none', b: 'vq', block: '', metric: 'loss', better: 'lower' },
      ...{ n_a: 7, n_b: 6, n_pairs: 6, n_unpaired_a: 0, n_unpaired_b: 0 },
      ...{ n_diverged_a: 0, n_diverged_b: 0, ratio: 2, ratio_low: 1.5, ratio_high: 2.5 },
      ...{ difference: null, difference_low: null, difference_high: null },
      ...{ p_improvement: 0.75, p_improvement_low: 0.5, p_improvement_high: 0.9 },
      ...{ unit: 'pair', test: "Student's t, log ratios", p_value: 0.002, p_holm: 0.02 },
      ...{ exact_p_value: 0.0625, smallest_p_value: 0.03125, verdict: 'different' },
      ...{ favours: 'none', more_units: 0 },
    },
    expect.objectContaining({ a: 1, ratio: null, n_pairs: 0 }),
  ])
})

test('rows of trends follow, with columns of their own', () => {
  const trend = trendRow({
    turnsAt: 0.1,
    turnsAtLow: 0.05,
    turnsAtHigh: 0.2,
    verdict: 'lowest inside',
  })
  const made = comparisonsTable([comparisonRow()], [trend])
  const none = { correlation: null, correlation_low: null, correlation_high: null }
  const turns = { turns_at: null, turns_at_low: null, turns_at_high: null }
  expect(made.object(0)).toMatchObject({ by: 'tokenizer', a: 'none', ...none, ...turns })
  expect(made.object(1)).toEqual({
    // From the least to the greatest value.
    ...{ by: 'lr', a: 0.001, b: 10, block: '', metric: 'loss', better: 'lower' },
    ...{ n_a: null, n_b: null, n_pairs: null, n_unpaired_a: null, n_unpaired_b: null },
    ...{ n_diverged_a: null, n_diverged_b: null, ratio: null, ratio_low: null, ratio_high: null },
    ...{ difference: null, difference_low: null, difference_high: null },
    ...{ p_improvement: null, p_improvement_low: null, p_improvement_high: null },
    ...{ unit: 'run', test: 'rank correlation', p_value: 0.01, p_holm: 0.02 },
    ...{ exact_p_value: null, smallest_p_value: null, verdict: 'lowest inside' },
    ...{ favours: null, more_units: null },
    ...{ correlation: 0.75, correlation_low: 0.5, correlation_high: 0.9 },
    ...{ turns_at: 0.1, turns_at_low: 0.05, turns_at_high: 0.2 },
  })
})

test('the columns of trends are there where trends could be, and only there', () => {
  const rows = [comparisonRow()]
  expect(comparisonsTable(rows).columnNames()).not.toContain('correlation')
  expect(comparisonsTable(rows, []).columnNames()).toContain('correlation')
})
