import type { ColumnTable } from 'arquero'
import type { Better } from './comparison.ts'
import type { Scale } from './groups/metricScale.ts'

export interface CompareGroupsOptions {
  /** Column of the metric; runs whose cell is missing are left out, and counted. */
  readonly metric: string
  /** Column whose values are compared, each with each. */
  readonly by: string
  /** Which values are the better ones. Default `higher` for accuracies and the like, else `lower`. */
  readonly better?: Better
  /**
   * Columns of all that was varied, `by` and seed among them or not. Runs are paired that agree in
   * them. Default: the columns of parameters in which the runs differ.
   */
  readonly parameters?: readonly string[]
  /** Column of the training seed. Default `seed`. */
  readonly seed?: string
  /** What counts as equal: a ratio such as 1.05 (or 0.05), or a difference of bounded metrics. */
  readonly margin?: number | undefined
  /** Default: differences of bounded metrics, and where a value is not positive; else ratios. */
  readonly scale?: Scale
  /**
   * What chose the runs by their results, such as `Optuna's TPE sampler`. Default: the column `sampler`,
   * or nothing.
   */
  readonly sampler?: string | undefined
  /**
   * Histories by `run_dir`, as `loadRuns` gives them: remarks tell from them where groups trained for different numbers
   * of epochs or steps. Default: only the column `epochs` tells it, which runs with facts have.
   */
  readonly perEpoch?: ReadonlyMap<string, ColumnTable> | undefined
}
