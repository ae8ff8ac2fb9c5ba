import type { Extreme, MetricRecord } from '../runRecord.ts'

/** Of a metric what most runs of a sweep have in common. */
export type StoredMetric = Pick<MetricRecord, 'name' | 'diverged' | 'goal'>

/** The numbers of a metric: last, both extremes with their steps, count. */
const NUMBERS = 6

export function storedMetric({ name, diverged, goal }: MetricRecord): StoredMetric {
  return { name, diverged, goal }
}

/** The numbers of a run's metrics, one after the other; NaN, which none of them can be, is `null`. */
export function metricNumbers(metrics: readonly MetricRecord[]): Float64Array {
  const numbers = new Float64Array(metrics.length * NUMBERS)
  for (const [at, { last, min, max, count }] of metrics.entries()) {
    const own = [last, min?.value, min?.step, max?.value, max?.step, count]
    for (const [place, number] of own.entries()) {
      numbers[at * NUMBERS + place] = number ?? Number.NaN
    }
  }
  return numbers
}

export function numbersOfMetrics(count: number): number {
  return count * NUMBERS
}

export function restoreMetrics(
  stored: readonly StoredMetric[],
  numbers: Float64Array,
): MetricRecord[] {
  const present = (at: number) => {
    const number = numbers[at] as number
    return Number.isNaN(number) ? null : number
  }
  const extreme = (at: number): Extreme | null => {
    const value = present(at)
    return value === null ? null : { value, step: present(at + 1) }
  }
  return stored.map(({ name, diverged, goal }, metric) => {
    const at = metric * NUMBERS
    return {
      name,
      last: present(at),
      diverged,
      min: extreme(at + 1),
      max: extreme(at + 3),
      count: numbers[at + 5] as number,
      goal,
    }
  })
}
