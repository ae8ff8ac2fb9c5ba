import { UNKNOWN } from '../../tables/columns.ts'
import { distinguish } from '../../text/names/distinguish.ts'
import { formatAlike } from '../../text/numberFormat.ts'
import { printable } from '../../text/printable.ts'
import { cutOff, shorten } from '../../text/shorten.ts'
import { isNumber } from './colours/palette.ts'

/** Letters of a name in a legend, along an axis or at a point, which fit beside data at half width. */
export const MAX_NAME_LETTERS = 24
/** Of a panel's title: two lines above a third of the full width. */
export const MAX_TITLE_LETTERS = 50
/** Stands for a name without a letter, which would look like a missing one. */
const EMPTY = '(empty)'
/** More full names than this would drown a caption. */
const MAX_IN_CAPTION = 12

/**
 * How a figure writes names that stand beside each other: short, and different where they are.
 *
 * @param names all of them, in any order
 */
export function shownNames(
  names: readonly string[],
  maxLetters = MAX_NAME_LETTERS,
): (name: string) => string {
  const forms = alikeNumbers(names) ?? distinguish(names, maxLetters)
  const formOf = new Map(names.map((name, i) => [name, name === '' ? EMPTY : (forms[i] as string)]))
  return (name) => formOf.get(name) ?? shorten(name, maxLetters)
}

/**
 * Names that are all numbers, in one notation where programs wrote some of them as `1e-05`; undefined for
 * others, and for numbers that would then be the same.
 */
function alikeNumbers(names: readonly string[]): string[] | undefined {
  if (!names.some((name) => PROGRAM_NOTATION.test(name))) return undefined
  if (!names.every((name) => name === UNKNOWN || isNumber(name))) return undefined
  const numbers = formatAlike(names.map(Number), { digits: DIGITS })
  const forms = names.map((name, i) => (name === UNKNOWN ? name : (numbers[i] as string)))
  return new Set(forms).size === new Set(names).size ? forms : undefined
}

const PROGRAM_NOTATION = /^\s*[+-]?[\d.]+e[+-]?\d+\s*$/i
/** Of values, which must not be rounded to others. */
const DIGITS = 6

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
  const shortened = [...new Set(names)].filter((name) => name !== '' && shownAs(name) !== name)
  if (shortened.length === 0) return ''
  if (shortened.length > MAX_IN_CAPTION) {
    return ` ${shortened.length} names are shortened; the tables have them in full.`
  }
  const pairs = shortened.map((name) => `${shownAs(name)} is ${printable(cutOff(name))}`)
  return ` Shortened names: ${pairs.join('; ')}.`
}
