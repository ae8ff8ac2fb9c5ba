import { count } from '../../text/counts.ts'
import type { Figure } from '../figure.ts'

/** Called with the number of names of points, or of numbers in cells, that have no room, each time that they are drawn. */
export type OnUnwritten = (what: 'names' | 'numbers', n: number) => void

/**
 * Draws again with a note, and a key of the numbers' colours, where names of points or numbers in cells
 * find no place: how many, only drawing tells.
 *
 * @returns what was drawn last
 */
export function noteUnwritten<Drawn>(
  figure: Figure,
  draw: (figure: Figure, onUnwritten: OnUnwritten) => Drawn,
): Drawn {
  const found = { names: 0, numbers: 0 }
  const onUnwritten: OnUnwritten = (what, n) => {
    found[what] = n
  }
  let drawn = draw(figure, onUnwritten)
  // The note takes room too, which may cost another name.
  for (let noted = 0; found.names + found.numbers > noted; ) {
    noted = found.names + found.numbers
    drawn = draw(withUnwritten(figure, found), onUnwritten)
  }
  return drawn
}

function withUnwritten(figure: Figure, found: Record<'names' | 'numbers', number>): Figure {
  const { keyOfNumbers, legend, notes } = figure
  const key = found.numbers > 0 && keyOfNumbers !== undefined ? [keyOfNumbers] : []
  return { ...figure, legend: [...legend, ...key], notes: [...notes, ...notesOn(found)] }
}

function notesOn({ names, numbers }: { names: number; numbers: number }): string[] {
  return [
    ...(names > 0
      ? [`No room for the ${names === 1 ? 'name of 1 point' : `names of ${names} points`}.`]
      : []),
    ...(numbers > 0 ? [`No room for the numbers of ${count(numbers, 'cell')}.`] : []),
  ]
}
