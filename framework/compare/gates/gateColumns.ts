import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import { cellValue, valueKey } from '../../tables/valueKey.ts'
import { didYouMean } from '../../text/nearest.ts'
import type { Gate } from './gate.ts'

/**
 * The column of the runs that a gate names.
 *
 * @throws {ReportError} `GATE_INVALID` where the runs have none
 */
export function gateColumn(gate: Gate, runs: ColumnTable, name: string): string {
  return requireColumn(runs, name, { code: 'GATE_INVALID', askedBy: `The gate "${gate.text}"` })
}

/** @throws {ReportError} `GATE_INVALID` where no run has the value that a gate names */
export function requireValue(gate: Gate, runs: ColumnTable, column: string, value: string): void {
  const cells = Array.from(runs.array(column) as Iterable<unknown>, cellValue)
  if (cells.some((cell) => valueKey(cell) === valueKey(value))) return
  const known = [...new Set(cells.map(String))]
  throw new ReportError(
    'GATE_INVALID',
    `The gate "${gate.text}": no run has ${column}=${value}. ${didYouMean(value, known)}They have: ` +
      `${known.slice(0, 12).join(', ')}.`,
  )
}
