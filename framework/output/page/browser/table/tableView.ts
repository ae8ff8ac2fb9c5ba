import { distinguish } from '../../../../text/names/distinguish.ts'
import { printable } from '../../../../text/printable.ts'
import { shorten } from '../../../../text/shorten.ts'
import { button, element } from '../dom.ts'
import type { Column, Runs } from '../model/runs.ts'
import { groupColumns, groupsOf } from './groups.ts'

/** What the table shows: runs, or groups of them. */
export interface TableView {
  /** What a row is: `run`, `group`. */
  readonly unit: 'run' | 'group'
  readonly columns: readonly Column[]
  /** The runs of each row. */
  readonly runs: readonly (readonly number[])[]
  /** The column whose cells open something. */
  readonly linkColumn: number
  /** The element in that column. */
  link(row: number): HTMLElement
}

/** As many as the column of names shows. */
const MAX_NAME_LETTERS = 34
/** Among more names, what tells them apart is not looked for. */
const MANY_NAMES = 2000

/** Names as they stand in the table, told apart wherever they differ. */
function shownNames(names: readonly string[]): readonly string[] {
  return names.length > MANY_NAMES
    ? names.map((name) => shorten(name, MAX_NAME_LETTERS))
    : distinguish(names, MAX_NAME_LETTERS)
}

/** A row for each run, whose name opens its card. */
export function runsView(runs: Runs, openCard: (run: number) => void): TableView {
  const linkColumn = runs.columns.findIndex(({ cells }) => cells[0] === runs.names[0])
  const name = runs.columns[linkColumn]
  // First the name, then what was asked for; what only describes a run comes last.
  const rank = (column: Column) => {
    if (column === name) return 0
    if (column === runs.compared) return 3
    if (column.name === 'seed') return 2
    return { parameter: 1, metric: 4, other: 5 }[column.role]
  }
  const shown = shownNames(runs.names)
  const columns = runs.columns.toSorted((a, b) => rank(a) - rank(b))
  return {
    unit: 'run',
    columns,
    runs: runs.names.map((_, run) => [run]),
    linkColumn: 0,
    link: (row) => {
      const text = runs.names[row] ?? ''
      const link = button('', () => openCard(row), { class: 'link', 'aria-haspopup': 'dialog' })
      link.append(element('bdi', {}, printable(shown[row] ?? '')))
      link.title = printable(text)
      return link
    },
  }
}

/** A row for each group of the runs that are left by the filter, with means over its runs. */
export function groupsView(
  runs: Runs,
  by: string,
  passes: (run: number) => boolean,
  showRuns: (runs: readonly number[]) => void,
): TableView {
  const groups = groupsOf(runs, by, passes)
  const shown = shownNames(groups.map(({ name }) => name))
  return {
    unit: 'group',
    columns: groupColumns(runs, by, groups),
    runs: groups.map(({ runs }) => runs),
    linkColumn: 0,
    link: (row) => {
      const group = groups[row]
      const link = button('', () => showRuns(group?.runs ?? []), { class: 'link' })
      link.append(element('bdi', {}, printable(shown[row] ?? '')))
      link.title = `Select the runs of ${printable(group?.name ?? '')}`
      return link
    },
  }
}
