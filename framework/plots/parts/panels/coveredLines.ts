import { groupBy } from '../../../tables/groupBy.ts'
import { listInWords } from '../../../text/listInWords.ts'
import type { FigurePoint } from '../../figure.ts'

/** A line of a figure and what the legend calls it. */
interface NamedLine {
  readonly name: string
  readonly points: readonly FigurePoint[]
}

/** Names and sets of lines that a note lists. */
const MOST = { names: 6, sets: 3 }

/** That lines go through the same points, so that only the one in front is seen. */
export function coveredLinesNote(lines: readonly NamedLine[]): string[] {
  const drawn = lines.filter(({ points }) => points.length > 0)
  const sets = [...groupBy(drawn, ({ points }) => JSON.stringify(points)).values()]
    .map((members) => [...new Set(members.map(({ name }) => name))])
    .filter((names) => names.length > 1)
  if (sets.length === 0) return []
  const listed = sets.slice(0, MOST.sets).map((names) => listInWords(names, MOST.names))
  const rest = sets.length > MOST.sets ? '; and others' : ''
  return [`Identical lines, of which one covers the others: ${listed.join('; ')}${rest}.`]
}
