import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { cellValue, valueKey } from '../../tables/valueKey.ts'
import { listSome } from '../../text/lists.ts'
import { didYouMean } from '../../text/nearest.ts'
import type { Gate } from './gate.ts'
import { GateWords, markedText } from './gateWords.ts'

/** More columns or values are not read. */
const MOST_LISTED = 12

/**
 * The column of the runs that a gate names.
 *
 * @throws {ReportError} GATE_INVALID where the runs have none
 */
export function gateColumn(gate: Gate, runs: ColumnTable, name: string): string {
  const column = resolveColumn(runs, name)
  if (column !== undefined) return column
  const known = runs.columnNames()
  throw lacks(gate, name, `the runs have no column "${name}"`, known)
}

/** @throws {ReportError} GATE_INVALID where no run has the value that a gate names */
export function requireValue(gate: Gate, runs: ColumnTable, column: string, value: string): void {
  const cells = Array.from(runs.array(column) as Iterable<unknown>, cellValue)
  if (cells.some((cell) => valueKey(cell) === valueKey(value))) return
  throw lacks(gate, value, `no run has ${column}=${value}`, [...new Set(cells.map(String))])
}

/** An error that shows where in a gate the word stands that the runs do not know. */
export function lacks(
  { text }: Gate,
  word: string,
  what: string,
  known: readonly string[],
): ReportError {
  const place = new GateWords(text).placeOf(word)
  return new ReportError(
    'GATE_INVALID',
    `The gate "${text}": ${what}. ${didYouMean(word, known)}They have: ` +
      `${listSome(known, MOST_LISTED)}.\n${markedText(text, place)}`,
  )
}
