import {
  digitsWritten,
  formatMeasured,
  formatNumber,
} from '../../../../text/numbers/numberFormat.ts'
import { printable } from '../../../../text/printable.ts'
import { readNumberBytes } from '../../data/numberBytes.ts'
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
  /** The best value, of which is known which values are better; undefined where many share it. */
  readonly best?: number | undefined
  /** What is to be known of a cell, beside it. A cell with a remark is not the best one. */
  readonly remarks?: readonly (string | null)[]
}

/** Whether a cell has the best value of its column. */
export function isBest({ best, cells, remarks }: Column, row: number): boolean {
  return best !== undefined && cells[row] === best && !remarks?.[row]
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
    best: bestOf(better, cells),
  }
}

function cellsOf(column: ColumnCells, count: number): PageCell[] {
  if ('all' in column) return new Array<PageCell>(count).fill(column.all)
  if ('cells' in column) return [...column.cells]
  if ('f32' in column || 'f64' in column) {
    return readNumberBytes(column).map((number) => (Number.isNaN(number) ? null : number))
  }
  if ('rests' in column) return column.rests.map((rest) => column.prefix + rest)
  return column.places.map((place) => column.values[place] ?? null)
}

function numberOf(cell: PageCell): PageCell {
  if (cell === 'inf') return Number.POSITIVE_INFINITY
  return cell === '-inf' ? Number.NEGATIVE_INFINITY : cell
}

/** Of what only describes a run, such as times. */
const DIGITS_OF_OTHERS = 6
const DIGITS_OF_METRICS = 4

/** A cell as a reader sees it, parameters as they are written; nothing for what is missing. */
export function cellText(cell: PageCell | undefined, role: Column['role'] = 'parameter'): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'number') return printable(String(cell))
  // Seeds, steps and counts are names rather than measures, however long.
  if (Number.isSafeInteger(cell)) return String(cell).replace('-', '−')
  if (role === 'metric') return formatMeasured(cell, { digits: DIGITS_OF_METRICS, keepZeros: true })
  if (role === 'other') return formatMeasured(cell, { digits: DIGITS_OF_OTHERS })
  return formatNumber(cell, { digits: digitsWritten(cell) })
}

/**
 * The best value of a column, of which is known which values are better; undefined where many have it, or
 * fewer than `least` have any.
 */
export function bestOf(
  better: Column['better'],
  cells: readonly (PageCell | undefined)[],
  least = 2,
): number | undefined {
  if (better === null) return undefined
  const numbers = cells.filter((cell) => typeof cell === 'number' && Number.isFinite(cell))
  if (numbers.length < least) return undefined
  const best = (numbers as number[]).reduce((a, b) => Math[better](a, b))
  const sharing = numbers.filter((cell) => cell === best).length
  return sharing > Math.max(1, numbers.length / 4) ? undefined : best
}
