import { type ColumnTable, withColumn } from 'thesis-report'

/**
 * Adds the losses on one footing:
 *
 * - `globals_beta`, as a number, from the runs' overrides or configs;
 * - `rec_tokens`: the tokens' part of the loss at the best epoch;
 * - `rec_globals`: the globals' part without its weight. The trainer logs it multiplied by
 *   globals_beta, which would make runs of different beta incomparable; at beta 0 the globals were
 *   not trained at all, and there is nothing to divide.
 */
export function withLosses(runs: ColumnTable): ColumnTable {
  const hasColumn = (column: string) => runs.columnIndex(column) >= 0
  const tokens = withColumn(runs, 'rec_tokens', (cell) =>
    hasColumn('loss.recon_best') ? cell('loss.recon_best') : null,
  )
  if (!hasColumn('globals_beta') || !hasColumn('loss.rec_globals_best')) {
    return withColumn(tokens, 'rec_globals', () => null)
  }
  return withColumn(tokens, 'rec_globals', (cell) => {
    const [beta, weighted] = [cell('globals_beta'), cell('loss.rec_globals_best')]
    return typeof beta === 'number' && beta > 0 && typeof weighted === 'number'
      ? weighted / beta
      : null
  })
}
