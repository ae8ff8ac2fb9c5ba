import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import { presentCell } from '../tables/cells.ts'
import { PER_EPOCH, RUNS, splitOf } from '../tables/schemas/runsSchemas.ts'
import { checkArguments, checkOptions, FINITE, TEXT } from '../text/checkOptions.ts'
import { CODE } from './comparisonSchemas.ts'
import { readCurves } from './trainingCurves.ts'

export interface ThresholdOptions {
  readonly threshold: number
  /** Column of the histories. Default `val_loss`. */
  readonly metric?: string
  /** Default `val`. */
  readonly split?: string
  /** How the metric must compare with the threshold. Default `<=`. */
  readonly comparison?: '<' | '<=' | '>' | '>='
}

const COMPARISONS = {
  '<': (value: number, threshold: number) => value < threshold,
  '<=': (value: number, threshold: number) => value <= threshold,
  '>': (value: number, threshold: number) => value > threshold,
  '>=': (value: number, threshold: number) => value >= threshold,
}

const OPTIONS = {
  threshold: FINITE,
  metric: TEXT,
  comparison: v.picklist(Object.keys(COMPARISONS)),
}

/**
 * The runs with one more column, `time_to_threshold_s`: seconds of training until the end of the
 * first epoch at which the metric meets the threshold; null for runs that never do.
 *
 * @throws {ReportError} COMPARISON_OPTION_INVALID if an option is not known or has no such value
 */
export function timeToThreshold(
  runs: ColumnTable,
  perEpoch: ReadonlyMap<string, ColumnTable>,
  options: ThresholdOptions,
): ColumnTable {
  checkArguments(CODE, 'timeToThreshold', { runs, perEpoch }, { runs: RUNS, perEpoch: PER_EPOCH })
  const schemas = { ...OPTIONS, split: splitOf(perEpoch) }
  checkOptions(CODE, 'timeToThreshold', options, schemas, ['threshold'])
  const { threshold, metric = 'val_loss', split = 'val', comparison = '<=' } = options
  const meets = COMPARISONS[comparison]
  const seconds = readCurves(runs, perEpoch, { metric, split, x: 'time' }).map(({ x, y }) => {
    const first = y.findIndex((value) => Number.isFinite(value) && meets(value, threshold))
    return first < 0 ? null : presentCell(x[first] as number)
  })
  return runs.assign({ time_to_threshold_s: seconds })
}
