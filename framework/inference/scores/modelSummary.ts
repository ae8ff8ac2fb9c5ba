import { type Auroc, computeAuroc } from '../../stats/roc/auroc.ts'
import type { BackgroundEfficiency } from '../../stats/roc/backgroundEfficiency.ts'
import { pairedAuroc } from '../../stats/roc/pairedAuroc.ts'
import { type RocCurve, rocCurve } from '../../stats/roc/rocCurve.ts'
import { type SplitScores, splitScores } from '../../stats/roc/splitScores.ts'
import type { LabelSummary } from '../data/labels.ts'
import type { ErrorMetric, InferenceOptions } from '../execution/inferenceOptions.ts'
import { aggregateMetrics } from './aggregateMetrics.ts'
import type { CodebookUsage } from './codebookUsage.ts'
import { type CutSummary, summarizeCuts } from './cutSummary.ts'
import { type ErrorHistogram, errorHistogram } from './errorHistogram.ts'
import { BASELINE, type EventScores } from './eventScores.ts'
import { invalidEvents } from './invalidEvents.ts'
import type { TokenErrorsByType } from './tokenErrors.ts'

/** `mse_mean`, `mse_std`, `mse_p50`, `mse_p95`, `mse_p99`, and `mae_…`. */
export type ErrorSummary = {
  [Key in `${ErrorMetric}_${'mean' | 'std' | 'p50' | 'p95' | 'p99'}`]?: number | null
}

interface AurocSummary {
  readonly auroc: number | null
  /** 95 % interval over events: DeLong's for labels, of events as clusters for strategies. */
  readonly auroc_ci: [number, number] | null
  /** Why there is no AUROC where it was asked for. */
  readonly auroc_reason?: string
}

/** One model's entry of `inference/summary.json`; numbers that do not exist are null. */
export interface ModelSummary extends AurocSummary {
  /** The runs whose mean scores these are; of a model of its own it is absent. */
  readonly ensemble_of?: readonly string[]
  /** What `auroc` tells apart: `labels`, the first strategy's label, or null without either. */
  readonly auroc_of: string | null
  /** Events read. */
  readonly n_events: number
  /** Events left out: a NaN or an infinity in the data, or in what the model made of it. */
  readonly n_invalid: number
  readonly baseline: ErrorSummary
  readonly strategies: Record<string, StrategySummary>
  /** What cuts on the anomaly score are worth, where AUROC is asked for and the data has labels of two classes. */
  readonly cuts?: CutSummary
  /** Errors of tokens by their type, of the events as they are; absent for ensembles, which have only scores. */
  readonly token_errors?: TokenErrorsByType
  /** How codebooks are used, by the output that gives their codes, where the model has such outputs. */
  readonly codebooks?: Readonly<Record<string, CodebookUsage>>
  /** What the labels of the data say, where AUROC is asked for and there are any. */
  readonly labels?: LabelSummary
}

export type StrategySummary = ErrorSummary &
  AurocSummary & {
    corruption: string
    params: Record<string, number>
    /** The parameter that the config gave as a list. */
    swept?: string
    /** Events left out, of the baseline or by what the model made of the corrupted ones. */
    n_invalid: number
  }

/** What figures are drawn from, by `baseline` and strategy label, and what models are compared by. */
export interface ModelCurves {
  /** Of the anomaly score. */
  readonly histograms: Record<string, ErrorHistogram>
  /** Of the anomaly score of clean events by class, where the data has labels of two classes. */
  readonly classes?: { positive: ErrorHistogram; negative: ErrorHistogram }
  /** Corrupted against baseline, and `labels` where the data has them. */
  readonly roc: Record<string, RocCurve>
  /** Of the anomaly score of clean events, where the data has labels of two classes. */
  readonly cuts?: BackgroundEfficiency
  /** The events without a valid error, as `invalidEvents` gives them. */
  readonly invalidEvents: string
}

/** What is known of the events, one number per event. */
export interface Truth {
  readonly labels?: Float64Array | undefined
  readonly weights?: Float64Array | undefined
}

/**
 * Reduces a model's per-event scores to numbers and curves. Weights count in what labels tell apart; errors
 * and corruptions are over events.
 */
export function summarizeModel(
  scores: ReadonlyMap<string, EventScores>,
  truth: Truth,
  options: InferenceOptions,
): { summary: ModelSummary; curves: ModelCurves } {
  const { strategies, errorMetrics } = options
  const [scoreMetric = 'mse'] = errorMetrics
  const anomalyScores = new Map([...scores].map(([label, errors]) => [label, errors[scoreMetric]]))
  const comparisons = options.auroc ? compare(anomalyScores, truth, options) : []
  const clean = anomalyScores.get(BASELINE) as Float32Array
  const split = splitByLabel(clean, truth, options.positiveLabel)
  const cuts = options.auroc && split ? summarizeCuts(split, options) : undefined
  const aurocs = new Map(comparisons.map(({ name, auroc }) => [name, summarizeAuroc(auroc)]))
  const [headline] = aurocs.keys()
  const errorsOf = (label: string) =>
    summarizeErrors(scores.get(label) as EventScores, errorMetrics, scoreMetric)

  const { n_invalid, ...baseline } = errorsOf(BASELINE)
  return {
    summary: {
      ...(aurocs.get(headline ?? '') ?? NO_AUROC),
      auroc_of: headline ?? null,
      n_events: scores.get(BASELINE)?.mse.length ?? 0,
      n_invalid,
      baseline,
      ...(cuts && { cuts: cuts.summary }),
      strategies: Object.fromEntries(
        strategies.map(({ label, name, params, swept }) => [
          label,
          {
            corruption: name,
            params,
            ...(swept === undefined ? {} : { swept }),
            ...errorsOf(label),
            ...(aurocs.get(label) ?? NO_AUROC),
          },
        ]),
      ),
    },
    curves: {
      histograms: mapValues(anomalyScores, errorHistogram),
      ...classHistograms(split),
      ...(cuts && { cuts: cuts.efficiency }),
      roc: Object.fromEntries(comparisons.map(({ name, roc }) => [name, roc])),
      invalidEvents: invalidEvents(clean.length, (event) => Number.isNaN(clean[event])),
    },
  }
}

const NO_AUROC: AurocSummary = { auroc: null, auroc_ci: null }

function splitByLabel(
  scores: Float32Array,
  { labels, weights }: Truth,
  positiveLabel: number | undefined,
): SplitScores | undefined {
  return labels && splitScores(scores, labels, positiveLabel, weights)
}

function classHistograms(split: SplitScores | undefined): Pick<ModelCurves, 'classes'> {
  if (split === undefined || split.positives.sum === 0 || split.negatives.sum === 0) return {}
  const of = ({ scores, weights }: SplitScores['positives']) => errorHistogram(scores, weights)
  return { classes: { positive: of(split.positives), negative: of(split.negatives) } }
}

/** What the anomaly score tells apart, and how well. */
interface Comparison {
  readonly name: string
  readonly auroc: Auroc
  readonly roc: RocCurve
}

/** Labels first, where there are any; then each strategy against the baseline. */
function compare(
  scores: ReadonlyMap<string, Float32Array>,
  truth: Truth,
  { positiveLabel }: InferenceOptions,
): Comparison[] {
  const baseline = scores.get(BASELINE) as Float32Array
  const corrupted = [...scores].filter(([name]) => name !== BASELINE)
  return [
    ...(truth.labels ? [compareLabels(baseline, truth.labels, truth.weights, positiveLabel)] : []),
    ...corrupted.map(([name, values]) => compareStrategy(name, values, baseline)),
  ]
}

function compareLabels(
  baseline: Float32Array,
  labels: Float64Array,
  weights: Float64Array | undefined,
  positiveLabel: number | undefined,
): Comparison {
  const options = { positiveLabel, weights }
  return {
    name: 'labels',
    auroc: computeAuroc(baseline, labels, options),
    roc: rocCurve(baseline, labels, options),
  }
}

/** The corrupted events are positive; they are the same events as the clean ones. */
function compareStrategy(name: string, values: Float32Array, baseline: Float32Array): Comparison {
  const pooled = new Float32Array(baseline.length + values.length)
  pooled.set(baseline)
  pooled.set(values, baseline.length)
  const isCorrupted = new Uint8Array(pooled.length).fill(1, baseline.length)
  return {
    name,
    auroc: pairedAuroc(values, baseline),
    roc: rocCurve(pooled, isCorrupted, { positiveLabel: 1 }),
  }
}

function summarizeAuroc(auroc: Auroc): AurocSummary {
  if (auroc.auroc === null) return { ...NO_AUROC, auroc_reason: auroc.reason }
  const { low, high } = auroc
  return {
    auroc: auroc.auroc,
    auroc_ci: low === null || high === null ? null : [low, high],
  }
}

function summarizeErrors(
  scores: EventScores,
  metrics: readonly ErrorMetric[],
  scoreMetric: ErrorMetric,
): ErrorSummary & { n_invalid: number } {
  const aggregates = new Map(metrics.map((metric) => [metric, aggregateMetrics(scores[metric])]))
  const entries = [...aggregates].flatMap(([metric, { mean, std, p50, p95, p99 }]) =>
    Object.entries({ mean, std, p50, p95, p99 }).map(
      ([name, value]) => [`${metric}_${name}`, finite(value)] as const,
    ),
  )
  return { ...Object.fromEntries(entries), n_invalid: aggregates.get(scoreMetric)?.nInvalid ?? 0 }
}

function mapValues<From, To>(
  map: ReadonlyMap<string, From>,
  convert: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries([...map].map(([key, value]) => [key, convert(value)]))
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
