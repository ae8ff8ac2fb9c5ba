import { count } from '../../text/counts.ts'
import { printable } from '../../text/printable.ts'
import { cutOff } from '../../text/shorten.ts'
import type { Figure } from '../figure.ts'
import type { CutName } from './plugins/pairNames.ts'

/**
 * What may have no room: names of points, numbers in cells, numbers of runs at bars and boxes, what stands
 * in brackets after names along an axis, the whole of what comparisons compare, and, in plots, the data themselves.
 */
type Unwritten = 'names' | 'numbers' | 'counts' | 'sizes' | 'pairs' | 'plots'

/** Called with how many of them have none, each time that they are drawn, and with the names that are cut. */
export type OnUnwritten = (what: Unwritten, n: number, cut?: readonly CutName[]) => void

/** How many there are, and which names. */
interface Found {
  readonly n: Record<Unwritten, number>
  cut: readonly CutName[]
}

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
  const found: Found = {
    n: { names: 0, numbers: 0, counts: 0, sizes: 0, pairs: 0, plots: 0 },
    cut: [],
  }
  const total = () => Object.values(found.n).reduce((sum, n) => sum + n, 0)
  const onUnwritten: OnUnwritten = (what, n, cut) => {
    found.n[what] = n
    if (cut !== undefined) found.cut = cut
  }
  let drawn = draw(figure, onUnwritten)
  // The note takes room too, which may cost another name.
  for (let noted = 0; total() > noted; ) {
    noted = total()
    drawn = draw(withUnwritten(figure, found), onUnwritten)
  }
  return drawn
}

function withUnwritten(figure: Figure, found: Found): Figure {
  const { keyOfNumbers, legend, notes } = figure
  const key = found.n.numbers > 0 && keyOfNumbers !== undefined ? [keyOfNumbers] : []
  return { ...figure, legend: [...legend, ...key], notes: [...notes, ...notesOn(found)] }
}

/** What a figure says whose height leaves no room for what it shows. */
export const NO_ROOM_FOR_DATA =
  'Hardly any room for the data: raise outputs.height or lower outputs.font_size.'

function notesOn({ n: { names, numbers, counts, sizes, plots }, cut }: Found): string[] {
  return [
    ...(plots > 0 ? [NO_ROOM_FOR_DATA] : []),
    ...(names > 0
      ? [`No room for the ${names === 1 ? 'name of 1 point' : `names of ${names} points`}.`]
      : []),
    ...(numbers > 0 ? [`No room for the numbers of ${count(numbers, 'cell')}.`] : []),
    ...(counts > 0 ? [`No room for the numbers of runs at ${count(counts, 'place')}.`] : []),
    ...(sizes > 0 ? [`No room for what stands in brackets after ${count(sizes, 'name')}.`] : []),
    ...cutNote(cut),
  ]
}

/** More of them would take more room than the rows. */
const MOST_CUT = 6

function cutNote(cut: readonly CutName[]): string[] {
  if (cut.length === 0) return []
  if (cut.length > MOST_CUT) {
    return [`${cut.length} names are shortened; the tables have them in full.`]
  }
  const pairs = cut.map(({ short, full }) => `${short} is ${printable(cutOff(full))}`)
  return [`Shortened names: ${pairs.join('; ')}.`]
}
