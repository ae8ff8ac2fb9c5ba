import { ReportError } from '../../errors.ts'
import { compareNatural } from '../../text/naturalOrder.ts'

/** How often events of each class were taken for each. */
export interface Confusions {
  /** As they were given, else all that occur, in natural order. */
  readonly classes: readonly string[]
  /** By the true class, then by the predicted one. */
  readonly counts: readonly (readonly number[])[]
  /** Events of a class that is not among the given ones. */
  readonly nOther: number
}

/** Names of classes, or numbers that stand for them. */
export type ClassLabels = ArrayLike<string | number | bigint | boolean>

/**
 * Counts predictions by the true class.
 *
 * @param actual the true class of each event
 * @param predicted the class that each was taken for
 * @param classes which classes, and in which order. Default: all that occur
 * @throws {ReportError} LENGTH_MISMATCH if there are not as many predictions as events
 */
export function countConfusions(
  actual: ClassLabels,
  predicted: ClassLabels,
  classes?: readonly (string | number | bigint | boolean)[],
): Confusions {
  if (actual.length !== predicted.length) {
    throw new ReportError(
      'LENGTH_MISMATCH',
      `${actual.length} true classes but ${predicted.length} predictions: pass one for each event.`,
    )
  }
  const [truths, guesses] = [actual, predicted].map((labels) => Array.from(labels, String)) as [
    string[],
    string[],
  ]
  const names = classes?.map(String) ?? [...new Set([...truths, ...guesses])].sort(compareNatural)
  const indexOf = new Map(names.map((name, i) => [name, i]))
  const counts = names.map(() => new Array<number>(names.length).fill(0))
  let nOther = 0
  truths.forEach((truth, event) => {
    const [row, column] = [indexOf.get(truth), indexOf.get(guesses[event] as string)]
    const cells = row === undefined ? undefined : counts[row]
    if (cells === undefined || column === undefined) nOther++
    else cells[column] = (cells[column] as number) + 1
  })
  return { classes: names, counts, nOther }
}
