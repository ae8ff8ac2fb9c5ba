import { largest } from '../../../parts/axes/extent.ts'
/** A title, an item or a strip of a legend, as far as its place depends on it; in pixels. */
export interface Block {
  readonly width: number
  readonly height: number
}

export interface Place {
  readonly left: number
  readonly top: number
}

/** A section of the legend: its title, if it has one, and what stands under it. */
export interface Flow {
  readonly title?: Block
  readonly items: readonly Block[]
}

interface Placed {
  readonly title?: Place
  readonly items: readonly Place[]
}

const GAP_PX = 12
const SECTION_GAP_PX = 24

/**
 * Places sections in rows, each in one with its title where it fits, side by side with the one before it
 * where it fits there too. A longer one has its title above, and its items in columns.
 *
 * @returns the places by section, and the height of all rows
 */
export function flowRows(
  sections: readonly Flow[],
  maxWidth: number,
): { places: Placed[]; height: number } {
  let [left, top, rowHeight] = [0, 0, 0]
  const breakRow = () => {
    top += rowHeight
    left = 0
    rowHeight = 0
  }
  const places = sections.map(({ title, items }): Placed => {
    const all = title === undefined ? items : [title, ...items]
    const width = totalWidth(all)
    if (left > 0 && left + SECTION_GAP_PX + width > maxWidth) breakRow()
    if (width <= maxWidth) {
      if (left > 0) left += SECTION_GAP_PX
      const inRow = all.map(({ width, height }): Place => {
        const place = { left, top }
        left += width + GAP_PX
        rowHeight = Math.max(rowHeight, height)
        return place
      })
      left -= GAP_PX
      return title === undefined
        ? { items: inRow }
        : { title: inRow[0] as Place, items: inRow.slice(1) }
    }
    const titlePlace = { left: 0, top }
    top += title?.height ?? 0
    const grid = inColumns(items, maxWidth)
    const itemPlaces = grid.places.map((place) => ({ ...place, top: top + place.top }))
    rowHeight = grid.height
    breakRow()
    return title === undefined ? { items: itemPlaces } : { title: titlePlace, items: itemPlaces }
  })
  return { places, height: top + rowHeight }
}

function totalWidth(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { width }) => sum + width + GAP_PX, -GAP_PX)
}

/** Row by row, in as many columns as have room for the widest of their blocks. */
function inColumns(
  blocks: readonly Block[],
  maxWidth: number,
): { places: Place[]; height: number } {
  let widths = [largest(blocks.map(({ width }) => width))]
  for (let n = 2; n <= blocks.length; n++) {
    const wider = Array.from({ length: n }, (_, column) =>
      largest(blocks.filter((_, i) => i % n === column).map(({ width }) => width)),
    )
    if (totalWidth(wider.map((width) => ({ width, height: 0 }))) <= maxWidth) widths = wider
  }
  const n = widths.length
  const lefts = widths.map((_, column) =>
    widths.slice(0, column).reduce((sum, width) => sum + width + GAP_PX, 0),
  )
  const nRows = Math.ceil(blocks.length / n)
  const heights = Array.from({ length: nRows }, (_, row) =>
    largest(blocks.slice(row * n, (row + 1) * n).map(({ height }) => height)),
  )
  const tops = heights.map((_, row) => heights.slice(0, row).reduce((a, b) => a + b, 0))
  return {
    places: blocks.map((_, i) => ({
      left: lefts[i % n] as number,
      top: tops[Math.floor(i / n)] as number,
    })),
    height: heights.reduce((a, b) => a + b, 0),
  }
}
