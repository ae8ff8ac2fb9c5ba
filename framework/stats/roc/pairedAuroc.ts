import { ReportError } from '../../errors.ts'
import { checkArguments, checkOptions, NUMBERS } from '../../text/checkOptions.ts'
import { eventNumbers } from '../eventNumbers.ts'
import { checkLevel } from '../intervals/bootstrap.ts'
import { ANY } from '../schemas.ts'
import type { Auroc, AurocCounts } from './auroc.ts'
import { aurocInterval } from './aurocInterval.ts'

/**
 * AUROC of the same events in two versions, such as after and before a corruption, with a
 * confidence interval that takes each event for a cluster (Obuchowski, Biometrics 53, 1997):
 * the variance over events of V10 + V01, the shares of the other version that an event's positive
 * score exceeds, and that exceed its negative score. DeLong's interval, made for different events,
 * is about twice too wide here.
 *
 * @param positives one per event: scores that should be the higher ones; NaN or null where there is none
 * @param negatives one per event, in the same order; NaN or null where there is none
 * @param options.level coverage of the interval, within (0, 1). Default 0.95
 * @returns as `computeAuroc`; `nInvalid` counts scores that are no numbers, and the interval is null when fewer than
 *   two events have scores
 * @throws {ReportError} LENGTH_MISMATCH unless there are as many of the one as of the other;
 *   `INTERVAL_OPTION_INVALID` if the level is not within (0, 1)
 */
export function pairedAuroc(
  positives: ArrayLike<number>,
  negatives: ArrayLike<number>,
  options: { readonly level?: number } = {},
): Auroc {
  checkArguments(
    'OPTION_INVALID',
    'pairedAuroc',
    { positives, negatives },
    { positives: NUMBERS, negatives: NUMBERS },
  )
  checkOptions('OPTION_INVALID', 'pairedAuroc', options, { level: ANY })
  const { level = 0.95 } = options
  checkLevel(level)
  if (positives.length !== negatives.length) {
    throw new ReportError(
      'LENGTH_MISMATCH',
      `${positives.length} positive but ${negatives.length} negative scores: pass one of each per event.`,
    )
  }
  return areaOfPairs(eventNumbers(positives), eventNumbers(negatives), level)
}

/** @param level checked */
function areaOfPairs(
  positives: ArrayLike<number>,
  negatives: ArrayLike<number>,
  level: number,
): Auroc {
  const sortedPositives = sortedScores(positives)
  const sortedNegatives = sortedScores(negatives)
  const nPositive = sortedPositives.length
  const nNegative = sortedNegatives.length
  const counts: AurocCounts = {
    nPositive,
    nNegative,
    nInvalid: positives.length + negatives.length - nPositive - nNegative,
    nUnlabelled: 0,
  }
  if (nPositive === 0 || nNegative === 0) {
    const reason = `AUROC needs scores of both versions: ${nPositive} and ${nNegative} are numbers.`
    return { auroc: null, low: null, high: null, se: null, ...counts, reason }
  }

  let sum = 0
  for (const score of sortedPositives) sum += shareBelow(score, sortedNegatives)
  const auroc = sum / nPositive
  const nEvents = countEvents(positives, negatives)
  if (nEvents < 2) return { auroc, low: null, high: null, se: null, ...counts }

  let squares = 0
  for (let event = 0; event < positives.length; event++) {
    const positive = positives[event] as number
    const negative = negatives[event] as number
    let deviation = 0
    if (!Number.isNaN(positive)) {
      deviation += (shareBelow(positive, sortedNegatives) - auroc) / nPositive
    }
    if (!Number.isNaN(negative)) {
      deviation += (1 - shareBelow(negative, sortedPositives) - auroc) / nNegative
    }
    squares += deviation * deviation
  }
  const sizes = [{ a: nPositive, b: nNegative }]
  const se = Math.sqrt((nEvents / (nEvents - 1)) * squares)
  return { auroc, ...aurocInterval({ auroc, se, sizes }, level), se, ...counts }
}

function sortedScores(scores: ArrayLike<number>): Float64Array {
  return Float64Array.from(scores)
    .filter((score) => !Number.isNaN(score))
    .sort()
}

function countEvents(positives: ArrayLike<number>, negatives: ArrayLike<number>): number {
  let n = 0
  for (let event = 0; event < positives.length; event++) {
    if (!Number.isNaN(positives[event]) || !Number.isNaN(negatives[event])) n++
  }
  return n
}

/** The share of `sorted` below a score, ties counted half. */
function shareBelow(score: number, sorted: Float64Array): number {
  const below = rank(score, sorted, false)
  const notAbove = sorted[below] === score ? rank(score, sorted, true) : below
  return (below + notAbove) / (2 * sorted.length)
}

/** How many of `sorted` are below a score, or not above it. */
function rank(score: number, sorted: Float64Array, withTies: boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const value = sorted[middle] as number
    if (value < score || (withTies && value === score)) low = middle + 1
    else high = middle
  }
  return low
}
