import { ReportError } from '../../errors.ts'
import { quantile } from '../../stats/intervals/quantile.ts'
import { checkArguments, checkOptions, NUMBERS } from '../../text/checkOptions.ts'

export interface MetricAggregates {
  readonly mean: number
  /** Population standard deviation (divided by n). */
  readonly std: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Values that these numbers rest on. */
  readonly n: number
  /** Values left out since they are NaN or infinite, or have no positive finite weight. */
  readonly nInvalid: number
}

/**
 * Summarises per-event values. Without weights quantiles interpolate linearly, numpy's default. With
 * weights, the mean and the variance are weighted, and a quantile is the smallest value at which the
 * weights so far reach its share of their sum (numpy's `inverted_cdf`, the one it has for weights).
 * All numbers are NaN if no value is left.
 *
 * @throws {ReportError} LENGTH_MISMATCH if there are not as many weights as values
 */
export function aggregateMetrics(
  values: ArrayLike<number>,
  options: { readonly weights?: ArrayLike<number> } = {},
): MetricAggregates {
  checkArguments('OPTION_INVALID', 'aggregateMetrics', { values }, { values: NUMBERS })
  checkOptions('OPTION_INVALID', 'aggregateMetrics', options, { weights: NUMBERS })
  const { weights } = options
  if (weights === undefined) return aggregate(values)
  if (weights.length !== values.length) {
    throw new ReportError(
      'LENGTH_MISMATCH',
      `${values.length} values but ${weights.length} weights: pass one weight for each value.`,
    )
  }
  return aggregateWeighted(values, weights)
}

function aggregate(values: ArrayLike<number>): MetricAggregates {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort()
  const n = sorted.length
  let sum = 0
  for (const value of sorted) sum += value
  const mean = sum / n
  let squares = 0
  for (const value of sorted) squares += (value - mean) ** 2
  return {
    mean,
    std: Math.sqrt(squares / n),
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    n,
    nInvalid: values.length - n,
  }
}

function aggregateWeighted(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
): MetricAggregates {
  const order: number[] = []
  for (let i = 0; i < values.length; i++) {
    const weight = weights[i] as number
    if (Number.isFinite(values[i]) && Number.isFinite(weight) && weight > 0) order.push(i)
  }
  order.sort((a, b) => (values[a] as number) - (values[b] as number))
  const sorted = Float64Array.from(order, (i) => values[i] as number)
  const weight = Float64Array.from(order, (i) => weights[i] as number)

  let total = 0
  let sum = 0
  sorted.forEach((value, i) => {
    total += weight[i] as number
    sum += value * (weight[i] as number)
  })
  const mean = sum / total
  let squares = 0
  sorted.forEach((value, i) => {
    squares += (weight[i] as number) * (value - mean) ** 2
  })
  return {
    mean,
    std: Math.sqrt(squares / total),
    p50: weightedQuantile(sorted, weight, total, 0.5),
    p95: weightedQuantile(sorted, weight, total, 0.95),
    p99: weightedQuantile(sorted, weight, total, 0.99),
    n: sorted.length,
    nInvalid: values.length - sorted.length,
  }
}

function weightedQuantile(
  sorted: Float64Array,
  weight: Float64Array,
  total: number,
  probability: number,
): number {
  let sum = 0
  for (let i = 0; i < sorted.length; i++) {
    sum += weight[i] as number
    if (sum >= probability * total) return sorted[i] as number
  }
  return sorted.at(-1) ?? Number.NaN
}
