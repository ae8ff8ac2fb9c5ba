import type { ColumnTable } from 'arquero'
import { columnNotes, resolveColumn } from '../../tables/columnAliases.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { cellValue } from '../../tables/valueKey.ts'
import { count } from '../../text/counts.ts'
import { listSome } from '../../text/lists.ts'

/** What trackers gather runs under that belong together, as the runs table names it. */
const COLLECTION = /^(?:tracker\.)*(?:study|experiment|project)$/
/** Columns that runs of any experiment have. */
const COMMON = /^(?:seed|output_root|data_root|run_dir)$/

/** The runs, apart where they have nothing in common. */
export interface RelatedRuns {
  /** Tables of runs that share parameters, each with the names of its columns; of one where all do. */
  readonly parts: readonly ColumnTable[]
  /** What a reader must know of runs of several experiments. */
  readonly remarks: readonly string[]
}

/**
 * Takes runs apart that have no parameter in common, directly or through others, such as those of two
 * studies in one database: a value that some of them have, and the others lack, is not a difference between
 * settings. Runs without any parameter belong to none of several parts.
 *
 * @param parameters that were varied; those that all runs share count as well where the table's columns
 *   are known
 */
export function relatedRuns(
  runs: ColumnTable,
  { parameters, seed }: { readonly parameters: readonly string[]; readonly seed: string },
): RelatedRuns {
  const { others } = columnNotes(runs) ?? {}
  const columns = [
    ...new Set([
      ...parameters.flatMap((name) => resolveColumn(runs, name) ?? []),
      ...(others === undefined ? [] : runs.columnNames().filter((name) => !others.has(name))),
    ]),
  ]
  const linking = columns.filter(
    (name) => name !== seed && !COMMON.test(name) && !COLLECTION.test(name),
  )
  const groups = groupsOf(runs, linking)
  const collections = parameters.filter((name) => COLLECTION.test(name))
  if (groups.length < 2) {
    const others = parameters.filter((name) => !collections.includes(name) && name !== seed)
    // Where nothing else differs, what is compared is the collections themselves.
    const told = others.length > 0 ? collections : []
    return { parts: [runs], remarks: told.flatMap((name) => severalOf(runs, name)) }
  }
  const parts = groups.map(({ rows }) => runs.reify([...rows]))
  const described = groups.map(
    ({ rows, names }) => `${count(rows.length, 'run')} with ${listSome(names, MOST_NAMES)}`,
  )
  return {
    parts,
    remarks: [
      `The runs are of ${groups.length} experiments that have no parameter in common (${listSome(described)}): ` +
        'they are not compared with each other, while figures, best.csv and the importance of parameters hold ' +
        `all of them. ${adviceOn(collections)}`,
    ],
  }
}

const MOST_NAMES = 3

interface Related {
  readonly rows: readonly number[]
  readonly names: readonly string[]
}

/** Runs that share parameters, the largest group first; those without any are left out. */
function groupsOf(runs: ColumnTable, columns: readonly string[]): Related[] {
  let groups: Related[] = []
  for (const { rows, names } of alikeRows(runs, columns)) {
    const touched = groups.filter((group) => names.some((name) => group.names.includes(name)))
    const merged = [{ rows, names }, ...touched]
    const all = new Set(merged.flatMap((group) => group.names))
    groups = [
      ...groups.filter((group) => !touched.includes(group)),
      {
        rows: merged.flatMap((group) => group.rows).sort((a, b) => a - b),
        names: columns.filter((name) => all.has(name)),
      },
    ]
  }
  return groups.sort((one, other) => other.rows.length - one.rows.length)
}

/** Rows that have values in the same columns. Of thousands of runs, these are a few kinds. */
function alikeRows(runs: ColumnTable, columns: readonly string[]): Related[] {
  const cells = columns.map((name) => runs.array(name) as ArrayLike<unknown>)
  const rows = groupBy(Array(runs.numRows()).keys(), (row) =>
    cells.map((column) => (cellValue(column[row]) === null ? '-' : '+')).join(''),
  )
  return [...rows]
    .map(([marks, alike]) => ({
      rows: alike,
      names: columns.filter((_, at) => marks[at] === '+'),
    }))
    .filter(({ names }) => names.length > 0)
}

function severalOf(runs: ColumnTable, name: string): string[] {
  const column = resolveColumn(runs, name)
  if (column === undefined) return []
  const cells = Array.from(runs.array(column) as Iterable<unknown>, cellValue)
  const values = [...new Set(cells.filter((cell) => cell !== null).map(String))]
  if (values.length < 2) return []
  return [
    `The runs have ${values.length} values of ${name} (${listSome(values)}): pairs by other parameters are of runs of one of them, ` +
      `while figures and best.csv hold all. ${adviceOn([name])}`,
  ]
}

function adviceOn([collection]: readonly string[]): string {
  const select = collection === undefined ? 'inputs.exclude=…' : `inputs.select.${collection}=…`
  return `${select} reports on ${collection === undefined ? 'fewer' : 'one of them alone'}.`
}
