import { formatNumber } from '../../../../text/numberFormat.ts'
import { printable } from '../../../../text/printable.ts'
import type { ColumnCells, PageCell, PageColumn, PageRuns } from '../../data/pageData.ts'

/** A column of the runs, with a cell for each. */
export interface Column {
  readonly name: string
  readonly role: PageColumn['role']
  readonly better: PageColumn['better']
  readonly cells: readonly PageCell[]
  /** Whether all cells are numbers or missing. */
  readonly isNumeric: boolean
  /** Whether the runs differ in it. */
  readonly isChanged: boolean
}

export interface Runs {
  readonly count: number
  readonly columns: readonly Column[]
  readonly names: readonly string[]
  /** Name -> row. */
  readonly rows: ReadonlyMap<string, number>
  readonly compared: Column | undefined
}

/** The runs of the page, their columns unpacked. */
export function unpackRuns(packed: PageRuns): Runs {
  const columns = packed.columns.map((column) => unpack(column, packed.count))
  const named = columns.find(({ name }) => name === packed.nameColumn)
  const names = Array.from({ length: packed.count }, (_, row) => String(named?.cells[row] ?? row))
  return {
    count: packed.count,
    columns,
    names,
    rows: new Map(names.map((name, row) => [name, row])),
    compared: columns.find(({ name }) => name === packed.compared),
  }
}

function unpack(column: PageColumn, count: number): Column {
  const { name, role, better } = column
  const cells = cellsOf(column, count).map(numberOf)
  return {
    ...{ name, role, better, cells },
    isNumeric:
      cells.some((cell) => cell !== null) &&
      cells.every((cell) => cell === null || typeof cell === 'number'),
    isChanged: !('all' in column),
  }
}

function cellsOf(column: ColumnCells, count: number): PageCell[] {
  if ('all' in column) return new Array<PageCell>(count).fill(column.all)
  if ('cells' in column) return [...column.cells]
  if ('rests' in column) return column.rests.map((rest) => column.prefix + rest)
  return column.places.map((place) => column.values[place] ?? null)
}

function numberOf(cell: PageCell): PageCell {
  if (cell === 'inf') return Number.POSITIVE_INFINITY
  return cell === '-inf' ? Number.NEGATIVE_INFINITY : cell
}

/** A cell as a reader sees it; nothing for what is missing. */
export function cellText(cell: PageCell | undefined, role: Column['role'] = 'parameter'): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'number') return printable(String(cell))
  // Seeds, steps and counts are names rather than measures, however long.
  if (Number.isSafeInteger(cell)) return String(cell).replace('-', '−')
  return role === 'metric'
    ? formatNumber(cell, { digits: 4, keepZeros: true })
    : formatNumber(cell, { digits: 6 })
}

/** The best value of a column, of which is known which values are better; undefined where many have it. */
export function bestOf(
  better: Column['better'],
  cells: readonly (PageCell | undefined)[],
): number | undefined {
  if (better === null) return undefined
  const numbers = cells.filter((cell) => typeof cell === 'number' && Number.isFinite(cell))
  if (numbers.length < 2) return undefined
  const best = (numbers as number[]).reduce((a, b) => Math[better](a, b))
  const sharing = numbers.filter((cell) => cell === best).length
  return sharing > Math.max(1, numbers.length / 4) ? undefined : best
}
