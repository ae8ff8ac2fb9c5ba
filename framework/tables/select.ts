import type { ColumnTable } from 'arquero'
import { checkArguments } from '../text/checkOptions.ts'
import { requireColumn } from './requireColumn.ts'
import { RUNS } from './schemas/runsSchemas.ts'
import { valueKey } from './valueKey.ts'

/** One value that a cell is compared with. */
export type SelectValue = string | number | bigint | boolean | null

/** Wanted values by column; see {@link selectRuns}. */
export type Select = { readonly [column: string]: SelectValue | readonly SelectValue[] | Select }

/**
 * Keeps the rows whose cells are among the wanted values, in every column named.
 *
 * A value is a scalar or a list of alternatives. All spellings of a value select it: `42`, `"42"` and
 * `42.0`, `true` and `"True"` (see `valueKey`); `null` inside a list selects missing cells. A column
 * whose wanted value is null or an empty list is not filtered. Nested mappings name dotted columns:
 * `{ loss: { total_best: 1 } }` is the column `loss.total_best`. A parameter may be named by its
 * whole key too: `trainer.lr` is the column `lr` where that is the only `lr`.
 *
 * @throws {ReportError} SELECT_COLUMN_UNKNOWN when the table lacks a column that is asked for.
 */
export function selectRuns(table: ColumnTable, select: Select | null | undefined): ColumnTable {
  checkArguments('OPTION_INVALID', 'selectRuns', { runs: table }, { runs: RUNS })
  const filters = flatten(select ?? {}).map(([column, wanted]) => {
    const askedBy = `inputs.select.${column}`
    const known = requireColumn(table, column, { code: 'SELECT_COLUMN_UNKNOWN', askedBy })
    const keys = new Set(wanted.map(valueKey))
    return (row: number) => keys.has(valueKey(table.get(known, row)))
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

/** The columns, dotted, that are named with null, which filters nothing. */
export function unfilteredColumns(select: Select, prefix = ''): string[] {
  return Object.entries(select).flatMap(([key, wanted]) => {
    if (wanted === null) return [prefix + key]
    return isList(wanted) || typeof wanted !== 'object'
      ? []
      : unfilteredColumns(wanted, `${prefix}${key}.`)
  })
}

function isList(value: Select[string]): value is readonly SelectValue[] {
  return Array.isArray(value)
}
