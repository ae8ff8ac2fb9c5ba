import type { ErrorMetric } from '../../inference/execution/inferenceOptions.ts'
import type {
  ErrorSummary,
  ModelSummary,
  StrategySummary,
} from '../../inference/scores/modelSummary.ts'
import { normalQuantile } from '../../stats/distributions/normal.ts'

/** A number of one model with its 95 % interval over events; NaN where there is none. */
export interface ModelEstimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

const Z_95 = normalQuantile(0.975)

/** What the errors are called on axes. */
export const ERROR_TITLES: Readonly<Record<ErrorMetric, string>> = {
  mse: 'squared error per token',
  mae: 'absolute error per token',
}

/** The error metric that is the anomaly score: the first that the summary holds. */
export function anomalyScore({ baseline }: ModelSummary): ErrorMetric {
  return Object.keys(baseline)[0]?.startsWith('mae') ? 'mae' : 'mse'
}

/** The mean error over `n` events, with the interval of that mean by its standard error. */
export function meanError(errors: ErrorSummary, metric: ErrorMetric, n: number): ModelEstimate {
  const mean = errors[`${metric}_mean`] ?? Number.NaN
  const margin = (Z_95 * (errors[`${metric}_std`] ?? Number.NaN)) / Math.sqrt(n)
  return { value: mean, low: mean - margin, high: mean + margin }
}

/** The mean error on the events as they are. */
export function cleanError(summary: ModelSummary, metric: ErrorMetric): ModelEstimate {
  return meanError(summary.baseline, metric, summary.n_events - summary.n_invalid)
}

/** An AUROC with its interval. */
export function aurocOf({
  auroc,
  auroc_ci: interval,
}: Pick<ModelSummary | StrategySummary, 'auroc' | 'auroc_ci'>): ModelEstimate {
  const [low, high] = interval ?? [Number.NaN, Number.NaN]
  return { value: auroc ?? Number.NaN, low, high }
}
