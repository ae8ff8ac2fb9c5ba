import { powerOfTen } from '../../../text/numbers/powerOfTen.ts'
import type { ColourBar } from '../../figure.ts'
import type { ScaleChoice } from '../axes/axes.ts'
import { beyondNote, dataAxis, isBeyond, linearNote } from '../axes/dataAxis.ts'

/**
 * A colour bar for the values; colours follow their logarithm where an axis would. A few extreme values
 * have the colour of the end that they lie beyond, as on {@link dataAxis}.
 */
export function colourScale(
  values: Iterable<number>,
  { title, scale = 'auto' }: { title: string; scale?: ScaleChoice | undefined },
): ColourBar {
  const all = [...values]
  const items = all.map((value) => [value])
  const { axis } = dataAxis(items, 'y', { title, scale, margin: 0, noun: '' })
  const { type, min, max, fixedTicks } = axis
  const beyond = all.filter((value) => isBeyond(value, axis))
  const ends = [
    ...(beyond.some((value) => value < min) ? (['low'] as const) : []),
    ...(beyond.some((value) => value > max) ? (['high'] as const) : []),
  ]
  return { title, type, min, max, ticks: fixedTicks, ...(ends.length > 0 && { openEnds: ends }) }
}

/**
 * What lies beyond the colours, and why they do not follow the logarithm where that could be expected.
 *
 * @param noun what has a value
 * @param scale as {@link colourScale} was given it
 */
export function colourNotes(
  values: Iterable<number>,
  bar: ColourBar,
  { noun, scale = 'auto' }: { noun: string; scale?: ScaleChoice | undefined },
): string[] {
  const all = [...values]
  const items = all.map((value) => [value])
  return [
    ...(scale === 'auto' && bar.type === 'linear' ? linearNote(all, 'colours') : []),
    ...beyondNote(items, bar, noun, 'colours'),
  ]
}

/** Where a value stands on a colour bar or an axis: 0 at its lower end, 1 at its upper. */
export function positionOf(
  value: number,
  { type, min, max }: Pick<ColourBar, 'type' | 'min' | 'max'>,
): number {
  return type === 'logarithmic'
    ? Math.log(value / min) / Math.log(max / min)
    : (value - min) / (max - min)
}

/** The value that stands so far along: the inverse of {@link positionOf}. */
export function valueAt(
  position: number,
  { type, min, max }: Pick<ColourBar, 'type' | 'min' | 'max'>,
): number {
  return type === 'logarithmic'
    ? min * powerOfTen(Math.log10(max / min) * position)
    : min + (max - min) * position
}
