import { type Auroc, computeAuroc } from '../stats/auroc.ts'
import { type RocCurve, rocCurve } from '../stats/rocCurve.ts'
import { aggregateMetrics } from './aggregateMetrics.ts'
import { type ErrorHistogram, errorHistogram } from './errorHistogram.ts'
import { BASELINE, type EventScores } from './eventScores.ts'
import type { ErrorMetric, InferenceOptions } from './inferenceOptions.ts'

/** `mse_mean`, `mse_std`, `mse_p50`, `mse_p95`, `mse_p99`, and `mae_…`. */
export type ErrorSummary = {
  [Key in `${ErrorMetric}_${'mean' | 'std' | 'p50' | 'p95' | 'p99'}`]?: number | null
}

interface AurocSummary {
  auroc: number | null
  /** DeLong's 95 % interval over events. */
  auroc_ci: [number, number] | null
}

/** One model's entry of `inference/summary.json`; numbers that do not exist are null. */
export interface ModelSummary extends AurocSummary {
  /** What `auroc` tells apart: `labels`, the first strategy's label, or null without either. */
  auroc_of: string | null
  /** Events read. */
  n_events: number
  /** Events left out: a NaN or an infinity in the data, or in what the model made of it. */
  n_invalid: number
  baseline: ErrorSummary
  strategies: Record<string, StrategySummary>
}

export type StrategySummary = ErrorSummary &
  AurocSummary & {
    corruption: string
    params: Record<string, number>
    /** The parameter that the config gave as a list. */
    swept?: string
  }

/** What figures are drawn from, by `baseline` and strategy label. */
export interface ModelCurves {
  /** Of the anomaly score. */
  histograms: Record<string, ErrorHistogram>
  /** Corrupted against baseline, and `labels` where the data has them. */
  roc: Record<string, RocCurve>
}

/** Reduces a model's per-event scores to numbers and curves. */
export function summarizeModel(
  scores: ReadonlyMap<string, EventScores>,
  labels: Float64Array | undefined,
  { strategies, errorMetrics, auroc, positiveLabel }: InferenceOptions,
): { summary: ModelSummary; curves: ModelCurves } {
  const [scoreMetric = 'mse'] = errorMetrics
  const scoreOf = (label: string) => (scores.get(label) as EventScores)[scoreMetric]
  const baseline = scoreOf(BASELINE)
  const roc = new Map<string, RocCurve>()
  const compare = (name: string, values: Float32Array, of: ArrayLike<number>, label: number) => {
    if (!auroc) return NO_AUROC
    roc.set(name, rocCurve(values, of, { positiveLabel: label }))
    return summarizeAuroc(computeAuroc(values, of, { positiveLabel: label }))
  }

  const byLabels = labels && compare('labels', baseline, labels, positiveLabel)
  const strategySummaries = strategies.map(({ label, name, params, swept }) => {
    const summary: StrategySummary = {
      corruption: name,
      params,
      ...(swept === undefined ? {} : { swept }),
      ...summarizeErrors(scores.get(label) as EventScores, errorMetrics),
      ...compare(label, ...pool(baseline, scoreOf(label)), 1),
    }
    return [label, summary] as const
  })

  const first = strategySummaries[0]
  const headline = byLabels ?? first?.[1]
  return {
    summary: {
      auroc: headline?.auroc ?? null,
      auroc_ci: headline?.auroc_ci ?? null,
      auroc_of: auroc ? (byLabels ? 'labels' : (first?.[0] ?? null)) : null,
      n_events: baseline.length,
      n_invalid: baseline.length - baseline.filter(Number.isFinite).length,
      baseline: summarizeErrors(scores.get(BASELINE) as EventScores, errorMetrics),
      strategies: Object.fromEntries(strategySummaries),
    },
    curves: {
      histograms: Object.fromEntries(
        [...scores.keys()].map((label) => [label, errorHistogram(scoreOf(label))]),
      ),
      roc: Object.fromEntries(roc),
    },
  }
}

const NO_AUROC: AurocSummary = { auroc: null, auroc_ci: null }

function summarizeAuroc({ auroc, low, high }: Auroc): AurocSummary {
  const hasInterval = Number.isFinite(low) && Number.isFinite(high)
  return { auroc: finite(auroc), auroc_ci: hasInterval ? [low, high] : null }
}

function summarizeErrors(scores: EventScores, metrics: readonly ErrorMetric[]): ErrorSummary {
  const entries = metrics.flatMap((metric) => {
    const { mean, std, p50, p95, p99 } = aggregateMetrics(scores[metric])
    return Object.entries({ mean, std, p50, p95, p99 }).map(
      ([name, value]) => [`${metric}_${name}`, finite(value)] as const,
    )
  })
  return Object.fromEntries(entries)
}

/** Baseline and corrupted scores in one, with 1 for corrupted. */
function pool(baseline: Float32Array, corrupted: Float32Array): [Float32Array, Uint8Array] {
  const values = new Float32Array(baseline.length + corrupted.length)
  values.set(baseline)
  values.set(corrupted, baseline.length)
  return [values, new Uint8Array(values.length).fill(1, baseline.length)]
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
