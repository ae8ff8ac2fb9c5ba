/** A title, an item or a strip of a legend, as far as its place depends on it; in pixels. */
export interface Block {
  readonly width: number
  readonly height: number
}

export interface Place {
  readonly left: number
  readonly top: number
}

const GAP_PX = 12
const SECTION_GAP_PX = 24

/**
 * Places blocks side by side in rows. A section goes on in the row of the one before it where all of it
 * fits there, else it begins a row of its own.
 *
 * @returns the places by section, and the height of all rows
 */
export function flowRows(
  sections: readonly (readonly Block[])[],
  maxWidth: number,
): { places: Place[][]; height: number } {
  let row = { left: 0, top: 0, height: 0 }
  const breakRow = () => {
    row = { left: 0, top: row.top + row.height, height: 0 }
  }
  const places = sections.map((blocks) => {
    const width = blocks.reduce((sum, block) => sum + block.width + GAP_PX, -GAP_PX)
    if (row.left > 0) row.left += SECTION_GAP_PX - GAP_PX
    if (row.left > 0 && row.left + width > maxWidth) breakRow()
    return blocks.map((block): Place => {
      if (row.left > 0 && row.left + block.width > maxWidth) breakRow()
      const { left, top } = row
      row.left += block.width + GAP_PX
      row.height = Math.max(row.height, block.height)
      return { left, top }
    })
  })
  return { places, height: row.top + row.height }
}
