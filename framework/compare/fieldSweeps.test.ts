import { existsSync } from 'node:fs'
import path from 'node:path'
import type { ColumnTable } from 'arquero'
import { describe, expect, test } from 'vitest'
import { loadRuns } from '../runs/loadRuns.ts'
import { withColumn } from '../tables/withColumn.ts'
import { compareGroups } from './compareGroups.ts'

/** Sweeps whose comparisons are known. */
const FIELD = path.resolve('../shared/field/sweeps')

async function runsOf(sweep: string): Promise<ColumnTable> {
  const sweepDir = path.join(FIELD, sweep, 'outputs/multiruns/exp_*')
  return (await loadRuns({ sweepDir })).runs
}

function compare(runs: ColumnTable, parameters: readonly string[]) {
  const options = {
    metric: 'loss.total_best',
    by: 'tokenizer',
    better: 'lower',
    parameters,
  } as const
  const { rows } = compareGroups(runs, options)
  expect(rows).toHaveLength(1)
  return rows[0]
}

describe.skipIf(!existsSync(FIELD))('sweeps from the field', () => {
  test('one design run twice: both replicates count, averaged within a seed', async () => {
    const row = compare(await runsOf('01_replicated_sweeps'), ['tokenizer', 'seed'])
    expect(row).toMatchObject({ nA: 12, nB: 12, nPairs: 6, exactPValue: 0.3125 })
    expect(row?.ratio?.toFixed(3)).toBe('0.971')
    expect(row?.pValue?.toFixed(2)).toBe('0.27')
    expect(row?.verdict).toBe('inconclusive')
  })

  test('the number of epochs as a parameter', async () => {
    const runs = await runsOf('02_epochs_axis')
    const asked = withColumn(runs, 'asked_epochs', (cell) => cell('epochs'))
    const row = compare(asked, ['tokenizer', 'asked_epochs', 'seed'])
    expect(row).toMatchObject({ nPairs: 6, exactPValue: 0.03125, verdict: 'different' })
    expect(row?.ratio?.toFixed(3)).toBe('6.914')
    expect(row?.pValue?.toFixed(4)).toBe('0.0032')
  })

  test('four of eight runs diverged: ranks decide, and nothing is called different', async () => {
    const row = compare(await runsOf('03_diverged_runs'), ['tokenizer', 'seed'])
    expect(row).toMatchObject({
      nDivergedA: 0,
      nDivergedB: 4,
      pImprovement: 0.5,
      verdict: 'inconclusive',
    })
    expect(row?.ratio?.toFixed(3)).toBe('0.031')
    expect(row?.test).toContain('finite pairs only')
  })

  test('values spelt in several ways are one value each', async () => {
    const runs = await runsOf('05_spelling_of_values')
    const spellings = ['1e-3', '0.001', '.001', '1.0e-3', 0.001]
    const spelt = withColumn(runs, 'weight_decay', (_, row) => spellings[row % spellings.length])
    const row = compare(spelt, ['tokenizer', 'weight_decay', 'seed'])
    expect(row?.nPairs).toBe(6)
    expect(row?.ratio?.toFixed(3)).toBe('3.070')
  })
})
