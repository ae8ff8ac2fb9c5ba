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
 * That lines go through the same points, so that some of them are not seen, or that lines of a single point are at the
 * same place. Dashes in front of other lines hide none.
 *
 * @param lines those in front first
 */
export function coveredLinesNote(lines: readonly NamedLine[]): string[] {
  const withDrawn = lines.map((line) => ({ ...line, drawn: line.points.filter(isDrawn) }))
  const alone = withDrawn.filter(({ drawn }) => drawn.length === 1)
  return [
    ...noteOn(
      'lines',
      withDrawn.filter(({ drawn }) => drawn.length > 1),
    ),
    ...noteOn(
      'points',
      alone.map(({ drawn, ...line }) => ({ ...line, points: drawn })),
    ),
  ]
}

function noteOn(what: 'lines' | 'points', lines: readonly NamedLine[]): string[] {
  const sets = [...groupBy(lines, ({ points }) => JSON.stringify(points)).values()]
    .filter(hideSome)
    .map((members) => [...new Set(members.map(({ name }) => name))])
    .filter((names) => names.length > 1)
  const listed = [...new Set(sets.map((names) => listInWords(names, MOST.names)))]
  if (listed.length === 0) return []
  const rest = listed.length > MOST.sets ? '; and others' : ''
  return [`Identical ${what}, ${START}${listed.slice(0, MOST.sets).join('; ')}${rest}.`]
}

function isDrawn({ y }: FigurePoint): boolean {
  return y !== null && Number.isFinite(y)
}

const START = 'of which one covers the others: '

/** Whether a note is one of these. */
export function isCoveredLinesNote(note: string): boolean {
  return /^Identical (lines|points), /.test(note) && note.includes(START)
}

/** Whether one of the lines is behind a solid one, or behind one with the same dashes. */
function hideSome(lines: readonly NamedLine[]): boolean {
  const dashes = lines.map(({ dash = [] }) => String(dash))
  return dashes.some((dash, i) => dashes.slice(0, i).some((over) => over === '' || over === dash))
}
