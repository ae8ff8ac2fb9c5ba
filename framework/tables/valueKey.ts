import { compareNatural } from '../text/naturalOrder.ts'

/**
 * When two cells hold the same value, and which comes first. Grouping, selecting, sorting, colouring
 * and parameters all ask here, so that they never disagree:
 *
 * - numbers and texts of numbers are the same: `32`, `32.0`, `"32"`; `1e-3`, `"0.001"`, `".001"`.
 *   Integers stay apart however large they are;
 * - `true`, `"True"` and `"TRUE"` are the same;
 * - texts that only differ in how Unicode composes their letters are the same (NFC and NFD);
 * - null, undefined and NaN are missing, which is a value of its own.
 */
export type CellValue = bigint | number | boolean | string | null

/** With a longer exponent it is a name that looks like a number: an abbreviated hash, `12e4567`. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i
const INTEGER = /^[+-]?\d+$/
const INFINITE = /^([+-]?)inf(?:inity)?$/i
const BOOLEAN = /^(true|false)$/i
/** A longer text of digits is not a number that anyone calculates with. */
const MAX_NUMBER_LENGTH = 400

/**
 * What a cell holds, in one form for all its spellings: a boolean, a number, a bigint for an integer
 * beyond 2^53, a text in NFC without blanks around it, or null. Lists and other objects are their
 * JSON.
 */
export function cellValue(cell: unknown): CellValue {
  switch (typeof cell) {
    case 'number':
      return numberValue(cell)
    case 'bigint':
      return integerValue(cell)
    case 'boolean':
      return cell
    case 'string':
      return textValue(cell)
    default:
      return cell === null || cell === undefined ? null : JSON.stringify(cell)
  }
}

/** A text that cells share exactly where they hold the same value. */
export function valueKey(cell: unknown): string {
  const value = cellValue(cell)
  if (value === null) return 'missing'
  const kind = typeof value === 'bigint' ? 'number' : typeof value
  return `${kind} ${value}`
}

/**
 * The order of two cells: numbers by value (texts of numbers too), then booleans, then other texts in
 * natural order (`job2` before `job10`), and missing ones last.
 */
export function compareCells(a: unknown, b: unknown): number {
  return compareValues(cellValue(a), cellValue(b))
}

/** {@link compareCells} for what {@link cellValue} gave. */
export function compareValues(a: CellValue, b: CellValue): number {
  const order = rank(a) - rank(b)
  if (order !== 0 || a === null || b === null) return order
  if (typeof a === 'string' || typeof b === 'string') return compareNatural(String(a), String(b))
  // JavaScript compares a bigint with a number by their exact values.
  return a < b ? -1 : Number(a > b)
}

function rank(value: CellValue): number {
  if (value === null) return 3
  if (typeof value === 'string') return 2
  return typeof value === 'boolean' ? 1 : 0
}

function numberValue(value: number): CellValue {
  if (Number.isNaN(value)) return null
  return Number.isInteger(value) ? integerValue(BigInt(value)) : value
}

function integerValue(value: bigint): CellValue {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

function textValue(text: string): CellValue {
  const trimmed = text.trim()
  const first = trimmed.charCodeAt(0)
  // Most texts are names, which need no more than this look at their first letter.
  const mayBeNumber = first < 0x3a || first === 0x49 || first === 0x69
  if (mayBeNumber && trimmed.length <= MAX_NUMBER_LENGTH) {
    if (INTEGER.test(trimmed)) return integerValue(BigInt(trimmed.replace(/^\+/, '')))
    if (DECIMAL.test(trimmed)) {
      const number = Number(trimmed)
      if (Number.isFinite(number)) return numberValue(number)
    }
    const infinite = INFINITE.exec(trimmed)
    if (infinite) return infinite[1] === '-' ? -Infinity : Infinity
  }
  if (BOOLEAN.test(trimmed)) return trimmed.length === 'true'.length
  return trimmed.normalize('NFC')
}
