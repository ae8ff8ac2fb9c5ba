import type { ClassScores } from '../../stats/classification/classScores.ts'
import { count } from '../../text/counts.ts'
import type { ScoredEvents } from './scoredEvents.ts'

/** Whether scores are probabilities. */
export type ProbabilityCheck =
  | {
      readonly areProbabilities: true
      /** The digits that they were rounded to, where their sums differ from 1 by more than computing explains. */
      readonly roundedTo?: number
      /** How far the sum of an event's scores is from 1 at most. */
      readonly largestMiss: number
    }
  | { readonly areProbabilities: false; readonly why: string }

/** Of probabilities computed in float32, whose sum is not exactly 1. */
const SUM_TOLERANCE = 1e-3
/** Of more digits than these, sums differ from 1 by less than the tolerance, unless there are dozens of classes. */
const MOST_DIGITS = 4
/** Of a score: what storing it in float32 changes. */
const STORED = 1e-7

/**
 * Whether the scores of each event lie within [0, 1] and add up to 1. Of scores that were rounded, each may
 * have lost half of its last digit: the tolerance is that of all classes together, by the digits that the
 * scores show.
 */
export function checkProbabilities(
  { scores, nClasses }: ClassScores,
  events: Uint32Array,
): ProbabilityCheck {
  let largestMiss = 0
  let worst = 0
  for (let place = 0; place < events.length; place++) {
    const event = events[place] as number
    let sum = 0
    for (let i = event * nClasses; i < (event + 1) * nClasses; i++) {
      const score = scores[i] as number
      if (!isWithin(score)) {
        // Of two classes the last is the one that a single output of a model scores.
        const own = scores.subarray(event * nClasses, (event + 1) * nClasses)
        const last = Array.from(own).findLast((each) => !isWithin(each))
        return { areProbabilities: false, why: `one of event ${event} is ${last}` }
      }
      sum += score
    }
    const miss = Math.abs(sum - 1)
    if (miss <= largestMiss) continue
    largestMiss = miss
    worst = event
  }
  if (largestMiss < SUM_TOLERANCE) return { areProbabilities: true, largestMiss }
  const digits = digitsOf({ scores, nClasses }, events)
  const tolerance = digits === undefined ? 0 : (nClasses / 2) * 10 ** -digits + STORED
  if (digits !== undefined && largestMiss <= tolerance) {
    return { areProbabilities: true, roundedTo: digits, largestMiss }
  }
  const rounding =
    digits === undefined
      ? ''
      : `, where rounding to ${count(digits, 'digit')} explains ${shown(tolerance)}`
  return {
    areProbabilities: false,
    why: `the sum of those of event ${worst} differs from 1 by ${shown(largestMiss)}${rounding}`,
  }
}

function isWithin(score: number): boolean {
  return score >= 0 && score <= 1
}

/** What a report says of rounded probabilities. */
export function roundingNote(digits: number, largestMiss: number): string {
  return (
    `Probabilities are rounded to ${count(digits, 'digit')}, so that their sum over classes differs from 1 by ` +
    `up to ${shown(largestMiss)}; they are taken as they are.`
  )
}

/**
 * What a report says of logits that lie where probabilities do: the softmax of probabilities is nearly the same for
 * all classes.
 */
export const LOGITS_LIKE_PROBABILITIES =
  'What was taken for logits lies within [0, 1] and adds up to 1 over the classes, as probabilities do. If that is what ' +
  'it is, log loss and calibration mean nothing: inference.output_is_logits=false takes the output as it is; columns of ' +
  'score files are then called score_<class>.'

/** Of fewer events, single logits may lie within [0, 1] by chance. */
const LEAST_SINGLE = 100

/** Whether logits lie where probabilities do. */
export function areLikeProbabilities(
  { logits, nScores, labels }: Pick<ScoredEvents, 'logits' | 'nScores' | 'labels'>,
  events: Uint32Array,
): boolean {
  if (logits === undefined) return false
  if (nScores === 1) {
    return (
      events.length >= LEAST_SINGLE && events.every((event) => isWithin(logits[event] as number))
    )
  }
  const asScores = { scores: logits, labels, nClasses: nScores }
  return checkProbabilities(asScores, events).areProbabilities
}

/** Of fewer events it does not matter that they cannot be ordered. */
const SATURATED_SHARE = 0.01

/**
 * What a report says of probabilities that are exactly 1 for a class, which orders none of these events; undefined
 * where they are few.
 */
export function saturationNote(
  { scores, nScores }: Pick<ScoredEvents, 'scores' | 'nScores'>,
  events: Uint32Array,
): string | undefined {
  let n = 0
  for (const event of events) {
    const own = scores.subarray(event * nScores, (event + 1) * nScores)
    // A single score of 0 leaves 1 to the first class.
    if (own.includes(1) || (nScores === 1 && own.includes(0))) n++
  }
  if (n <= Math.max(1, SATURATED_SHARE * events.length)) return undefined
  return (
    `${n} of ${count(events.length, 'event')} have a probability of exactly 1, which does not order them: areas, ` +
    'precision and cuts take them for equal. Logits would tell them apart.'
  )
}

function shown(miss: number): string {
  return String(Number(miss.toPrecision(2)))
}

/** The fewest decimals, or significant digits, that write every score; undefined beyond four. */
function digitsOf(
  { scores, nClasses }: Pick<ClassScores, 'scores' | 'nClasses'>,
  events: Uint32Array,
): number | undefined {
  let digits = 1
  for (const event of events) {
    for (let i = event * nClasses; i < (event + 1) * nClasses; i++) {
      while (!isWrittenWith(digits, scores[i] as number)) digits++
      if (digits > MOST_DIGITS) return undefined
    }
  }
  return digits
}

function isWrittenWith(digits: number, score: number): boolean {
  if (score === 0 || digits > MOST_DIGITS) return true
  const leadingZeros = -Math.floor(Math.log10(score)) - 1
  return isMultiple(score, digits) || isMultiple(score, digits + leadingZeros)
}

/** Whether a score is a multiple of 10 to the power of `-decimals`, as it is stored. */
function isMultiple(score: number, decimals: number): boolean {
  const scale = 10 ** decimals
  return Math.abs(Math.round(score * scale) / scale - score) <= STORED * score
}
