import type { ColumnTable } from 'arquero'
import { isMissing } from '../../../tables/cells.ts'
import type { ReportJson } from '../../data/reportJson.ts'
import { writeNumberBytes } from './numberBytes.ts'
import type { ColumnCells, ColumnMeaning, PageCell, PageColumn } from './pageData.ts'

/**
 * The columns of the runs as they fit into a page of so many bytes, without what repeats. Numbers are whole:
 * what is best, what differs and what passes a filter is found with them, and only what is seen is rounded.
 * First what tells runs apart comes in: their name, the metric that is compared, parameters, then metrics.
 */
export function compactColumns(
  runs: ColumnTable,
  meanings: ReportJson['columns'],
  maxBytes: number,
): { readonly columns: PageColumn[]; readonly leftOut: number } {
  const columns = runs.columnNames().map((name) => ({
    ...meaningOf(name, meanings),
    ...compact(Array.from(runs.array(name) as Iterable<unknown>, plain)),
  }))
  const sizes = new Map(columns.map((column) => [column, lengthOf(column)]))
  let room = maxBytes
  const kept = new Set<PageColumn>()
  for (const column of columns.toSorted((a, b) => rank(a, meanings) - rank(b, meanings))) {
    const size = sizes.get(column) ?? 0
    if (size > room) continue
    room -= size
    kept.add(column)
  }
  return {
    columns: columns.filter((column) => kept.has(column)),
    leftOut: columns.length - kept.size,
  }
}

function rank(column: PageColumn, meanings: ReportJson['columns']): number {
  if (['run', 'run_dir', 'seed', 'status', 'diverged', meanings?.compared].includes(column.name))
    return 0
  if ('all' in column) return 4
  return { parameter: 1, metric: 2, other: 3 }[column.role]
}

function meaningOf(name: string, meanings: ReportJson['columns']): ColumnMeaning {
  const metric = meanings?.metrics.find((each) => each.name === name)
  if (metric) return { name, role: 'metric', better: metric.better }
  const isParameter = meanings?.parameters.includes(name)
  return { name, role: isParameter ? 'parameter' : 'other', better: null }
}

/** A cell as JSON can hold it. */
function plain(cell: unknown): PageCell {
  if (isMissing(cell)) return null
  if (typeof cell === 'number') {
    if (Number.isFinite(cell)) return cell
    return cell > 0 ? 'inf' : '-inf'
  }
  if (typeof cell === 'boolean') return cell
  return String(cell)
}

function compact(cells: readonly PageCell[]): ColumnCells {
  const values = [...new Set(cells)]
  if (values.length <= 1) return { all: values[0] ?? null }
  if (values.length <= cells.length / 2) {
    const places = new Map(values.map((value, place) => [value, place]))
    return { values, places: cells.map((cell) => places.get(cell) ?? -1) }
  }
  if (values.every((value) => typeof value === 'string')) {
    const texts = cells as readonly string[]
    const prefix = commonStart(texts)
    return { prefix, rests: texts.map((text) => text.slice(prefix.length)) }
  }
  if (!values.every((value) => value === null || typeof value === 'number')) return { cells }
  const bytes = writeNumberBytes((cells as (number | null)[]).map((cell) => cell ?? Number.NaN))
  return lengthOf(bytes) < lengthOf({ cells }) ? bytes : { cells }
}

function lengthOf(cells: ColumnCells): number {
  return JSON.stringify(cells).length
}

/** What all texts begin with. */
export function commonStart(texts: readonly string[]): string {
  const [first = '', ...others] = texts
  let length = first.length
  for (const text of others) {
    while (!text.startsWith(first.slice(0, length))) length--
  }
  return first.slice(0, length)
}
