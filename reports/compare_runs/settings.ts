import { type ColumnTable, from, type RankedSettings, valueName, withColumn } from 'thesis-report'
import { nothingToDraw } from './nothingToDraw.ts'

/** More boxes have no room. */
const MOST_SETTINGS = 8

/**
 * The runs of the best settings that were repeated, with the column `setting`: its place and values.
 *
 * @returns the runs, and a note on settings that are not among them
 */
export function withSetting(
  runs: ColumnTable,
  { settings }: RankedSettings,
): { runs: ColumnTable; notes: string[] } {
  const repeated = settings.filter(({ n }) => n > 1).slice(0, MOST_SETTINGS)
  if (repeated.length === 0) throw nothingToDraw('No setting has more than one run.')
  const names = new Map(
    repeated.flatMap(({ rows, rank, values }) =>
      rows.map((row) => [
        row,
        values.length === 0 ? 'all runs' : `${rank}: ${values.map(valueName).join(', ')}`,
      ]),
    ),
  )
  const named = withColumn(runs, 'setting', (_, row) => names.get(row) ?? null)
  const kept = (named.objects() as Record<string, unknown>[]).filter(
    ({ setting }) => setting !== null,
  )
  const notes =
    settings.length > repeated.length
      ? [`The best ${repeated.length} of ${settings.length} settings, of those with several runs.`]
      : []
  return { runs: from(kept), notes }
}
