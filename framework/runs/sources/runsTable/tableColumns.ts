import { ReportError } from '../../../errors.ts'
import { count } from '../../../text/counts.ts'
import { parsePythonFloat, parsePythonInt } from '../../../text/python/pythonNumber.ts'
import type { ClaimFiles } from '../reading/claimFiles.ts'
import { readCsvLines } from '../reading/csv/csvLines.ts'
import type { Scalar } from '../source.ts'
import { MAX_ROWS } from './format.ts'
import { readParquet } from './parquet.ts'

/** A table by columns; `null` is a blank cell. A CSV's columns of numbers, percentages or booleans are typed. */
export interface TableColumns {
  readonly columns: ReadonlyMap<string, readonly Scalar[]>
  readonly rowCount: number
}

const MAX_COLUMNS = 10_000
const SEPARATORS = [',', ';', '\t']
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
])

/** @throws {ReportError} RUN_UNUSABLE for what is not a table, or has no header */
export async function readTable(files: ClaimFiles, name: string): Promise<TableColumns> {
  if (/\.parquet$/i.test(name)) {
    const { names, rows: all } = await readParquet(files, name)
    const rows = all.filter((row) => row.some((cell) => cell !== null))
    const cells = names.map((_, index) => rows.map((row) => row[index] ?? null))
    return { columns: byName(files, name, names, cells), rowCount: rows.length }
  }
  const text = files.text(name)
  if (text === undefined) throw new ReportError('RUN_UNUSABLE', `there is no ${name}`)
  return readCsv(files, name, text)
}

function readCsv(files: ClaimFiles, path: string, text: string): TableColumns {
  const delimiter = separatorOf(text.split(/\r\n?|\n/, 1)[0] ?? '')
  let names: readonly string[] | undefined
  const rows: (readonly string[])[] = []
  const { openQuoteLine } = readCsvLines(text, delimiter, ({ cells, number, isOpen }) => {
    if (names === undefined) {
      names = cells.map((cell) => cell.trim())
      if (names.every(isNumber)) failHeaderless(path)
      return
    }
    // As a spreadsheet saves the rows below its last one.
    if (cells.every((cell) => cell.trim() === '')) return
    if (cells.length > names.length || (isOpen && cells.length < names.length)) {
      const told = `${cells.length} cells, where the header has ${names.length}`
      files.findings.push(`${path}:${number}: ${told}; the row is left out`)
    } else if (cells.every((cell, index) => cell === names?.[index])) {
      files.findings.push(`${path}:${number}: the header is repeated`)
    } else if (rows.length < MAX_ROWS) {
      rows.push(cells)
    } else {
      throw new ReportError('RUN_UNUSABLE', `${path} has more than ${MAX_ROWS} rows`)
    }
  })
  if (openQuoteLine !== undefined) {
    const told = 'a quote is opened and never closed; what follows is left out'
    files.findings.push(`${path}:${openQuoteLine}: ${told}`)
  }
  if (names === undefined) throw new ReportError('RUN_UNUSABLE', `${path} is empty`)
  const cells = names.map((_, index) => typed(rows.map((row) => row[index] ?? '')))
  return { columns: byName(files, path, names, cells), rowCount: rows.length }
}

function failHeaderless(path: string): never {
  throw new ReportError(
    'RUN_UNUSABLE',
    `${path} has no header: its first line holds numbers only; a table needs a first line with the names of its columns`,
  )
}

/** The number in a cell; an integer that a double does not hold is a bigint, so that ids and seeds stay apart. */
function exactNumber(cell: string): Scalar {
  const value = parsePythonFloat(cell) ?? null
  const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value)
  return isRounded ? (parsePythonInt(cell) ?? value) : value
}

function isNumber(cell: string): boolean {
  return parsePythonFloat(cell) !== undefined
}

/** The one that splits the header most often. */
function separatorOf(header: string): string {
  const parts = (separator: string) => header.split(separator).length
  return SEPARATORS.reduce((best, each) => (parts(each) > parts(best) ? each : best))
}

/** The number of percent in a cell such as `91.2 %`. */
function percentIn(cell: string): number | undefined {
  const text = cell.trimEnd()
  return text.endsWith('%') ? parsePythonFloat(text.slice(0, -1)) : undefined
}

function typed(cells: readonly string[]): Scalar[] {
  const filled = cells.filter((cell) => cell.trim() !== '')
  const convert = filled.every(isNumber)
    ? exactNumber
    : filled.every((cell) => percentIn(cell) !== undefined)
      ? percentIn
      : filled.every((cell) => BOOLEANS.has(cell.toLowerCase()))
        ? (cell: string) => BOOLEANS.get(cell.toLowerCase())
        : (cell: string) => cell
  return cells.map((cell) => (cell.trim() === '' ? null : (convert(cell) ?? null)))
}

function byName(
  files: ClaimFiles,
  path: string,
  names: readonly string[],
  cells: readonly (readonly Scalar[])[],
): Map<string, readonly Scalar[]> {
  if (names.length > MAX_COLUMNS) {
    throw new ReportError('RUN_UNUSABLE', `${path} has more than ${MAX_COLUMNS} columns`)
  }
  const columns = new Map<string, readonly Scalar[]>()
  let doubled = 0
  for (const [index, name] of names.entries()) {
    if (name === '') continue
    if (columns.has(name)) doubled += 1
    else columns.set(name, cells[index] ?? [])
  }
  if (doubled > 0) {
    const told = `${count(doubled, 'column')} with a name that stands before; the first one counts`
    files.findings.push(`${path}: ${told}`)
  }
  return columns
}
