import { ReportError } from '../../errors.ts'
import type { ClassScores } from '../../stats/classification/classScores.ts'

/** What a classifier says of events, and what they are. */
export interface ScoredEvents {
  /** [nEvents, nScores]; of one score, it is that of the second of two classes. */
  readonly scores: Float64Array
  readonly nScores: number
  /** Of each event the index of its class; -1 where it has none. */
  readonly labels: Int32Array
  readonly weights?: Float64Array | undefined
}

/** A score for each class: of one score for the second of two, the first has what is left. */
export function perClass({ scores, nScores, labels, weights }: ScoredEvents): ClassScores {
  if (nScores > 1) return { scores, labels, nClasses: nScores, weights }
  const both = new Float64Array(2 * scores.length)
  for (let i = 0; i < scores.length; i++) {
    both[2 * i] = 1 - (scores[i] as number)
    both[2 * i + 1] = scores[i] as number
  }
  return { scores: both, labels, nClasses: 2, weights }
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
