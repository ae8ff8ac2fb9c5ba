import * as v from 'valibot'
import { COUNT, checkArguments, checkOptions, objectOf } from '../checkOptions.ts'
import {
  formatNumber,
  groupThousands,
  LEAST_EXPONENT,
  MOST_EXPONENT,
  powerOfTenText,
} from './numberFormat.ts'
import { powerOfTen } from './powerOfTen.ts'

/** An estimate with the ends of its interval, as numbers or as texts. */
export interface EstimateWithInterval<T> {
  readonly estimate: T
  readonly low: T
  readonly high: T
}

export interface EstimateOptions {
  readonly neutral?: 0 | 1
  readonly digits?: number
}

/** The interval is at least so many units of the last place wide. */
const LEAST_UNITS = 2.5
/** Ends within this factor of each other are of one size. */
const ALIKE = 10
/** Ends that differ by more than this factor have no decimals in common. */
const MOST_APART = 100
/** An estimate this close to an end, as a share of the width, may look the same. */
const NEGLIGIBLE = 0.01
/** Zero is written with no more decimals: beside numbers that have a power of ten it is just `0`. */
const MOST_ZEROS = 7
/** JavaScript writes no more. */
const MOST_DIGITS = 100
/** What is closer, relative to its size, differs by rounding errors of the computer. */
const SAME = 1e-12

/**
 * An estimate and its interval for a reader: all three to the same decimals, `9.95 [9.88, 10.02]`. There are
 * as many decimals as tell the three numbers apart, show two digits, and tell an end from the neutral value.
 * Where the ends differ by orders of magnitude, each number has two digits of its own. Without an interval
 * the estimate has two digits, and the ends are `n/a`.
 *
 * @param options.neutral the value of no effect, which no end is rounded to: 0 of differences, 1 of ratios.
 *   Default 0
 * @param options.digits the least significant digits of the greater end. Default 2
 */
export function formatEstimate(
  numbers: EstimateWithInterval<number>,
  options: EstimateOptions = {},
): EstimateWithInterval<string> {
  const { neutral = 0, digits = 2 } = options
  const { estimate, low, high } = numbers
  const ends = [low, high]
  if (!ends.every(Number.isFinite) || areFarApart(ends)) {
    const write = (value: number) => formatAlone(value, neutral)
    return { estimate: write(estimate), low: write(low), high: write(high) }
  }
  const decimals = decimalsOf(numbers, neutral, digits)
  const write = (value: number) => fixed(value, decimals)
  return { estimate: write(estimate), low: write(low), high: write(high) }
}

/** The estimate and its interval as one text: `9.95 [9.88, 10.02]`. */
export function estimateText(
  numbers: EstimateWithInterval<number>,
  options: EstimateOptions = {},
): string {
  const expected = 'an object with estimate, low and high'
  checkArguments('OPTION_INVALID', 'estimateText', { numbers }, { numbers: objectOf(expected) })
  checkOptions('OPTION_INVALID', 'estimateText', options, {
    neutral: v.picklist([0, 1]),
    digits: COUNT,
  })
  const { estimate, low, high } = formatEstimate(numbers, options)
  return Number.isNaN(numbers.low) ? estimate : `${estimate} [${low}, ${high}]`
}

/** A number by itself: two digits, or as many as tell it from the neutral value. */
export function formatAlone(value: number, neutral: 0 | 1): string {
  if (!Number.isFinite(value) || isSame(value, neutral)) return formatNumber(value)
  const distance = Math.abs(value - neutral)
  const digits = exponentOf(value) - exponentOf(distance) + 1
  return formatNumber(value, { digits: Math.max(2, digits) })
}

function areFarApart(ends: readonly number[]): boolean {
  const sizes = ends.map(Math.abs).filter((size) => size > 0)
  return Math.max(...sizes) > MOST_APART * Math.min(...sizes)
}

function decimalsOf(
  { estimate, low, high }: EstimateWithInterval<number>,
  neutral: 0 | 1,
  digits: number,
): number {
  const greatest = Math.max(Math.abs(low), Math.abs(high))
  if (greatest === 0) return 0
  // The distance of the greatest numbers has no end.
  const width = isSame(low, high) ? 0 : Math.min(Number.MAX_VALUE, high - low)
  const least = Math.min(Math.abs(low), Math.abs(high))
  // Of ends of one size the smaller one shows two digits, too.
  const isAlike = low * high > 0 && least * ALIKE >= greatest
  const ofDigits = Math.max(
    digits - 1 - exponentOf(greatest),
    isAlike ? 1 - exponentOf(least) : Number.NEGATIVE_INFINITY,
  )
  const ofWidth = width === 0 ? ofDigits + 1 : -exponentOf((width / LEAST_UNITS) * (1 + SAME))
  const apart = [low, high].flatMap((end) => [
    ...(isSame(end, neutral) ? [] : [[end, neutral] as const]),
    ...(!isSame(end, estimate) && Math.abs(end - estimate) > width * NEGLIGIBLE
      ? [[end, estimate] as const]
      : []),
  ])
  let decimals = Math.max(ofDigits, ofWidth)
  while (apart.some(([a, b]) => fixed(a, decimals) === fixed(b, decimals))) decimals++
  return decimals
}

/** With so many decimals, which are below 0 for numbers rounded to tens, hundreds and so on. */
function fixed(value: number, decimals: number): string {
  const rounded = roundTo(Math.abs(value), decimals)
  const sign = value < 0 && rounded > 0 ? '−' : ''
  const exponent = exponentOf(rounded)
  if (rounded > 0 && (exponent < LEAST_EXPONENT || exponent > MOST_EXPONENT)) {
    const [mantissa] = rounded.toExponential(exponentialDigits(rounded, decimals)).split('e')
    return `${sign}${mantissa}×${powerOfTenText(exponent)}`
  }
  if (rounded === 0 && decimals > MOST_ZEROS) return '0'
  return sign + groupThousands(rounded.toFixed(Math.min(MOST_DIGITS, Math.max(0, decimals))))
}

/** A number from 0 on, rounded to so many decimals. */
function roundTo(size: number, decimals: number): number {
  if (exponentOf(size) + decimals >= 0) {
    return Number(size.toExponential(exponentialDigits(size, decimals)))
  }
  const unit = powerOfTen(-decimals)
  return size >= unit / 2 ? unit : 0
}

/** After the point of the mantissa, for a number to have so many decimals. */
function exponentialDigits(size: number, decimals: number): number {
  return Math.min(MOST_DIGITS, Math.max(0, exponentOf(size) + decimals))
}

/** Of the greatest power of ten that is not above the value. */
function exponentOf(value: number): number {
  return Number(value.toExponential().split('e')[1])
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b))
}
