import { ReportError } from '../../../errors.ts'
import { parsePythonFloat } from '../../../text/pythonNumber.ts'
import { acceptColumnName } from '../../columnNames.ts'
import { shorten } from '../../reasons.ts'
import { type Reading, readWholeFile } from '../../runFiles.ts'
import type { EpochColumn, EpochColumns, FindingKind } from '../../runRecord.ts'
import { type CsvRow, parseCsvRows } from './csvRows.ts'

const SCALARS_FILE = 'facts/scalars.csv'
const REQUIRED = ['epoch', 'split', 'val_loss']
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

/**
 * Reads a run's `scalars.csv` into typed columns: numbers as `Float64Array` with `NaN` for missing,
 * anything else as text with `null` for missing. All splits, sorted by epoch; rows of one epoch stay
 * in the order that they were written.
 *
 * Throws `RUN_UNUSABLE`, naming file and line, where the file or a required column is absent, or
 * where a `val` row holds a text for a number.
 */
export function readScalars(reading: Reading): EpochColumns {
  const bytes = readWholeFile(reading, SCALARS_FILE)
  if (!bytes) throw new ReportError('RUN_UNUSABLE', `${SCALARS_FILE} is missing`)
  const csv = parseCsvRows(SCALARS_FILE, bytes)
  const absent = REQUIRED.filter((name) => !csv.header.includes(name))
  if (absent.length > 0) {
    throw new ReportError(
      'RUN_UNUSABLE',
      `${SCALARS_FILE}:1: no column ${absent.join(', ')}; the header has ${shorten(csv.header.join(', '))}`,
    )
  }
  const note = (kind: FindingKind, detail: string) => reading.findings.push({ kind, detail })
  if (!csv.validUtf8) note('invalid-utf8', `${SCALARS_FILE}: bytes that are no UTF-8 were replaced`)
  for (const line of csv.surplusLines.slice(0, 1)) {
    note('surplus-fields', `${SCALARS_FILE}:${line}: more fields than the header has were dropped`)
  }
  for (const line of csv.repeatedHeaderLines.slice(0, 1)) {
    note(
      'repeated-header',
      `${SCALARS_FILE}:${line}: the header is repeated; the line was passed over`,
    )
  }
  const splitIndex = csv.header.indexOf('split')
  const splits = csv.rows.map(({ fields }) => textCell(fields[splitIndex]))
  const columns = csv.header.flatMap((name, index): EpochColumn[] => {
    if (name === 'split') return [{ name, kind: 'text', values: splits }]
    if (!acceptColumnName(reading, `${SCALARS_FILE}:1`, name)) return []
    return [readColumn({ name, index, rows: csv.rows, splits, note })]
  })
  return sortByEpoch(columns)
}

function readColumn(column: {
  name: string
  index: number
  rows: readonly CsvRow[]
  splits: readonly (string | null)[]
  note: (kind: FindingKind, detail: string) => void
}): EpochColumn {
  const { name, index, rows } = column
  const values = new Float64Array(rows.length)
  let isNoted = false
  for (const [row, { fields, lineNumber }] of rows.entries()) {
    const text = fields[index] ?? ''
    const value = parseCell(text)
    if (value === undefined) {
      const problem = `${SCALARS_FILE}:${lineNumber}: ${name} is ${JSON.stringify(shorten(text))}, not a number`
      if (DECISIVE.has(name)) {
        if (column.splits[row] === 'val') throw new ReportError('RUN_UNUSABLE', problem)
      } else if (name !== 'train_loss') {
        return { name, kind: 'text', values: rows.map((each) => textCell(each.fields[index])) }
      }
      if (!isNoted) column.note('text-for-number', `${problem}; it counts as missing`)
      isNoted = true
    }
    values[row] = value ?? Number.NaN
  }
  return { name, kind: 'number', values }
}

/** `NaN` for missing, `undefined` for what is no number. */
function parseCell(text: string): number | undefined {
  if (text === '') return Number.NaN
  return parsePythonFloat(text) ?? (MISSING.has(text) ? Number.NaN : undefined)
}

function textCell(text: string | undefined): string | null {
  return text === undefined || MISSING.has(text) ? null : text
}

/** Rows by ascending epoch, those without one last, equal ones in the order of the file. */
function sortByEpoch(columns: EpochColumns): EpochColumns {
  const epoch = numbers(columns, 'epoch') as Float64Array
  if (epoch.every((value, row) => row === 0 || value >= (epoch[row - 1] as number))) return columns
  const order = Array.from(epoch, (_, row) => row)
  const rank = (row: number) => epoch[row] as number
  order.sort((a, b) => {
    if (Number.isNaN(rank(a))) return Number.isNaN(rank(b)) ? 0 : 1
    return Number.isNaN(rank(b)) ? -1 : rank(a) - rank(b) || 0
  })
  return columns.map((column) =>
    column.kind === 'number'
      ? { ...column, values: Float64Array.from(order, (row) => column.values[row] as number) }
      : { ...column, values: order.map((row) => column.values[row] as string | null) },
  )
}

/** A numeric column's values; `undefined` where there is no such column or it holds text. */
export function numbers(columns: EpochColumns, name: string): Float64Array | undefined {
  const column = columns.find((each) => each.name === name)
  return column?.kind === 'number' ? column.values : undefined
}
