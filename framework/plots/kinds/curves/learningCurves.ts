import type { ColumnTable } from 'arquero'
import type { Figure } from '../../figure.ts'
import { type CurveOptions, curvesFigure } from './curvesFigure.ts'

const MAX_SINGLE_RUNS = 12

/**
 * A metric against the epoch, one line per run: colour by one parameter, dash by another, with a
 * legend of two parts. Past a dozen runs their lines are thin behind the means of their groups.
 *
 * @param runs one row a run, as `loadRuns` returns them
 * @param perEpoch the runs' histories by run_dir
 * @param options all defaults as in {@link CurveOptions}; `x` is `epoch`, `show` is
 *   `runs`, or `mean and runs` past a dozen of them
 */
export function learningCurves(
  runs: ColumnTable,
  perEpoch: ReadonlyMap<string, ColumnTable>,
  options: CurveOptions = {},
): Figure {
  return curvesFigure('learningCurves', runs, perEpoch, options, {
    x: 'epoch',
    show: (nRuns) => (nRuns > MAX_SINGLE_RUNS ? 'mean and runs' : 'runs'),
  })
}
