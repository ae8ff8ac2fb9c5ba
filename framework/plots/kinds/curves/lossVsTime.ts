import type { ColumnTable } from 'arquero'
import type { Figure } from '../../figure.ts'
import { type CurveOptions, curvesFigure } from './curvesFigure.ts'

/**
 * A metric against training time: thin single runs behind the mean of their group and its interval.
 *
 * @param runs one row a run, as `loadRuns` returns them
 * @param perEpoch the runs' histories by run_dir
 * @param options all defaults as in {@link CurveOptions}; `x` is `time`, `show` is `mean and runs`
 */
export function lossVsTime(
  runs: ColumnTable,
  perEpoch: ReadonlyMap<string, ColumnTable>,
  options: CurveOptions = {},
): Figure {
  return curvesFigure('lossVsTime', runs, perEpoch, options, {
    x: 'time',
    show: () => 'mean and runs',
  })
}
