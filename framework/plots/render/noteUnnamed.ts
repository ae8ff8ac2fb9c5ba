import type { Figure } from '../figure.ts'

/**
 * Draws again with a note where names of points find no place: how many, only drawing tells.
 *
 * @param draw draws the figure, and tells how many names are not written
 * @returns what was drawn last
 */
export function noteUnnamed<Drawn>(
  figure: Figure,
  draw: (figure: Figure, onUnnamed: (n: number) => void) => Drawn,
): Drawn {
  let unnamed = 0
  const onUnnamed = (n: number) => {
    unnamed = n
  }
  let drawn = draw(figure, onUnnamed)
  // The note takes room too, which may cost another name.
  for (let noted = 0; unnamed > noted; ) {
    noted = unnamed
    const note = `No room for the ${noted === 1 ? 'name of 1 point' : `names of ${noted} points`}.`
    drawn = draw({ ...figure, notes: [...figure.notes, note] }, onUnnamed)
  }
  return drawn
}
