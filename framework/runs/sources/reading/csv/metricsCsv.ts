import { ReportError } from '../../../../errors.ts'
import { parsePythonFloat } from '../../../../text/python/pythonNumber.ts'
import { cutOff } from '../../../../text/shorten.ts'
import type { Series } from '../../source.ts'
import { OddPlaces } from '../oddPlaces.ts'
import { MetricsBuilder, type SeriesBuilder } from '../series.ts'
import { type CsvLine, readCsvLines } from './csvLines.ts'

/** How a format lays out a CSV with one line per call of its logger. */
export interface MetricsCsvFormat {
  readonly delimiter: string
  /** The columns that say where a point stands; all others are metrics. */
  readonly step?: string
  readonly epoch?: string
  /** Milliseconds; the time of a point counts from the first one. */
  readonly timestamp?: string
  /** Whether a column other than these is a metric. Default: all are. */
  readonly isMetric?: (column: string) => boolean
}

export interface MetricsCsv {
  /** All columns that a header names, in the order of the file. */
  readonly columns: readonly string[]
  readonly metrics: ReadonlyMap<string, Series>
  /** The cells of the last line that counts, by column. */
  readonly lastLine: ReadonlyMap<string, string>
  readonly findings: readonly string[]
}

/** Of Python, in columns that are no metrics. */
const BOOLEANS: ReadonlySet<string> = new Set(['True', 'False'])

/** No trainer logs as many metrics; each one would be a column of the runs table. */
const MAX_COLUMNS = 10_000

/**
 * Reads a CSV of metrics by these rules: a blank cell was not logged, `nan` is a value; columns go by
 * the last header above a line; booleans are no values; a header may come again, also with other columns; a last line without
 * a line end is left out where it has too few cells.
 *
 * @param path name of the file in messages
 * @throws {ReportError} RUN_UNUSABLE where there is no header
 */
export function readMetricsCsv(text: string, path: string, format: MetricsCsvFormat): MetricsCsv {
  const reader = new MetricsCsvReader(path, format)
  const { openQuoteLine } = readCsvLines(text, format.delimiter, (line) => reader.take(line))
  return reader.finish(openQuoteLine)
}

class MetricsCsvReader {
  readonly #path: string
  readonly #format: MetricsCsvFormat
  readonly #axes: ReadonlySet<string>
  readonly #metrics = new MetricsBuilder()
  readonly #columns = new Set<string>()
  readonly #findings: string[] = []
  readonly #odd = new OddPlaces('line')
  #header: Header | undefined
  #firstTimestamp = Number.NaN
  #lastCells: readonly string[] = []

  constructor(path: string, format: MetricsCsvFormat) {
    this.#path = path
    this.#format = format
    const axes = [format.step, format.epoch, format.timestamp]
    this.#axes = new Set(axes.filter((axis) => axis !== undefined))
  }

  take(line: CsvLine): void {
    if (this.#header === undefined) {
      this.#startWith(line)
    } else if (this.#isHeader(line.cells)) {
      this.#changeHeader(line)
    } else {
      this.#takeValues(line, this.#header)
    }
  }

  finish(openQuoteLine: number | undefined): MetricsCsv {
    const path = this.#path
    if (openQuoteLine !== undefined) {
      this.#tell(openQuoteLine, 'a quote is opened and never closed; what follows is left out')
    }
    if (this.#header === undefined) throw new ReportError('RUN_UNUSABLE', `${path} is empty`)
    const metrics = this.#metrics.build()
    if (![...metrics.values()].some(({ value }) => value.length > 0)) this.#tellEmpty()
    return {
      columns: [...this.#columns],
      metrics,
      lastLine: new Map(
        (this.#header?.names ?? []).map((name, at) => [name, this.#lastCells[at] ?? '']),
      ),
      findings: [...this.#findings, ...this.#odd.findings()],
    }
  }

  /** Of a run that logged nothing yet there is a header; anything else is of another kind. */
  #tellEmpty(): void {
    const path = this.#path
    if (![...this.#axes].some((axis) => this.#columns.has(axis))) {
      const problem = `its first line has no column ${[...this.#axes].join(' or ')}, and no line has a value`
      throw new ReportError('RUN_UNUSABLE', `${path} holds nothing that can be read: ${problem}`)
    }
    this.#findings.push(`${path} has a header and no value, so that the run has no metric of it`)
  }

  #startWith(line: CsvLine): void {
    const { cells, number } = line
    const hasNumbers = cells.some((cell) => parsePythonFloat(cell) !== undefined)
    if (hasNumbers && !this.#isHeader(cells)) {
      const problem = 'there is no header, so that the columns have no names'
      throw new ReportError('RUN_UNUSABLE', `${this.#path}:${number}: ${problem}`)
    }
    this.#changeHeader(line)
  }

  /** A line that names an axis and has no number. */
  #isHeader(cells: readonly string[]): boolean {
    return (
      mayBeName(cells[0]) &&
      cells.some((cell) => this.#axes.has(cell.trim())) &&
      cells.every((cell) => parsePythonFloat(cell) === undefined)
    )
  }

  #changeHeader({ cells, number }: CsvLine): void {
    if (cells.length > MAX_COLUMNS) {
      const problem = `${this.#path}:${number}: more than ${MAX_COLUMNS} columns`
      throw new ReportError('RUN_UNUSABLE', problem)
    }
    const names = cells.map((cell) => cell.trim())
    const earlier = this.#header?.names
    if (earlier !== undefined) {
      const isSame =
        names.length === earlier.length && names.every((name, i) => name === earlier[i])
      this.#tell(number, isSame ? 'the header is repeated' : 'a new header with other columns')
    }
    this.#header = this.#readHeader(names, number)
  }

  #readHeader(names: readonly string[], number: number): Header {
    const { step, epoch, timestamp, isMetric = () => true } = this.#format
    const seen = new Set<string>()
    const metrics: Header['metrics'][number][] = []
    for (const [index, name] of names.entries()) {
      if (name !== '' && seen.has(name)) {
        this.#tell(number, `the column '${cutOff(name)}' stands twice; the first one counts`)
        continue
      }
      seen.add(name)
      this.#columns.add(name)
      if (name === '' || this.#axes.has(name) || !isMetric(name)) continue
      metrics.push({ index, name, series: this.#metrics.metric(name) })
    }
    const at = (axis: string | undefined) => (axis === undefined ? -1 : names.indexOf(axis))
    return { names, metrics, step: at(step), epoch: at(epoch), timestamp: at(timestamp) }
  }

  #takeValues({ cells, number, isOpen }: CsvLine, header: Header): void {
    const { length } = header.names
    if (cells.length < length) {
      if (isOpen) {
        this.#tell(number, 'the last line is cut and left out')
        return
      }
      this.#noteOdd('fewer cells than the header; the rest counts as blank', number)
    } else if (cells.length > length) {
      this.#noteOdd('more cells than the header; the surplus is left out', number)
    } else if (isOpen && cells[length - 1] !== '') {
      this.#tell(number, 'the last line has no line end, so that its last number may be cut')
    }
    this.#lastCells = cells
    const step = numberIn(cells[header.step])
    const epoch = numberIn(cells[header.epoch])
    const timeS = header.timestamp === -1 ? Number.NaN : this.#secondsAt(cells[header.timestamp])
    for (const { index, name, series } of header.metrics) {
      const cell = cells[index]
      if (cell === undefined || cell === '') continue
      const value = parsePythonFloat(cell)
      if (value !== undefined) series.add(value, step, epoch, timeS)
      else if (cell.trim() !== '' && !BOOLEANS.has(cell)) {
        this.#noteOdd(`no number in the column '${cutOff(name)}'`, number)
      }
    }
  }

  #secondsAt(cell: string | undefined): number {
    const timestamp = numberIn(cell)
    if (Number.isNaN(this.#firstTimestamp)) this.#firstTimestamp = timestamp
    return (timestamp - this.#firstTimestamp) / 1000
  }

  #noteOdd(what: string, line: number): void {
    this.#odd.add(what, `${this.#path}:${line}`)
  }

  #tell(line: number, what: string): void {
    this.#findings.push(`${this.#path}:${line}: ${what}`)
  }
}

interface Header {
  readonly names: readonly string[]
  readonly metrics: readonly {
    readonly index: number
    readonly name: string
    readonly series: SeriesBuilder
  }[]
  /** Index of the column, or -1. */
  readonly step: number
  readonly epoch: number
  readonly timestamp: number
}

/** Spares the look at each cell of a line that starts with a number or a blank. */
function mayBeName(cell = ''): boolean {
  return cell.charCodeAt(0) > 57
}

function numberIn(cell: string | undefined): number {
  return cell === undefined ? Number.NaN : (parsePythonFloat(cell) ?? Number.NaN)
}
