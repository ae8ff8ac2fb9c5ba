import { isUtf8 } from 'node:buffer'
import Papa from 'papaparse'
import { ReportError } from '../../../errors.ts'

export interface CsvRows {
  readonly header: readonly string[]
  readonly rows: readonly CsvRow[]
  /** Numbers of the lines whose fields beyond the header's were dropped. */
  readonly surplusLines: readonly number[]
  /** Numbers of the lines that repeat the header, as a resumed run writes them. */
  readonly repeatedHeaderLines: readonly number[]
  /** The last line, where it has too few fields and no line end: a writer was stopped within it. */
  readonly cutRow: CsvRow | undefined
  readonly validUtf8: boolean
}

export interface CsvRow {
  readonly fields: readonly string[]
  readonly lineNumber: number
}

/**
 * Splits a CSV text as pandas' `read_csv` does, but forgiving: a row that is too long loses its
 * surplus instead of shifting its columns, and a repeated header is passed over. Column names that
 * occur twice get pandas' suffixes (`val_loss.1`).
 */
export function parseCsvRows(path: string, bytes: Buffer): CsvRows {
  const surplusLines: number[] = []
  const repeatedHeaderLines: number[] = []
  const rows: CsvRow[] = []
  let names: string[] | undefined
  let lineNumber = 1
  const text = decode(bytes)
  const hasQuotes = text.includes('"')
  for (const fields of splitFields(path, text)) {
    const line = lineNumber
    lineNumber += 1 + (hasQuotes ? lineFeedsWithin(fields) : 0)
    if (fields.length === 1 && fields[0]?.trim() === '') continue
    if (!names) {
      names = fields
    } else if (fields.length === names.length && fields.every((field, i) => field === names?.[i])) {
      repeatedHeaderLines.push(line)
    } else {
      if (fields.length > names.length) surplusLines.push(line)
      rows.push({ fields, lineNumber: line })
    }
  }
  if (!names) throw new ReportError('RUN_UNUSABLE', `${path} is empty`)
  const header = uniqueNames(names)
  const last = rows.at(-1)
  const isCut = last !== undefined && last.fields.length < header.length && !text.endsWith('\n')
  return {
    header,
    rows,
    surplusLines,
    repeatedHeaderLines,
    cutRow: isCut ? last : undefined,
    validUtf8: isUtf8(bytes),
  }
}

function decode(bytes: Buffer): string {
  const text = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
  // The guide's own minimal run writes its line breaks as a backslash and an n.
  return text.includes('\n') ? text : text.replaceAll('\\n', '\n')
}

function splitFields(path: string, text: string): string[][] {
  // Without quotes there is nothing to it, and this takes half the time.
  if (!text.includes('"')) return text.split('\n').map((line) => line.split(','))
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' })
  const openQuote = errors.find((error) => error.code === 'MissingQuotes')
  if (!openQuote) return data
  const line = (openQuote.row ?? 0) + 1
  throw new ReportError('RUN_UNUSABLE', `${path}:${line}: a quote is opened and never closed`)
}

function lineFeedsWithin(fields: readonly string[]): number {
  let count = 0
  for (const field of fields) if (field.includes('\n')) count += field.split('\n').length - 1
  return count
}

function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  const nextSuffix = new Map<string, number>()
  return names.map((name, index) => {
    const base = name === '' ? `Unnamed: ${index}` : name
    let unique = base
    let suffix = nextSuffix.get(base) ?? 1
    while (taken.has(unique)) unique = `${base}.${suffix++}`
    nextSuffix.set(base, suffix)
    taken.add(unique)
    return unique
  })
}
