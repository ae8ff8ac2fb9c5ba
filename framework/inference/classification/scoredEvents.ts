import { ReportError } from '../../errors.ts'
import type { ClassScores } from '../../stats/classification/classScores.ts'
import { logOddsOfClasses, probabilitiesOf, sigmoid } from '../../stats/classification/logits.ts'

/** What a classifier says of events, and what they are. */
export interface ScoredEvents {
  /** [nEvents, nScores]; of one score, it is that of the second of two classes. */
  readonly scores: Float64Array
  readonly nScores: number
  /** The logits that the scores are the probabilities of, in the same shape: they order events. Default: none. */
  readonly logits?: Float64Array | undefined
  /** Of each event the index of its class; -1 where it has none. */
  readonly labels: Int32Array
  readonly weights?: Float64Array | undefined
}

/** Logits, and the probabilities that they are of. */
export function scoresFromLogits(
  logits: Float64Array,
  nScores: number,
): Required<Pick<ScoredEvents, 'scores' | 'nScores' | 'logits'>> {
  return { scores: probabilitiesOf(logits, nScores), nScores, logits }
}

/** A score for each class: of one score for the second of two, the first has what is left. */
export function perClass({ scores, nScores, labels, weights }: ScoredEvents): ClassScores {
  if (nScores > 1) return { scores, labels, nClasses: nScores, weights }
  return { scores: ofBoth(scores, (score) => 1 - score), labels, nClasses: 2, weights }
}

/** How events are ordered, from the least like a class to the most. */
export interface ClassOrder {
  /** Ranks of each event in the place of its scores; higher means more like the class. */
  readonly ranks: ClassScores
  /** Logits of each class, where there are any. */
  readonly logits: ClassScores | undefined
  /** The score that a rank stands for. */
  readonly shown: (rank: number, label: number) => number
}

/**
 * What orders the events by class. Probabilities round to 1 where their logits still differ, and what is left of a tiny
 * one is 1: so of logits the log odds are the ranks, and of a single score the first class has its negative.
 *
 * @param areProbabilities whether the scores are
 */
export function classOrder(events: ScoredEvents, areProbabilities: boolean): ClassOrder {
  const { scores, nScores, logits } = events
  const given = perClass(events)
  const { nClasses } = given
  if (logits !== undefined) {
    const ofClasses = nScores > 1 ? logits : ofBoth(logits, () => 0)
    return {
      ranks: { ...given, scores: logOddsOfClasses(ofClasses, nClasses) },
      logits: { ...given, scores: ofClasses },
      shown: sigmoid,
    }
  }
  if (nScores > 1) return { ranks: given, logits: undefined, shown: (rank) => rank }
  return {
    ranks: { ...given, scores: ofBoth(scores, (score) => -score) },
    logits: undefined,
    shown: (rank, label) => (areProbabilities && label === 0 ? 1 + rank : rank),
  }
}

/** Of one number for the second of two classes, numbers for both. */
function ofBoth(values: Float64Array, ofFirst: (value: number) => number): Float64Array {
  const both = new Float64Array(2 * values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    both[2 * i] = ofFirst(value)
    both[2 * i + 1] = value
  }
  return both
}

/** @throws {ReportError} CLASSES_INVALID unless there are as many names as classes, no two alike */
export function classNames(
  nClasses: number,
  given: readonly string[] | undefined,
): readonly string[] {
  if (given === undefined) return Array.from({ length: nClasses }, (_, label) => String(label))
  if (given.length === nClasses && new Set(given).size === nClasses) return given
  throw new ReportError(
    'CLASSES_INVALID',
    `inference.classes names ${given.join(', ')}, but the model tells ${nClasses} classes apart: give ` +
      'that many names, no two alike, in the order of its outputs.',
  )
}
