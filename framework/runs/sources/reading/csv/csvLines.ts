import Papa from 'papaparse'

/** A line of a CSV file. */
export interface CsvLine {
  readonly cells: readonly string[]
  /** Counts from 1. */
  readonly number: number
  /** Whether it is the last one and has no line end: it may be cut. */
  readonly isOpen: boolean
}

/** Hands over each line of a CSV text that holds something; line ends may be LF, CRLF or CR. */
export function readCsvLines(
  text: string,
  delimiter: string,
  take: (line: CsvLine) => void,
): { openQuoteLine: number | undefined } {
  const endsOpen = !/[\r\n]$/.test(text)
  const lines = text.includes('\n') ? text : text.replaceAll('\r', '\n')
  if (lines.includes('"')) return readQuoted(lines, { delimiter, endsOpen, take })
  let number = 1
  let separator = lines.indexOf(delimiter)
  for (let start = 0; start < lines.length; number++) {
    const lineFeed = lines.indexOf('\n', start)
    const lineEnd = lineFeed === -1 ? lines.length : lineFeed
    const end = lines.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd
    const cells: string[] = []
    let at = start
    for (; separator !== -1 && separator < end; separator = lines.indexOf(delimiter, at)) {
      cells.push(lines.slice(at, separator))
      at = separator + 1
    }
    cells.push(lines.slice(at, end))
    if (end > start) take({ cells, number, isOpen: lineFeed === -1 })
    start = lineEnd + 1
  }
  return { openQuoteLine: undefined }
}

interface QuotedOptions {
  readonly delimiter: string
  readonly endsOpen: boolean
  readonly take: (line: CsvLine) => void
}

function readQuoted(text: string, { delimiter, endsOpen, take }: QuotedOptions) {
  const { data, errors } = Papa.parse<string[]>(text.replaceAll('\r\n', '\n'), {
    delimiter,
    newline: '\n',
  })
  const openQuote = errors.find((error) => error.code === 'MissingQuotes')
  let openQuoteLine: number | undefined
  let number = 1
  for (const [row, cells] of data.entries()) {
    if (row === openQuote?.row) {
      openQuoteLine = number
      break
    }
    const isOpen = endsOpen && row === data.length - 1
    if (cells.length > 1 || cells[0] !== '') take({ cells, number, isOpen })
    number += 1
    for (const cell of cells) if (cell.includes('\n')) number += cell.split('\n').length - 1
  }
  return { openQuoteLine }
}
