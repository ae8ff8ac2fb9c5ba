import { count } from '../../text/counts.ts'
import { distinguish } from '../../text/names/distinguish.ts'
import { NULL_NAME } from '../../text/names/valueName.ts'
import { formatAlike, LEAST_EXPONENT } from '../../text/numbers/numberFormat.ts'
import { printable } from '../../text/printable.ts'
import { cutOff, shorten } from '../../text/shorten.ts'
import { isNumber } from './colours/palette.ts'

/** Letters of a name in a legend, along an axis or at a point, which fit beside data at half width. */
export const MAX_NAME_LETTERS = 24
/** Of a panel's title: two lines above a third of the full width. */
export const MAX_TITLE_LETTERS = 50
/** More full names than this would drown a caption. */
const MAX_IN_CAPTION = 12

/**
 * How a figure writes names that stand beside each other: short, and different where they are.
 *
 * @param names all of them, in any order
 * @param digits significant digits of numbers that have many, where these tell them apart. Default 6
 */
export function shownNames(
  names: readonly string[],
  maxLetters = MAX_NAME_LETTERS,
  digits = DIGITS.usual,
): (name: string) => string {
  const forms = alikeNumbers(names, digits) ?? distinguish(names.map(seen), maxLetters)
  const formOf = new Map(names.map((name, i) => [name, forms[i] as string]))
  return (name) => formOf.get(name) ?? shorten(name, maxLetters)
}

/** The name, or what stands for one without a letter, which would look like a missing one. */
function seen(name: string): string {
  if (name.trim() !== '') return name
  return name === '' ? '(empty)' : `(${count(name.length, 'space')})`
}

/**
 * Names that are all numbers, in one notation and with as few digits as tell them apart, where some of them are
 * `1e-05`, `0.00001` or `0.000009999999999999999`; undefined for others, and for numbers that would
 * then be the same.
 */
function alikeNumbers(
  names: readonly string[],
  fewest: number = DIGITS.usual,
): string[] | undefined {
  if (!names.every((name) => name === NULL_NAME || isNumber(name))) return undefined
  if (!names.some(isHardToRead)) return undefined
  const nDifferent = new Set(names).size
  for (let digits = fewest; digits <= DIGITS.most; digits++) {
    const numbers = formatAlike(names.map(Number), { digits })
    const forms = names.map((name, i) => (name === NULL_NAME ? name : (numbers[i] as string)))
    if (new Set(forms).size === nDifferent) return forms
  }
  return undefined
}

const PROGRAM_NOTATION = /^\s*[+-]?[\d.]+e[+-]?\d+\s*$/i
/** Of values; the most tell any two doubles apart. */
const DIGITS = { usual: 6, most: 17 }

/** Written by a program, or for one: other labels of figures are not written so. */
function isHardToRead(name: string): boolean {
  return PROGRAM_NOTATION.test(name) || isLongFraction(name) || isSmall(name)
}

/** Whether a number is one that axes write with a power of ten, such as `0.00001`. */
function isSmall(name: string): boolean {
  const size = Math.abs(Number(name))
  return size > 0 && size < 10 ** LEAST_EXPONENT
}

/** Whether a number has decimals and more than the usual digits; integers are written in full. */
function isLongFraction(name: string): boolean {
  const value = Number(name)
  const isFraction = Number.isFinite(value) && !Number.isInteger(value)
  return isFraction && Number(value.toPrecision(DIGITS.usual)) !== value
}

/**
 * A caption's sentence with the names that {@link shownNames} shortened; empty where it did not.
 *
 * @param among the names that they were shortened with. Default: themselves
 */
export function namesInFull(
  names: readonly string[],
  maxLetters = MAX_NAME_LETTERS,
  among = names,
): string {
  if (alikeNumbers(among) !== undefined) return ''
  const shownAs = shownNames(among, maxLetters)
  const shortened = [...new Set(names)].filter(
    (name) => name.trim() !== '' && shownAs(name) !== name,
  )
  if (shortened.length === 0) return ''
  if (shortened.length > MAX_IN_CAPTION) {
    return ` ${shortened.length} names are shortened; the tables have them in full.`
  }
  const pairs = shortened.map((name) => `${shownAs(name)} is ${printable(cutOff(name))}`)
  return ` Shortened names: ${pairs.join('; ')}.`
}
