/** The digits of exponents, each at its own place. */
export const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Numbers of other exponents are written with a power of ten. */
export const LEAST_EXPONENT = -4
export const MOST_EXPONENT = 5

/** `10⁻³` */
export function powerOfTenText(exponent: number): string {
  const digits = String(Math.abs(exponent)).replace(
    /\d/g,
    (digit) => SUPERSCRIPTS[Number(digit)] as string,
  )
  return `10${exponent < 0 ? '⁻' : ''}${digits}`
}

/**
 * A number for a reader, with `digits` significant digits: `0.0123`, `12 300`, `−1.2×10⁻⁵`; `n/a`
 * for NaN.
 *
 * @param options `keepZeros`: trailing zeros too, where numbers are compared. Default false; `isScaled`: with a
 *   power of ten in any case, as numbers beside it have one. Default false
 */
export function formatNumber(
  value: number,
  { digits = 3, keepZeros = false, isScaled = false } = {},
): string {
  if (Number.isNaN(value)) return 'n/a'
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞'
  if (value === 0) return '0'
  const sign = value < 0 ? '−' : ''
  const { mantissa, exponent } = scientific(value, digits)
  if (isScaled || !isPlain(exponent)) {
    return `${sign}${keepZeros ? mantissa : Number(mantissa)}×${powerOfTenText(exponent)}`
  }
  const rounded = Number(`${mantissa}e${exponent}`)
  const decimals = Math.max(0, digits - 1 - exponent)
  return sign + groupThousands(keepZeros ? rounded.toFixed(decimals) : String(rounded))
}

/**
 * {@link formatNumber} with all digits before the point, of numbers that need no power of ten: `123 457`
 * rather than `123 000`, which would look exact.
 */
export function formatMeasured(value: number, options: { digits: number; keepZeros?: boolean }) {
  const { exponent } = scientific(value, MOST_EXPONENT + 1)
  const whole = Number.isFinite(value) && isPlain(exponent) ? exponent + 1 : 0
  return formatNumber(value, { ...options, digits: Math.max(options.digits, whole) })
}

/** How many significant digits a number has as it is written. */
export function digitsWritten(value: number): number {
  const [mantissa = ''] = Math.abs(value).toString().split('e')
  return Math.max(1, mantissa.replace('.', '').replace(/^0+/, '').length)
}

/**
 * Numbers that stand beside each other, such as along an axis, in one notation: as {@link formatNumber} has
 * them or, where one of them needs a power of ten, all but zero with one (`10⁻⁵`, `10⁻⁴` in place of
 * `0.0001`; without the ones where all begin with them).
 */
export function formatAlike(values: readonly number[], { digits = 3 } = {}): string[] {
  if (!needPowers(values, { digits })) {
    return values.map((value) => formatNumber(value, { digits }))
  }
  const parts = values.filter(canBeScaled).map((value) => scientific(value, digits))
  const areOnes = parts.every(({ mantissa }) => Number(mantissa) === 1)
  return values.map((value) => {
    if (!canBeScaled(value)) return formatNumber(value)
    const { mantissa, exponent } = scientific(value, digits)
    const factor = areOnes ? '' : `${Number(mantissa)}×`
    return `${value < 0 ? '−' : ''}${factor}${powerOfTenText(exponent)}`
  })
}

/** What numbers are written with, and the most that tell apart what seems the same with it. */
const DIGITS = { usual: 3, most: 7 }

/** The fewest significant digits, at least 3, that write as many of the numbers differently as 7 do. */
export function digitsApart(values: readonly number[]): number {
  const nDifferent = (digits: number) =>
    new Set(values.map((value) => formatNumber(value, { digits }))).size
  const most = nDifferent(DIGITS.most)
  let digits = DIGITS.usual
  while (nDifferent(digits) < most) digits++
  return digits
}

/**
 * Numbers of one thing, such as a mean and the ends of its interval: with the digits that tell them apart, and all
 * before the point (see {@link formatMeasured}).
 */
export function formatTogether(values: readonly number[]): string[] {
  const digits = digitsApart(values)
  return values.map((value) => formatMeasured(value, { digits }))
}

/** {@link digitsApart} for many numbers, some of which may look alike where the last digit has ten steps or more. */
export function digitsOfMany(values: readonly number[]): number {
  const digits = digitsApart(values)
  if (digits === DIGITS.usual) return digits
  const least = values.reduce((one, other) => Math.min(one, other))
  const greatest = values.reduce((one, other) => Math.max(one, other))
  const size = Math.max(Math.abs(least), Math.abs(greatest))
  const [first, last] = [size, greatest - least].map((each) => scientific(each, 1).exponent)
  return Math.min(digits, Math.max(DIGITS.usual, (first as number) - (last as number) + 2))
}

/** Whether one of the numbers is written with a power of ten, so that all of them should be. */
export function needPowers(values: readonly number[], { digits = 3 } = {}): boolean {
  return values.some((value) => canBeScaled(value) && !isPlain(scientific(value, digits).exponent))
}

function canBeScaled(value: number): boolean {
  return Number.isFinite(value) && value !== 0
}

function scientific(value: number, digits: number): { mantissa: string; exponent: number } {
  const [mantissa = '', exponent] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e')
  return { mantissa, exponent: Number(exponent) }
}

function isPlain(exponent: number): boolean {
  return exponent >= LEAST_EXPONENT && exponent <= MOST_EXPONENT
}

/** `12 300`, with narrow no-break spaces from five digits on. */
export function groupThousands(digits: string): string {
  const [whole = '', fraction] = digits.split('.')
  const grouped = whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, '\u202f')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
