import type { Labels } from '../positiveLabel.ts'
import type { AurocCounts } from './auroc.ts'
import { splitScores } from './splitScores.ts'

export interface BackgroundEfficiencyOptions {
  /** The label of signal. Default as for `computeAuroc`. */
  readonly positiveLabel?: number | undefined
  /** Signal efficiencies to work at, within (0, 1]. Default 0.01, 0.02, …, 1. */
  readonly at?: readonly number[]
}

/** How much background a cut on the score lets through, by how much signal it keeps. */
export interface BackgroundEfficiency extends AurocCounts {
  /** Shares of signal that are kept: the true positive rates. */
  readonly signal: readonly number[]
  /** Shares of background that pass with them: the false positive rates. */
  readonly background: readonly number[]
  /** The numbers of background events that these shares rest on. */
  readonly nLeft: readonly number[]
}

const PERCENTS: readonly number[] = Array.from({ length: 100 }, (_, i) => (i + 1) / 100)

/**
 * The background efficiency at fixed signal efficiencies, so that models can be compared and averaged
 * there. The cut stands at a score that signal has; where it would have to part events of equal
 * scores, or stand between two scores, background is interpolated as the ROC curve is drawn.
 *
 * @param scores one per event; higher means more like signal. NaNs are counted and left out
 * @param labels one per event, as for `computeAuroc`
 * @returns no points where a class has no events
 * @throws {ReportError} `LENGTH_MISMATCH` if there are not as many labels as scores
 */
export function backgroundEfficiency(
  scores: ArrayLike<number>,
  labels: Labels,
  { positiveLabel, at = PERCENTS }: BackgroundEfficiencyOptions = {},
): BackgroundEfficiency {
  const { positives, negatives, nInvalid, nUnlabelled } = splitScores(scores, labels, positiveLabel)
  const [nPositive, nNegative] = [positives.length, negatives.length]
  const counts = { nPositive, nNegative, nInvalid, nUnlabelled }
  if (nPositive === 0 || nNegative === 0)
    return { signal: [], background: [], nLeft: [], ...counts }
  const corners = signalCorners(positives, negatives)
  const nLeft = at.map((efficiency) => interpolate(corners, efficiency * nPositive))
  return { signal: at, background: nLeft.map((n) => n / nNegative), nLeft, ...counts }
}

/** A point of the ROC curve, in numbers of events. */
interface Corner {
  readonly signal: number
  readonly background: number
}

/** The ROC curve where signal rises, from the highest score down: before a rise and after it. */
function signalCorners(positives: Float64Array, negatives: Float64Array): Corner[] {
  const corners: Corner[] = []
  let signal = 0
  let background = 0
  while (signal < positives.length) {
    const threshold = positives[positives.length - signal - 1] as number
    while (background < negatives.length && topOf(negatives, background) > threshold) background++
    corners.push({ signal, background })
    while (signal < positives.length && topOf(positives, signal) === threshold) signal++
    while (background < negatives.length && topOf(negatives, background) === threshold) background++
    corners.push({ signal, background })
  }
  return corners
}

/** The value with this many above it. */
function topOf(sorted: Float64Array, above: number): number {
  return sorted[sorted.length - 1 - above] as number
}

/** The least background at which the curve reaches so much signal. */
function interpolate(corners: readonly Corner[], signal: number): number {
  let low = 0
  let high = corners.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    // Rounding of a share times a number must not skip a corner.
    if ((corners[middle] as Corner).signal < signal - 1e-9) low = middle + 1
    else high = middle
  }
  const to = corners[low] as Corner
  const from = corners[low - 1]
  if (from === undefined || to.signal === from.signal) return to.background
  const share = Math.min(1, (signal - from.signal) / (to.signal - from.signal))
  return from.background + (to.background - from.background) * share
}
