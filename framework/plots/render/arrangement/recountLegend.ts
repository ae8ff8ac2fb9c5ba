import { withoutSize } from '../../../text/names/sizeOfName.ts'
import type { LegendItem, LegendSection } from '../../figure.ts'

/** `4)` of `vq (n = 4)` and `undecided (4)`. */
const NUMBER = /\d+\)$/
/** The number of runs that all values of a scale have. */
const SIZE_OF_ALL = /^n = /

/** A legend that counts the rows that are left; what has none left goes. */
export function recountLegend(
  legend: readonly LegendSection[],
  kept: ReadonlySet<number>,
): LegendSection[] {
  return legend.map((section) => {
    const counted = section.items.flatMap((item): LegendItem[] => {
      if (item.rows === undefined) return [item]
      const { length } = item.rows.filter((row) => kept.has(row))
      return length === 0 ? [] : [{ ...item, text: item.text.replace(NUMBER, `${length})`) }]
    })
    return withoutScaleSizes({ ...section, items: counted })
  })
}

/** A legend without numbers of runs, which are no longer those that are drawn. */
export function uncountLegend(legend: readonly LegendSection[]): LegendSection[] {
  return legend.map((section) =>
    withoutScaleSizes({
      ...section,
      items: section.items.map((item) => ({ ...item, text: withoutSize(item.text) })),
    }),
  )
}

/** A scale keeps its values: colours between those that are drawn mean what they meant. */
function withoutScaleSizes({ scale, items, ...section }: LegendSection): LegendSection {
  if (scale === undefined) return { ...section, items }
  return {
    ...section,
    scale: scale.map(({ size: _, ...step }) => step),
    items: items.filter(({ symbol, text }) => symbol !== 'none' || !SIZE_OF_ALL.test(text)),
  }
}
