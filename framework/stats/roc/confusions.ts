import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import { checkArguments, LIST } from '../../text/checkOptions.ts'
import { compareNatural } from '../../text/naturalOrder.ts'

/** How often events of each class were taken for each. */
export interface Confusions {
  /** As they were given, else all that occur, in natural order. */
  readonly classes: readonly string[]
  /** By the true class, then by the predicted one. */
  readonly counts: readonly (readonly number[])[]
  /** By the true class, events that were taken for a class that is not among the given ones. Default 0. */
  readonly takenForOther?: readonly number[]
  /** Events whose true class is not among the given ones. */
  readonly nOther: number
  /** Events that lack their true class or a prediction. Default 0. */
  readonly nMissing?: number
}

/** The name of a class, or a number that stands for it. */
export type ClassLabel = string | number | bigint | boolean

/** Classes of events; null, undefined and NaN where there is none. */
export type ClassLabels = ArrayLike<ClassLabel | null | undefined>

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
  classes?: readonly ClassLabel[],
): Confusions {
  const schemas = { actual: LIST, predicted: LIST, classes: v.optional(CLASSES) }
  checkArguments('OPTION_INVALID', 'countConfusions', { actual, predicted, classes }, schemas)
  if (actual.length !== predicted.length) {
    throw new ReportError(
      'LENGTH_MISMATCH',
      `${actual.length} true classes but ${predicted.length} predictions: pass one for each event.`,
    )
  }
  const truths = Array.from(actual, nameOf)
  const guesses = Array.from(predicted, nameOf)
  const isWhole = (event: number) => truths[event] !== undefined && guesses[event] !== undefined
  const events = [...truths.keys()].filter(isWhole)
  const found = new Set(events.flatMap((event) => [truths[event], guesses[event]] as string[]))
  const names = classes?.map(String) ?? [...found].sort(compareNatural)
  const indexOf = new Map(names.map((name, i) => [name, i]))
  const counts = names.map(() => new Array<number>(names.length).fill(0))
  const takenForOther = names.map(() => 0)
  let nOther = 0
  for (const event of events) {
    const row = indexOf.get(truths[event] as string)
    const column = indexOf.get(guesses[event] as string)
    const cells = row === undefined ? undefined : counts[row]
    if (row === undefined || cells === undefined) nOther++
    else if (column === undefined) takenForOther[row] = (takenForOther[row] as number) + 1
    else cells[column] = (cells[column] as number) + 1
  }
  return { classes: names, counts, takenForOther, nOther, nMissing: truths.length - events.length }
}

/** Whether no two of them are written alike: a class that is named twice would have a row without its events. */
export function areDifferent(classes: ArrayLike<unknown>): boolean {
  return new Set(Array.from(classes, String)).size === classes.length
}

const CLASSES = v.pipe(LIST, v.check(areDifferent, 'expected each class once'))

function nameOf(label: ClassLabels[number]): string | undefined {
  const isMissing = label === null || label === undefined || Number.isNaN(label)
  return isMissing ? undefined : String(label)
}
