import type { ColumnTable } from 'arquero'
import { hasDiverged } from '../../../compare/groups/divergence.ts'
import { cells, plottable, rawNumbers } from '../../../tables/columns.ts'

/**
 * A column as it is written, in row order, NaN for anything but a number; infinite where the run diverged. What such a
 * run logged as its best is from before that: comparisons count it as the worst, and figures do not draw it.
 */
export function rawMetricNumbers(runs: ColumnTable, column: string): number[] {
  const diverged = cells(runs, 'diverged')
  return rawNumbers(runs, column).map((value, row) =>
    Math.abs(value) !== Number.POSITIVE_INFINITY && hasDiverged(column, value, diverged[row])
      ? Number.POSITIVE_INFINITY
      : value,
  )
}

/** The same as the arithmetic of an axis bears them; see `plottable`. */
export function metricNumbers(runs: ColumnTable, column: string): number[] {
  return rawMetricNumbers(runs, column).map(plottable)
}
