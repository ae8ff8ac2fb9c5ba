import { groupBy } from '../../../tables/groupBy.ts'
import { listInWords } from '../../../text/lists.ts'
import type { FigurePoint } from '../../figure.ts'

/** A line of a figure and what the legend calls it. */
interface NamedLine {
  readonly name: string
  readonly points: readonly FigurePoint[]
  /** Default: solid. */
  readonly dash?: readonly number[]
}

/** Names and sets of lines that a note lists. */
const MOST = { names: 6, sets: 3 }

/**
 * That lines go through the same points, so that some of them are not seen. Dashes in front of other lines hide none.
 *
 * @param lines those in front first
 */
export function coveredLinesNote(lines: readonly NamedLine[]): string[] {
  const drawn = lines.filter(({ points }) => points.length > 0)
  const sets = [...groupBy(drawn, ({ points }) => JSON.stringify(points)).values()]
    .filter(hideSome)
    .map((members) => [...new Set(members.map(({ name }) => name))])
    .filter((names) => names.length > 1)
  if (sets.length === 0) return []
  const listed = sets.slice(0, MOST.sets).map((names) => listInWords(names, MOST.names))
  const rest = sets.length > MOST.sets ? '; and others' : ''
  return [`${START}${listed.join('; ')}${rest}.`]
}

const START = 'Identical lines, of which one covers the others: '

/** Whether a note is one of these. */
export function isCoveredLinesNote(note: string): boolean {
  return note.startsWith(START)
}

/** Whether one of the lines is behind a solid one, or behind one with the same dashes. */
function hideSome(lines: readonly NamedLine[]): boolean {
  const dashes = lines.map(({ dash = [] }) => String(dash))
  return dashes.some((dash, i) => dashes.slice(0, i).some((over) => over === '' || over === dash))
}
