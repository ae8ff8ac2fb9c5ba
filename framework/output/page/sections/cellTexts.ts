import { type EstimateWithInterval, formatEstimate } from '../../../text/numbers/intervalFormat.ts'
import { digitsOfMany, formatMeasured, formatNumber } from '../../../text/numbers/numberFormat.ts'
import { intervalsAmong } from './intervalColumns.ts'

/** What the cells of a table are: texts, as a CSV file has them, of these kinds. */
export interface TypedCells {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Columns of numbers. All others are texts, whatever they look like. */
  readonly numeric: ReadonlySet<string>
  /** Columns of settings, which are shown as they are written. */
  readonly settings: ReadonlySet<string>
}

/** Of measures. An integer of more digits is whole among them. */
const DIGITS = 3
const LEAST_WHOLE = 1000
const MOST_DIGITS = 7
const INTEGER = /^-?\d+$/

/**
 * The cells as a reader sees them, column by column. Texts and settings are as they are written, integers
 * whole; of measures, all numbers of a column have three digits, or as many as tell them apart. An estimate
 * and its interval have the same decimals, as many as tell it from no effect, so that its ends never contradict it.
 */
export function cellTexts(table: TypedCells): string[][] {
  const { columns, rows, numeric, settings } = table
  const texts = columns.map((name, place) => {
    const cells = rows.map((row) => row[place] ?? '')
    if (!numeric.has(name)) return cells
    return settings.has(name) ? cells.map(withMinus) : numberTexts(cells)
  })
  for (const { estimate, low, high } of intervalsAmong(columns, numeric)) {
    for (const [row, cells] of rows.entries()) {
      const numbers = { estimate: cells[estimate], low: cells[low], high: cells[high] }
      const written = intervalTexts(numbers, isRatio(table, row, estimate) ? 1 : 0)
      if (written === undefined) continue
      for (const [place, text] of [
        [estimate, written.estimate],
        [low, written.low],
        [high, written.high],
      ] as const) {
        const column = texts[place]
        if (column) column[row] = text
      }
    }
  }
  return texts
}

/** Whether an estimate is a ratio, whose value of no effect is 1. */
function isRatio({ columns, rows }: TypedCells, row: number, estimate: number): boolean {
  return [columns[estimate], rows[row]?.[columns.indexOf('effect')]].includes('ratio')
}

/** Undefined where one of the three has no end, or is missing. */
function intervalTexts(
  cells: Partial<EstimateWithInterval<string | undefined>>,
  neutral: 0 | 1,
): EstimateWithInterval<string> | undefined {
  const [estimate, low, high] = [cells.estimate, cells.low, cells.high].map((cell) =>
    cell ? Number(cell) : Number.NaN,
  ) as [number, number, number]
  if (![estimate, low, high].every(Number.isFinite)) return undefined
  return formatEstimate({ estimate, low, high }, { neutral, digits: DIGITS })
}

/** The cells of a column of numbers, of which some may be missing. */
function numberTexts(cells: readonly string[]): string[] {
  const measures = cells.filter((cell) => cell !== '' && !INTEGER.test(cell)).map(numberOf)
  const rounded = measures.filter((value) => Number(value.toPrecision(DIGITS)) !== value)
  const isMeasure = rounded.length > 0
  const digits = digitsOfMany(rounded)
  return cells.map((cell) => {
    if (cell === '') return ''
    const value = numberOf(cell)
    const isWhole = INTEGER.test(cell) && (!isMeasure || Math.abs(value) >= LEAST_WHOLE)
    return isWhole ? withMinus(cell) : formatMeasure(value, { digits, keepZeros: isMeasure })
  })
}

/** With more digits where fewer would make 1 of what is not: 0.9996 and 1.0004 are not 1.00. */
function formatMeasure(value: number, options: { digits: number; keepZeros: boolean }): string {
  if (!Number.isFinite(value)) return formatNumber(value)
  let { digits } = options
  const seemsOne = () => Math.abs(value) !== 1 && Math.abs(Number(value.toPrecision(digits))) === 1
  while (digits < MOST_DIGITS && seemsOne()) digits++
  return formatMeasured(value, { ...options, digits })
}

/** A number as CSV files have it. */
function numberOf(cell: string): number {
  return Number(cell.replace('inf', 'Infinity'))
}

function withMinus(cell: string): string {
  return cell.replace(/^-/, '−')
}
