import type { Goal, Series } from '../sources/source.ts'

/** What a run's table says of one metric; null where nothing finite was logged. */
export interface MetricSummary {
  readonly last: number | null
  readonly best: number | null
  /** The step of the first of the best values; null where the format has no steps. */
  readonly bestStep: number | null
  /** The last logged value is NaN or infinite: the run diverged in this metric. */
  readonly isDiverged: boolean
}

/**
 * The last and the best value of a metric. Without a goal there is no best. A metric whose last value
 * is not finite has diverged; its last is null, its best is that of its finite values.
 */
export function summariseMetric(series: Series, goal: Goal | undefined): MetricSummary {
  const { value, step } = series
  const last = series.last ?? value.at(-1)
  const isDiverged = last !== undefined && !Number.isFinite(last)
  const at = goal === undefined ? -1 : bestAt(value, goal)
  const bestStep = at < 0 ? Number.NaN : (step[at] as number)
  return {
    last: last === undefined || isDiverged ? null : last,
    best: at < 0 ? null : (value[at] as number),
    bestStep: Number.isNaN(bestStep) ? null : bestStep,
    isDiverged,
  }
}

/** The position of the first of the best finite values; -1 where none is. */
function bestAt(values: Float64Array, goal: Goal): number {
  let best = -1
  for (const [at, value] of values.entries()) {
    if (!Number.isFinite(value)) continue
    const known = values[best]
    if (known === undefined || (goal === 'min' ? value < known : value > known)) best = at
  }
  return best
}
