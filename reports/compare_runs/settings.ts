import { type ColumnTable, from, type RankedSettings, withColumn } from 'thesis-report'
import { nothingToDraw } from './nothingToDraw.ts'

/** More boxes have no room. */
const MOST_SETTINGS = 8

/** The runs of the best settings that were repeated, with the column `setting`: its place and values. */
export function withSetting(runs: ColumnTable, { settings }: RankedSettings): ColumnTable {
  const repeated = settings.filter(({ n }) => n > 1).slice(0, MOST_SETTINGS)
  if (repeated.length === 0) throw nothingToDraw('No setting has more than one run.')
  const names = new Map(
    repeated.flatMap(({ rows, rank, values }) =>
      rows.map((row) => [row, values.length === 0 ? 'all runs' : `${rank}: ${values.join(', ')}`]),
    ),
  )
  const named = withColumn(runs, 'setting', (_, row) => names.get(row) ?? null)
  const kept = (named.objects() as Record<string, unknown>[]).filter(
    ({ setting }) => setting !== null,
  )
  return from(kept)
}
