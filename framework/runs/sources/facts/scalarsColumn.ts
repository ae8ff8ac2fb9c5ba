import { ReportError } from '../../../errors.ts'
import { parsePythonFloat } from '../../../text/python/pythonNumber.ts'
import { cutOff } from '../../../text/shorten.ts'
import type { EpochColumn } from '../../runRecord.ts'
import type { CsvRow } from './csvRows.ts'

/** Columns that a run is judged by: a text in one of their `val` rows makes the run unusable. */
const DECISIVE = new Set([
  'epoch',
  'val_loss',
  'epoch_time_s',
  'throughput',
  'max_memory_mib',
  'metric_perplex',
])
/** What pandas' `read_csv` takes for a missing value (pandas 2 with its default `na_values`). */
const MISSING = new Set([
  '',
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
])
/** Of those, what stands for a computed value that is not a number. */
const LOGGED_NAN = /^\s*[+-]?(?:nan|1\.#(?:ind|qnan))\s*$/i

export interface ColumnRead {
  readonly column: EpochColumn
  /** Rows, as positions in the file, in which a NaN was logged; missing in the column like others. */
  readonly nanRows: ReadonlySet<number>
  /** A text that stands for a number and was passed over, with its line. */
  readonly textForNumber: string | undefined
}

/**
 * Types a column of `scalars.csv`: numbers with `NaN` for missing, or text where a text stands in it.
 * A text in the `val` rows of a column that a run is judged by is not passed over.
 *
 * @throws {ReportError} RUN_UNUSABLE for such a text, naming the line
 */
export function readColumn(
  file: string,
  { name, index }: { name: string; index: number },
  rows: readonly CsvRow[],
  splits: readonly (string | null)[],
): ColumnRead {
  const values = new Float64Array(rows.length)
  const nanRows = new Set<number>()
  let textForNumber: string | undefined
  // The rows of an epoch have many numbers in common, which are parsed once.
  let [parsed, value]: [string | undefined, number | undefined] = [undefined, undefined]
  for (let row = 0; row < rows.length; row++) {
    const { fields, lineNumber } = rows[row] as CsvRow
    const text = fields[index] ?? ''
    if (text !== parsed) [parsed, value] = [text, parseCell(text)]
    if (value === undefined) {
      const problem = `${file}:${lineNumber}: ${name} is ${JSON.stringify(cutOff(text))}, not a number`
      if (DECISIVE.has(name)) {
        if (splits[row] === 'val') throw new ReportError('RUN_UNUSABLE', problem)
      } else if (name !== 'train_loss') {
        return {
          column: textColumn(name, index, rows),
          nanRows: new Set(),
          textForNumber: undefined,
        }
      }
      textForNumber ??= problem
    } else if (Number.isNaN(value) && text !== '' && LOGGED_NAN.test(text)) {
      nanRows.add(row)
    }
    values[row] = value ?? Number.NaN
  }
  return { column: { name, kind: 'number', values }, nanRows, textForNumber }
}

function textColumn(name: string, index: number, rows: readonly CsvRow[]): EpochColumn {
  return { name, kind: 'text', values: rows.map(({ fields }) => textCell(fields[index])) }
}

/** A text; null for what pandas takes for missing. */
export function textCell(text: string | undefined): string | null {
  return text === undefined || MISSING.has(text) ? null : text
}

/** `NaN` for missing, `undefined` for anything else that is not a number. */
function parseCell(text: string): number | undefined {
  if (text === '') return Number.NaN
  return parsePythonFloat(text) ?? (MISSING.has(text) ? Number.NaN : undefined)
}
