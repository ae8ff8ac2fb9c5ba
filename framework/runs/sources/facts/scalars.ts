import { ReportError } from '../../../errors.ts'
import { cutOff } from '../../../text/shorten.ts'
import { acceptColumnName } from '../../columnNames.ts'
import { decodeWholeFile, type Reading, RUN_FILES } from '../../runFiles.ts'
import type { EpochColumn, EpochColumns, FindingKind } from '../../runRecord.ts'
import { type CsvRow, type CsvRows, parseCsvRows } from './csvRows.ts'
import { divergedMetrics } from './diverged.ts'
import { findRepeatedEpochs } from './repeatedEpochs.ts'
import { type ColumnRead, readColumn, textCell } from './scalarsColumn.ts'

const FILE = RUN_FILES.scalars
const REQUIRED = ['epoch', 'split', 'val_loss']
/** Each one is a column of every table; docs/facts.md names the limit. */
const MAX_COLUMNS = 1000
const MAX_NAMED = 20
/** Twenty thousand epochs of ten columns are 4 MB; many columns make more. */
const MAX_BYTES = 32 * 1024 * 1024

/** What a run's `scalars.csv` holds. */
export interface Scalars {
  /** All splits, sorted by epoch, each epoch of a split once. */
  readonly epochs: EpochColumns
  /** The same with the rows that a later one took the place of: all that the training did. */
  readonly written: EpochColumns
  /** The last value that was logged of each metric, where that is NaN or infinite. */
  readonly diverged: ReadonlyMap<string, number>
}

type Note = (kind: FindingKind, place: string, detail: string) => void

/**
 * Reads a run's `scalars.csv` into typed columns: numbers as `Float64Array` with `NaN` for missing,
 * anything else as text with `null` for missing.
 *
 * Throws `RUN_UNUSABLE`, naming file and line, where the file or a required column is absent, or
 * where a `val` row holds a text for a number.
 */
export function readScalars(reading: Reading): Scalars {
  const csv = decodeWholeFile(reading, FILE, (bytes) => parseCsvRows(FILE, bytes), MAX_BYTES)
  if (!csv) throw new ReportError('RUN_UNUSABLE', `${FILE} is missing`)
  const absent = REQUIRED.filter((name) => !csv.header.includes(name))
  if (absent.length > 0) {
    throw new ReportError(
      'RUN_UNUSABLE',
      `${FILE}:1: no column ${absent.join(', ')}; the header has ${cutOff(csv.header.join(', '))}`,
    )
  }
  const note: Note = (kind, place, detail) =>
    reading.findings.push({ kind, detail: `${FILE}${place}: ${detail}` })
  noteOddLines(csv, note)
  const rows = withoutCutCell(csv, note)
  const splitIndex = csv.header.indexOf('split')
  const splits = rows.map(({ fields }) => textCell(fields[splitIndex]))
  const columns = columnsToRead(csv.header, note).flatMap(({ name, index }): ColumnRead[] => {
    if (name === 'split') {
      return [
        {
          column: { name, kind: 'text', values: splits },
          nanRows: new Set(),
          textForNumber: undefined,
        },
      ]
    }
    if (!acceptColumnName(reading, `${FILE}:1`, name)) return []
    return [readColumn(FILE, { name, index }, rows, splits)]
  })
  for (const { textForNumber } of columns) {
    if (textForNumber === undefined) continue
    const detail = `${textForNumber}; it counts as missing`
    reading.findings.push({ kind: 'text-for-number', detail })
    break
  }
  return orderRows(columns, { rows, splits, note })
}

function noteOddLines(csv: CsvRows, note: Note): void {
  if (!csv.validUtf8) note('invalid-utf8', '', 'bytes that are not valid UTF-8 were replaced')
  const [surplus] = csv.surplusLines
  if (surplus !== undefined) {
    note('surplus-fields', `:${surplus}`, 'more fields than the header has were dropped')
  }
  const [repeated] = csv.repeatedHeaderLines
  if (repeated !== undefined) {
    note('repeated-header', `:${repeated}`, 'the header is repeated; the line was passed over')
  }
}

/**
 * The rows; of a last line that was cut off, without its last number, of which digits may be
 * missing.
 */
function withoutCutCell({ rows, cutRow, header }: CsvRows, note: Note): readonly CsvRow[] {
  if (!cutRow) return rows
  const last = cutRow.fields.length - 1
  const name = header[last]
  const isText = name === 'split'
  const lost = isText ? '' : `; its last number, ${name}, may be cut too and counts as missing`
  note('cut-line', `:${cutRow.lineNumber}`, `the last line is cut off${lost}`)
  const fields = isText ? cutRow.fields : cutRow.fields.slice(0, last)
  const others = rows.slice(0, -1)
  return fields.length === 0 ? others : [...others, { ...cutRow, fields }]
}

/** The columns up to the limit, and those that every run needs; the others are named. */
function columnsToRead(
  header: readonly string[],
  note: Note,
): { readonly name: string; readonly index: number }[] {
  const all = header.map((name, index) => ({ name, index }))
  const isRead = ({ name, index }: { name: string; index: number }) =>
    index < MAX_COLUMNS || REQUIRED.includes(name)
  const rest = all.filter((column) => !isRead(column)).map(({ name }) => name)
  if (rest.length > 0) {
    const more = rest.length > MAX_NAMED ? ` and ${rest.length - MAX_NAMED} more` : ''
    const named = rest.slice(0, MAX_NAMED).map(cutOff).join(', ')
    const detail = `${header.length} columns, of which ${MAX_COLUMNS} are read; left out: ${named}${more}`
    note('too-many-columns', ':1', detail)
  }
  return all.filter(isRead)
}

/** Sorts the rows by epoch, and leaves out those that a later row takes the place of. */
function orderRows(
  read: readonly ColumnRead[],
  {
    rows,
    splits,
    note,
  }: { rows: readonly CsvRow[]; splits: readonly (string | null)[]; note: Note },
): Scalars {
  const columns = read.map(({ column }) => column)
  const epochs = numbers(columns, 'epoch') as Float64Array
  const lineNumbers = rows.map(({ lineNumber }) => lineNumber)
  const repeated = findRepeatedEpochs({ splits, epochs, lineNumbers })
  if (repeated) note('repeated-epochs', '', repeated.finding)
  const order = epochOrder(epochs)
  const kept = repeated ? order.filter((row) => !repeated.superseded.has(row)) : order
  const written = isRising(epochs) ? columns : columns.map((column) => pickRows(column, order))
  const { diverged, findings } = divergedMetrics(read, { order: kept, splits, lineNumbers })
  for (const { kind, place, detail } of findings) note(kind, place, detail)
  return {
    written,
    epochs: repeated ? columns.map((column) => pickRows(column, kept)) : written,
    diverged,
  }
}

/** Rows by ascending epoch, those without one last, equal ones in the order of the file. */
function epochOrder(epochs: Float64Array): number[] {
  const order = [...epochs.keys()]
  if (isRising(epochs)) return order
  const rank = (row: number) => epochs[row] as number
  return order.sort((a, b) => {
    if (Number.isNaN(rank(a))) return Number.isNaN(rank(b)) ? 0 : 1
    return Number.isNaN(rank(b)) ? -1 : rank(a) - rank(b) || 0
  })
}

function isRising(epochs: Float64Array): boolean {
  for (let row = 1; row < epochs.length; row++) {
    if (!((epochs[row] as number) >= (epochs[row - 1] as number))) return false
  }
  return true
}

function pickRows(column: EpochColumn, rows: readonly number[]): EpochColumn {
  return column.kind === 'number'
    ? { ...column, values: Float64Array.from(rows, (row) => column.values[row] as number) }
    : { ...column, values: rows.map((row) => column.values[row] as string | null) }
}

/** A numeric column's values; `undefined` where there is no such column or it holds text. */
export function numbers(columns: EpochColumns, name: string): Float64Array | undefined {
  const column = columns.find((each) => each.name === name)
  return column?.kind === 'number' ? column.values : undefined
}
