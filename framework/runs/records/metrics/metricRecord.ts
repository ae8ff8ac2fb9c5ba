import type { Extreme, MetricRecord } from '../../runRecord.ts'
import type { Goal, Series } from '../../sources/source.ts'

/** The last value of a metric by its format's rule, and its extremes. */
export function summariseMetric(
  name: string,
  series: Series,
  goal: Goal | undefined,
): MetricRecord {
  const { value, step } = series
  const last = lastOf(series)
  const diverged = last === undefined ? null : divergedTo(last)
  const extreme = (isBetter: (a: number, b: number) => boolean): Extreme | null => {
    const at = firstBest(value, isBetter)
    if (at < 0) return null
    const where = step[at] as number
    return { value: value[at] as number, step: Number.isFinite(where) ? where : null }
  }
  return {
    name,
    last: last === undefined || diverged !== null ? null : last,
    diverged,
    min: extreme((a, b) => a < b),
    max: extreme((a, b) => a > b),
    count: value.length,
    goal: goal ?? null,
  }
}

function divergedTo(last: number): MetricRecord['diverged'] {
  if (Number.isFinite(last)) return null
  if (Number.isNaN(last)) return 'NaN'
  return last > 0 ? 'Infinity' : '-Infinity'
}

/** The last value by the format's own rule. */
export function lastOf({ value, last = value.at(-1) }: Series): number | undefined {
  return last
}

/** The position of the first of the best finite values; -1 where none is. */
function firstBest(values: Float64Array, isBetter: (a: number, b: number) => boolean): number {
  let best = -1
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number
    if (!Number.isFinite(value)) continue
    if (best === -1 || isBetter(value, values[best] as number)) best = at
  }
  return best
}
