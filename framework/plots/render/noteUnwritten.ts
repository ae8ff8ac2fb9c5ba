import { count } from '../../text/counts.ts'
import type { Figure } from '../figure.ts'

/**
 * What may have no room: names of points, numbers in cells, numbers of runs at bars and boxes, what stands
 * in brackets after names along an axis, and, in plots, the data themselves.
 */
type Unwritten = 'names' | 'numbers' | 'counts' | 'sizes' | 'plots'

/** Called with how many of them have none, each time that they are drawn. */
export type OnUnwritten = (what: Unwritten, n: number) => void

/**
 * Draws again with a note, and a key of the numbers' colours, where some texts find no place: how many, only
 * drawing tells.
 *
 * @returns what was drawn last
 */
export function noteUnwritten<Drawn>(
  figure: Figure,
  draw: (figure: Figure, onUnwritten: OnUnwritten) => Drawn,
): Drawn {
  const found = { names: 0, numbers: 0, counts: 0, sizes: 0, plots: 0 }
  const total = () => Object.values(found).reduce((sum, n) => sum + n, 0)
  const onUnwritten: OnUnwritten = (what, n) => {
    found[what] = n
  }
  let drawn = draw(figure, onUnwritten)
  // The note takes room too, which may cost another name.
  for (let noted = 0; total() > noted; ) {
    noted = total()
    drawn = draw(withUnwritten(figure, found), onUnwritten)
  }
  return drawn
}

function withUnwritten(figure: Figure, found: Record<Unwritten, number>): Figure {
  const { keyOfNumbers, legend, notes } = figure
  const key = found.numbers > 0 && keyOfNumbers !== undefined ? [keyOfNumbers] : []
  return { ...figure, legend: [...legend, ...key], notes: [...notes, ...notesOn(found)] }
}

/** What a figure says whose height leaves no room for what it shows. */
export const NO_ROOM_FOR_DATA =
  'Hardly any room for the data: raise outputs.height or lower outputs.font_size.'

function notesOn({ names, numbers, counts, sizes, plots }: Record<Unwritten, number>): string[] {
  return [
    ...(plots > 0 ? [NO_ROOM_FOR_DATA] : []),
    ...(names > 0
      ? [`No room for the ${names === 1 ? 'name of 1 point' : `names of ${names} points`}.`]
      : []),
    ...(numbers > 0 ? [`No room for the numbers of ${count(numbers, 'cell')}.`] : []),
    ...(counts > 0 ? [`No room for the numbers of runs at ${count(counts, 'place')}.`] : []),
    ...(sizes > 0 ? [`No room for what stands in brackets after ${count(sizes, 'name')}.`] : []),
  ]
}
