import type { ColourBar } from '../figure.ts'
import { chooseScale, fixedAxis, type ScaleChoice } from './axes.ts'
import { extent } from './extent.ts'

/** A colour bar that holds the values; colours follow their logarithm where an axis would. */
export function colourScale(
  values: Iterable<number>,
  { title, scale }: { title: string; scale?: ScaleChoice | undefined },
): ColourBar {
  const all = [...values]
  const type = chooseScale(all, scale)
  const [low, high] = type === 'logarithmic' ? extent(all, 0) : extent(all)
  const [min, max] = low < high ? [low, high] : widen(low, type)
  return { title, type, min, max, ticks: fixedAxis('y', { title }, type, min, max).fixedTicks }
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

function widen(value: number, type: ColourBar['type']): [number, number] {
  if (type === 'logarithmic') return [value / 2, value * 2]
  const margin = Math.abs(value) / 10 || 1
  return [value - margin, value + margin]
}
