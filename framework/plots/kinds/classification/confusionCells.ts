import { rgb } from 'd3-color'
import { interpolateBlues } from 'd3-scale-chromatic'
import { formatNumber, groupThousands } from '../../../text/numbers/numberFormat.ts'
import type { LegendSection, Mark } from '../../figure.ts'
import { contrastingInk } from '../../parts/colours/palette.ts'
import { INK } from '../../theme.ts'

// The cells of a confusion matrix, and what its colours and numbers say.

/** More cells than this have no room for numbers. */
export const MAX_WRITTEN = { share: 20, count: 8 }
const KEY_SHARES = [0, 0.25, 0.5, 0.75, 1]

/**
 * A rectangle for each cell, coloured by its share of the row, with as many numbers as there is room for.
 *
 * @param counts of each row, which is a true class, the events in each column
 */
export function cellMarks(counts: readonly (readonly number[])[]): Mark[] {
  const hasCounts = counts.length <= MAX_WRITTEN.count
  const hasShares = counts.length <= MAX_WRITTEN.share
  return counts.flatMap((row, y) => {
    const n = total(row)
    return row.flatMap((cell, x): Mark[] => {
      const share = cell / n
      const fill = n > 0 ? colourOf(share) : INK.paper
      const box: Mark = {
        shape: 'rect',
        label:
          n > 0 ? `${formatNumber(share)} (${countText(cell)} of ${countText(n)})` : 'no event',
        x: [x - 0.5, x + 0.5],
        y: [y - 0.5, y + 0.5],
        stroke: INK.paper,
        ...(n > 0 ? { fill } : { hatched: true }),
      }
      if (n === 0) return [box]
      if (!hasShares) return [box]
      const written = shareText(share)
      const text: Mark = {
        shape: 'text',
        at: [x, y],
        text: hasCounts ? `${written}\n${countText(cell)}` : written,
        shorter: hasCounts ? [written] : [],
        colour: contrastingInk(fill),
        align: 'center',
        maxWidth: 1,
        maxHeight: 1,
      }
      return [box, text]
    })
  })
}

/** From nearly white, so that the few mistakes of a good classifier stand out from none. */
function colourOf(share: number): string {
  return rgb(interpolateBlues(share)).formatHex()
}

/** What the colours are, for cells without room for their shares. */
export function shareKey(): LegendSection {
  const scale = KEY_SHARES.map((share) => ({ colour: colourOf(share), text: shareText(share) }))
  return { title: 'Share of the true class', scale, items: [] }
}

/** Of all values. */
export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** `0.25`; `<0.01` and `>0.99` for what would look like none or all, and is not. */
export function shareText(share: number): string {
  const written = share.toFixed(2)
  if (written === '0.00' && share > 0) return '<0.01'
  return written === '1.00' && share < 1 ? '>0.99' : written
}

/** A number of events, or a mean of such numbers or a sum of weights, which need not be whole. */
export function countText(count: number): string {
  if (Number.isInteger(count)) return groupThousands(String(count))
  return Math.abs(count) < 1 ? formatNumber(count) : groupThousands(count.toFixed(1))
}
