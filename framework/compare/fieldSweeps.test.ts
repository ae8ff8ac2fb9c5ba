import { describe, expect, test } from 'vitest'
import { loadRuns } from '../runs/loadRuns.ts'
import { outsidePath } from '../testing/recorded/recorded.ts'
import { compareGroups } from './compareGroups.ts'

/** Sweeps whose comparisons are known. */
const outside = outsidePath('field/sweeps')

async function compareSweep(sweep: string) {
  const { runs, parameters } = await loadRuns({
    sweepDir: `${outside}/${sweep}/outputs/multiruns/exp_*`,
  })
  const { rows, remarks } = compareGroups(runs, {
    metric: 'loss.total_best',
    by: 'tokenizer',
    better: 'lower',
    parameters: parameters.map(({ name }) => name),
  })
  expect(rows).toHaveLength(1)
  return { row: rows[0], remarks: remarks.join(' ') }
}

describe.skipIf(!outside)('sweeps from the field (needs the data beside the checkout)', () => {
  test('one design run twice: both replicates count, averaged within a seed', async () => {
    const { row } = await compareSweep('01_replicated_sweeps')
    expect(row).toMatchObject({ nA: 12, nB: 12, nPairs: 6, exactPValue: 0.3125 })
    expect(row?.ratio?.toFixed(3)).toBe('0.971')
    expect(row?.pValue?.toFixed(2)).toBe('0.27')
    expect(row?.verdict).toBe('inconclusive')
  })

  test('the number of epochs, where it was swept, is a parameter', async () => {
    const { row } = await compareSweep('02_epochs_axis')
    expect(row).toMatchObject({ nPairs: 6, exactPValue: 0.03125, verdict: 'different' })
    expect(row?.ratio?.toFixed(3)).toBe('6.914')
    expect(row?.pValue?.toFixed(4)).toBe('0.0032')
  })

  test('four of eight runs diverged: ranks decide, and nothing is called different', async () => {
    const { row, remarks } = await compareSweep('03_diverged_runs')
    expect(row).toMatchObject({
      nDivergedA: 0,
      nDivergedB: 4,
      pImprovement: 0.5,
      verdict: 'inconclusive',
    })
    expect(row?.ratio?.toFixed(3)).toBe('0.031')
    expect(row?.test).toContain('finite pairs only')
    expect(remarks).toContain('4 of 8 runs of vq')
  })

  test('values spelt in several ways are one value each', async () => {
    const { row } = await compareSweep('05_spelling_of_values')
    expect(row?.nPairs).toBe(6)
    expect(row?.ratio?.toFixed(3)).toBe('3.070')
  })
})
