import { isTooLarge, isTooSmallPositive, PLOTTABLE_DECADES } from '../../../tables/columns.ts'
import { leftOut } from '../../../text/counts.ts'
import { powerOfTenText } from '../../../text/numbers/numberFormat.ts'
import type { FigureAxis } from '../../figure.ts'

/** What the notes say of items without a place on an axis. */
export interface UndrawnWords {
  /** What an item is: `run`. */
  readonly noun: string
  readonly title: string
  /** Of those that have no number. Default: `without` the title. */
  readonly missing?: string
}

/** Why items have no place on an axis, each by what its value is. Infinite values are those of diverged runs. */
export function undrawnNotes(
  /** As they are written: see `rawMetricNumbers`. */
  values: readonly number[],
  { noun, title, missing = `without ${title}` }: UndrawnWords,
  { type }: Pick<FigureAxis, 'type'> = { type: 'linear' },
): string[] {
  const n = (isOne: (value: number) => boolean) => values.filter(isOne).length
  const isLog = type === 'logarithmic'
  return [
    ...leftOut(n(Number.isNaN), noun, missing),
    ...leftOut(
      n(isInfinite),
      noun,
      noun === 'run'
        ? `that diverged: ${title} is infinite, or became NaN`
        : `with an infinite ${title} (diverged)`,
    ),
    ...leftOut(n(isTooLarge), noun, `with a ${title} ${BEYOND_ALL_AXES}`),
    ...(isLog
      ? [
          ...leftOut(
            n((value) => Number.isFinite(value) && value <= 0),
            noun,
            `whose ${title} is not above zero, which a log axis cannot show`,
          ),
          ...leftOut(n(isTooSmallPositive), noun, `with a ${title} ${BELOW_ALL_AXES}`),
        ]
      : []),
  ]
}

/** What finite values are that `plottable` takes for infinite. */
export const BEYOND_ALL_AXES = `beyond ${powerOfTenText(PLOTTABLE_DECADES)}, where no axis reaches`

/** What positive values are that it takes for zero. */
export const BELOW_ALL_AXES = `below ${powerOfTenText(-PLOTTABLE_DECADES)}, where no axis reaches`

/** Whether a value is an infinity, as diverged runs have. */
export function isInfinite(value: number): boolean {
  return Math.abs(value) === Number.POSITIVE_INFINITY
}

/** Whether there is a number, be it one that has no place on any axis. */
export function isNumber(value: number): boolean {
  return !Number.isNaN(value)
}
