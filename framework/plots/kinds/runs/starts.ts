import type { ColumnTable } from 'arquero'
import { resolveColumn } from '../../../tables/columnAliases.ts'

/** When each run started, in milliseconds since 1970; NaN where it is not known. */
export function startsOf(runs: ColumnTable): number[] {
  const column = resolveColumn(runs, 'started_at')
  if (column === undefined) return new Array<number>(runs.numRows()).fill(Number.NaN)
  return Array.from(runs.array(column) as ArrayLike<unknown>, startOf)
}

function startOf(cell: unknown): number {
  if (typeof cell === 'number') return cell
  if (cell instanceof Date) return cell.getTime()
  if (typeof cell !== 'string') return Number.NaN
  return Date.parse(WITHOUT_ZONE.test(cell) ? `${cell.replace(' ', 'T')}Z` : cell)
}

/** Such a time counts as UTC: it would be another one on each machine. */
const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/

/** The rows in the order of their starts; in that of the table where a start is not known. */
export function inOrderOfStart(runs: ColumnTable): {
  readonly rows: number[]
  readonly isTimed: boolean
  /** Runs whose start is known. */
  readonly nTimed: number
} {
  const starts = startsOf(runs)
  const rows = [...starts.keys()]
  const nTimed = starts.filter((start) => !Number.isNaN(start)).length
  const isTimed = nTimed === starts.length
  return {
    rows: isTimed ? rows.sort((a, b) => (starts[a] as number) - (starts[b] as number)) : rows,
    isTimed,
    nTimed,
  }
}
