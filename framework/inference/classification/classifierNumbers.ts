import type { BackgroundEfficiency } from '../../stats/roc/backgroundEfficiency.ts'
import type { Calibration } from '../../stats/roc/calibration.ts'
import type { PrecisionRecallCurve } from '../../stats/roc/precisionRecall.ts'
import type { RocCurve } from '../../stats/roc/rocCurve.ts'
import type { CutSummary } from '../scores/cutSummary.ts'
import type { SidesOfScore } from './scoreHistogram.ts'

/** 95 %. */
export type Interval = [low: number, high: number]

/** How well one class is told from the others; numbers that do not exist are null. */
export interface ClassSummary {
  readonly class: string
  /** Events of the class that count. */
  readonly n: number
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
  /** Of the class against all others, by its score. */
  readonly auroc: number | null
  readonly auroc_ci: Interval | null
  readonly average_precision: number | null
  readonly average_precision_ci: Interval | null
}

/** One classifier's entry of `inference/summary.json`; numbers that do not exist are null. */
export interface ClassifierSummary {
  /** The runs whose mean scores these are; of a model of its own it is absent. */
  readonly ensemble_of?: readonly string[]
  readonly n_events: number
  /** Labelled events left out: a NaN or an infinity in the data or their weight, or a NaN in the scores. */
  readonly n_invalid: number
  /** Events without a label. */
  readonly n_unlabelled: number
  /** Share of the weight of events; with Wilson's 95 % interval over the effective number of events. */
  readonly accuracy: number | null
  readonly accuracy_ci: Interval | null
  /** Mean recall. */
  readonly balanced_accuracy: number | null
  readonly macro_f1: number | null
  /** Mean of the classes' areas, one against the rest, and its 95 % interval over events (DeLong). */
  readonly auroc: number | null
  readonly auroc_ci: Interval | null
  /** Mean of the areas of pairs of classes. */
  readonly auroc_one_vs_one: number | null
  readonly auroc_one_vs_one_ci: Interval | null
  /** Mean of -log of the true class's probability; null where scores are not probabilities, or one of them is 0. */
  readonly log_loss: number | null
  /** Expected calibration error of the highest probability, in 15 bins of about as many events. */
  readonly ece: number | null
  /** What it would be on average if the model were calibrated. */
  readonly ece_by_chance: number | null
  readonly classes: ClassSummary[]
  /** By the true class, then by the predicted one; sums of weights where events have weights. */
  readonly confusions: (readonly number[])[]
  /** What cuts are worth, by task, such as `top against qcd`. */
  readonly cuts: Record<string, CutSummary>
  /** Why some of the numbers are null. */
  readonly reasons: string[]
  /** What else is to be known of the scores, such as that they are rounded. */
  readonly notes: string[]
}

/** What figures are drawn from, and what models are compared by. */
export interface ClassifierCurves {
  /** By class against the rest. */
  readonly roc: Record<string, RocCurve>
  readonly precisionRecall: Record<string, PrecisionRecallCurve>
  /** Of the highest probability, and how it is distributed; null where scores are not probabilities. */
  readonly calibration: { calibration: Calibration; distribution: number[] } | null
  /** By task: background efficiency, and the scores of both sides. */
  readonly cuts: Record<string, BackgroundEfficiency>
  readonly histograms: Record<string, SidesOfScore>
  /** The labelled events without valid scores, as `invalidEvents` gives them. */
  readonly invalidEvents: string
}

export interface ClassifierNumbers {
  readonly summary: ClassifierSummary
  readonly curves: ClassifierCurves
}
