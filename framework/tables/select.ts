import type { ColumnTable } from 'arquero'
import { ReportError } from '../errors.ts'
import { nearest } from '../text/nearest.ts'
import { isMissing } from './cells.ts'

/** One value that a cell is compared with. */
export type SelectValue = string | number | bigint | boolean | null

/** Wanted values by column; see {@link selectRuns}. */
export type Select = { readonly [column: string]: SelectValue | readonly SelectValue[] | Select }

/**
 * Keeps the rows whose cells are among the wanted values, in every column named.
 *
 * A value is a scalar or a list of alternatives. Numbers and their text mean the same (`42`, `"42"`
 * and `42.0` select one another); `null` inside a list selects missing cells. A column whose wanted
 * value is null or an empty list is not filtered. Nested mappings name dotted columns:
 * `{ loss: { total_best: 1 } }` is the column `loss.total_best`.
 *
 * @throws ReportError `SELECT_COLUMN_UNKNOWN` when the table lacks a column that is asked for.
 */
export function selectRuns(table: ColumnTable, select: Select | null | undefined): ColumnTable {
  const filters = flatten(select ?? {}).map(([column, wanted]) => {
    const cells = table.column(column)
    if (!cells) throw unknownColumn(column, table.columnNames())
    const keys = new Set(wanted.map(cellKey))
    return (row: number) => keys.has(cellKey(cells.at(row)))
  })
  if (filters.length === 0) return table
  const kept: number[] = []
  for (let row = 0; row < table.numRows(); row++) {
    if (filters.every((keeps) => keeps(row))) kept.push(row)
  }
  return table.reify(kept)
}

/** The columns that are really filtered, dotted, each with its list of wanted values. */
export function flatten(select: Select, prefix = ''): [column: string, wanted: SelectValue[]][] {
  return Object.entries(select).flatMap(([key, wanted]): [string, SelectValue[]][] => {
    const column = prefix + key
    if (wanted === null) return []
    if (isList(wanted)) return wanted.length > 0 ? [[column, [...wanted]]] : []
    if (typeof wanted === 'object') return flatten(wanted, `${column}.`)
    return [[column, [wanted]]]
  })
}

function isList(value: Select[string]): value is readonly SelectValue[] {
  return Array.isArray(value)
}

/** Cells with the same key are the same to a person: numbers and their texts, and all that is missing. */
function cellKey(cell: unknown): string {
  if (isMissing(cell)) return 'missing'
  const text = String(cell).trim()
  const number = Number(text)
  return text !== '' && !Number.isNaN(number) ? `number ${number}` : `text ${text}`
}

function unknownColumn(column: string, known: string[]): ReportError {
  const near = nearest(column, known)
  return new ReportError(
    'SELECT_COLUMN_UNKNOWN',
    `inputs.select.${column}: the runs have no column "${column}". ` +
      `${near === undefined ? '' : `Did you mean "${near}"? `}Select on one of: ${known.join(', ')}.`,
  )
}
