import { groupBy } from '../../../tables/groupBy.ts'
import { listSome } from '../../../text/lists.ts'
import { withoutSize } from '../../../text/names/sizeOfName.ts'
import { isBeyondMiddlesNote } from '../axes/beyondMiddles.ts'
import { isBeyondNote } from '../axes/dataAxis.ts'
import { isCutIntervalsNote } from '../meanMarks.ts'
import { isCoveredLinesNote } from './coveredLines.ts'

/** What is said of one panel. */
interface PanelNotes {
  /** Above the panel, perhaps with its number of runs. */
  readonly title: string
  readonly notes: readonly string[]
}

/** Panels that a note names. */
const MOST_TITLES = 3

/**
 * The notes of a figure in panels: those of all runs, and what holds in some panels alone, with their titles.
 *
 * @param whole of the figure of all runs, which draws nothing
 * @param free directions in which panels have axes of their own
 */
export function notesOfPanels(
  whole: readonly string[],
  panels: readonly PanelNotes[],
  free: readonly ('x' | 'y')[],
): string[] {
  // Means, medians and lines are those of a panel, whatever axes it has.
  const isOfPanels = (note: string) =>
    isBeyondMiddlesNote(note) ||
    isCoveredLinesNote(note) ||
    free.some((position) => isBeyondNote(note, position))
  const found = panels.flatMap(({ title, notes }) =>
    notes.filter(isOfPanels).map((note) => ({ note, title: withoutSize(title) })),
  )
  const cut = panels.flatMap(({ notes }) => notes.filter(isCutIntervalsNote))
  return [
    ...whole.filter((note) => !isOfPanels(note)),
    ...Array.from(groupBy(found, keyOf).values(), (members) => {
      const titles = members.map(({ title }) => title)
      const [{ note }] = members as [PanelNote, ...PanelNote[]]
      return panels.length === 1 ? note : `(${listSome(titles, MOST_TITLES, '; ')}) ${note}`
    }),
    ...[...new Set(cut)].filter((note) => !whole.includes(note)),
  ]
}

interface PanelNote {
  readonly title: string
  readonly note: string
}

/** Lines may be the same in many panels; what lies beyond an axis is counted in each. */
function keyOf({ title, note }: PanelNote): string {
  return isCoveredLinesNote(note) ? note : `${title}\n${note}`
}
