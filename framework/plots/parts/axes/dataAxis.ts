import { concatenate } from '../../../stats/concatenate.ts'
import { amountText, countApart } from '../../../text/counts.ts'
import { formatAlike } from '../../../text/numbers/numberFormat.ts'
import type { FigureAxis } from '../../figure.ts'
import { type AxisOptions, axis, chooseScale } from './axes.ts'
import { extentOfBulk } from './bulk.ts'
import { extent } from './extent.ts'
import { isKeptFromLog } from './logScale.ts'

export interface DataAxisOptions extends AxisOptions {
  /** What an item is, for the notes: `run`, `model`. */
  readonly noun: string
  /** Whether extreme values may lie beyond it. Default: unless the scale is chosen. */
  readonly cuts?: boolean | undefined
  /** The axis that panels share, which says itself what lies beyond it. Default: one that the items need. */
  readonly shared?: FigureAxis | undefined
  /**
   * What must be within the axis besides, such as a reference line; or that by the axis of the items. Default
   * nothing.
   */
  readonly holding?: readonly number[] | ((axis: FigureAxis) => readonly number[])
  /**
   * By the axis that the items have, ends of intervals, which must be within it too, but for those so far away that
   * they would squash the items. Default none.
   */
  readonly intervalEnds?: (axis: FigureAxis) => readonly number[]
}

export interface DataAxis {
  readonly axis: FigureAxis
  /** What lies beyond the axis, and why it is not logarithmic where that could be expected. */
  readonly notes: string[]
}

/**
 * An axis for items of which a few extreme ones must not squash the others: those may lie beyond it
 * (see {@link extentOfBulk}), which a note tells. Nothing lies beyond an axis whose scale is chosen by the
 * user.
 *
 * @param items the values of each, such as those of a run's curve; at least one is finite
 */
export function dataAxis(
  items: readonly (readonly number[])[],
  position: 'x' | 'y',
  { noun, holding = [], intervalEnds = () => [], cuts, shared, ...options }: DataAxisOptions,
): DataAxis {
  if (shared !== undefined) return { axis: shared, notes: [] }
  const { scale = 'auto', fromZero = false } = options
  const all = concatenate(items)
  const isChosen = scale !== 'auto'
  const canCut = cuts ?? !isChosen
  const type = isChosen ? chooseScale(all, scale) : scaleOfBulk(items, all, fromZero)
  const hold = (values: readonly number[]) =>
    axis(values, position, { ...options, scale: type === 'logarithmic' ? 'log' : 'linear' })
  const values = !canCut ? all : bulkOf(items, type, fromZero)
  const ofItems = hold(values)
  const ends = intervalEnds(ofItems)
  const made = hold([
    ...values,
    ...(typeof holding === 'function' ? holding(ofItems) : holding),
    ...(canCut ? withinReach(ends, ofItems) : ends),
  ])
  return {
    axis: made,
    notes: [
      ...(!isChosen && type === 'linear' ? linearNote(all, position) : []),
      ...beyondNote(items, made, noun, nameOfAxis(position)),
    ],
  }
}

/** How far beyond the axis of the items ends of intervals may lie, in its lengths. */
const INTERVAL_REACH = 4

function withinReach(ends: readonly number[], { type, min, max }: FigureAxis): readonly number[] {
  const placeOf = type === 'logarithmic' ? Math.log10 : Number
  const [from, to] = [placeOf(min), placeOf(max)]
  const reach = INTERVAL_REACH * (to - from)
  return ends.filter((end) => placeOf(end) >= from - reach && placeOf(end) <= to + reach)
}

/**
 * The scale that the values ask for without those that are extreme on the scale that all ask for, which is linear also
 * where a few values next to zero, as of diverged runs, are many decades away from the others.
 */
function scaleOfBulk(
  items: readonly (readonly number[])[],
  all: readonly number[],
  fromZero: boolean,
): FigureAxis['type'] {
  const ofAll = chooseScale(all)
  const withoutExtremes = (type: FigureAxis['type']) => {
    const [min, max] = bulkOf(items, type, fromZero)
    const hasNoPlace = (value: number) => type === 'logarithmic' && value <= 0
    const isInBulk = (value: number) => hasNoPlace(value) || (value >= min && value <= max)
    return all.every(isInBulk) ? ofAll : chooseScale(all.filter(isInBulk))
  }
  const type = withoutExtremes(ofAll)
  return type === 'linear' ? withoutExtremes('logarithmic') : type
}

type AxisEnds = Pick<FigureAxis, 'type' | 'min' | 'max'>

/** What notes call the axis of a position. */
export function nameOfAxis(position: 'x' | 'y'): string {
  return position === 'x' ? 'horizontal axis' : 'vertical axis'
}

/** Whether a value that has a place on the axis lies beyond its ends. */
export function isBeyond(value: number, { type, min, max }: AxisEnds): boolean {
  const hasPlace = Number.isFinite(value) && (type === 'linear' || value > 0)
  return hasPlace && (value < min || value > max)
}

/**
 * The extent of the items' smallest and largest values that have a place on the axis, without extreme ones; a single
 * value is one end.
 */
function bulkOf(
  items: readonly (readonly number[])[],
  type: FigureAxis['type'],
  fromZero: boolean,
): [number, number] {
  const floor = type === 'logarithmic' ? 0 : Number.NEGATIVE_INFINITY
  const ends = items.map((values) => {
    const [low, high] = extent(values, floor)
    if (low > high) return []
    return low === high ? [low] : [low, high]
  })
  // The two ends of an item are no group.
  const owners = ends.some(({ length }) => length > 1)
    ? ends.flatMap((values, item) => values.map(() => item))
    : undefined
  return extentOfBulk(ends.flat(), type, fromZero, owners)
}

/**
 * That values of items lie beyond an axis, and how far.
 *
 * @param where such as `horizontal axis`
 */
export function beyondNote(
  items: readonly (readonly number[])[],
  axis: AxisEnds,
  noun: string,
  where: string,
): string[] {
  const beyond = items
    .map((values) => values.filter((value) => isBeyond(value, axis)))
    .filter((values) => values.length > 0)
  return beyondWords(beyond.length, noun, beyond.flat(), axis, where)
}

/**
 * The same of so many items.
 *
 * @param values at least the smallest and the largest of those that lie beyond
 */
export function beyondWords(
  n: number,
  noun: string,
  values: readonly number[],
  axis: AxisEnds,
  where: string,
): string[] {
  return n === 0
    ? []
    : [`Beyond the ${where}: ${countApart(n, noun)}, ${rangeBeyond(values, axis, 'at ')}.`]
}

/** Whether a note is one of these, of the axis of a position. */
export function isBeyondNote(note: string, position: 'x' | 'y'): boolean {
  return note.startsWith(`Beyond the ${nameOfAxis(position)}: `)
}

/**
 * `12`, `up to 3.1×10⁹`, `down to −40`: with powers of ten where the ticks of the axis have them.
 *
 * @param at before a single value. Default nothing
 */
export function rangeBeyond(
  values: readonly number[],
  { type, min, max }: AxisEnds,
  at = '',
): string {
  const [low, high] = extent(values)
  const ends = type === 'logarithmic' ? [min, max] : [Math.max(-min, max)]
  const [lowText, highText] = formatAlike([low, high, ...ends])
  if (low === high) return `${at}${lowText}`
  if (low > max) return `up to ${highText}`
  if (high < min) return `down to ${lowText}`
  return `down to ${lowText} and up to ${highText}`
}

/** Why a linear axis, or a colour bar, is not logarithmic, where its values ask for that but for some of them. */
export function linearNote(values: readonly number[], position: 'x' | 'y' | 'colours'): string[] {
  if (!isKeptFromLog(values)) return []
  const finite = values.filter(Number.isFinite)
  const nNotPositive = finite.filter((value) => value <= 0).length
  return [linearWords(position, { nNotPositive, n: finite.length })]
}

/** The same in words. */
export function linearWords(
  position: 'x' | 'y' | 'colours',
  { nNotPositive, n }: { nNotPositive: number; n: number },
): string {
  const [name, kind] =
    position === 'colours' ? ['colour bar', 'one'] : [nameOfAxis(position), 'axis']
  return (
    `The ${name} is linear: ${amountText(nNotPositive)} of ` +
    `${countApart(n, 'value')} are not above zero, which a logarithmic ${kind} cannot show.`
  )
}
