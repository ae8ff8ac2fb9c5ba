import type { Goal, Series } from '../../sources/source.ts'

/** What a run's table says of one metric; extremes are those of its finite values. */
export interface MetricRecord {
  readonly name: string
  /** Null where it is NaN or infinite. */
  readonly last: number | null
  /** The last logged value is NaN or infinite: the run diverged in this metric. */
  readonly isDiverged: boolean
  readonly min: Extreme | null
  readonly max: Extreme | null
  /** Logged points, those that are not finite included. */
  readonly count: number
  /** Which values are better, where the run's files say so. */
  readonly goal: Goal | null
}

export interface Extreme {
  readonly value: number
  /** Of the first point with this value; null where the format has no steps. */
  readonly step: number | null
}

/** The last value of a metric by its format's rule, and its extremes. */
export function summariseMetric(
  name: string,
  { value, step, last: ownLast }: Series,
  goal: Goal | undefined,
): MetricRecord {
  const last = ownLast ?? value.at(-1)
  const isDiverged = last !== undefined && !Number.isFinite(last)
  const extreme = (isBetter: (a: number, b: number) => boolean): Extreme | null => {
    const at = firstBest(value, isBetter)
    if (at < 0) return null
    const where = step[at] as number
    return { value: value[at] as number, step: Number.isFinite(where) ? where : null }
  }
  return {
    name,
    last: last === undefined || isDiverged ? null : last,
    isDiverged,
    min: extreme((a, b) => a < b),
    max: extreme((a, b) => a > b),
    count: value.length,
    goal: goal ?? null,
  }
}

/** The position of the first of the best finite values; -1 where none is. */
function firstBest(values: Float64Array, isBetter: (a: number, b: number) => boolean): number {
  let best = -1
  for (const [at, value] of values.entries()) {
    if (!Number.isFinite(value)) continue
    const known = values[best]
    if (known === undefined || isBetter(value, known)) best = at
  }
  return best
}
