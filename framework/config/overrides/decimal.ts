/**
 * Exact decimal numbers, as much of Python's `decimal` module as float ranges need: Hydra counts in
 * decimals of 28 digits, and the rounding decides whether the end of a range slips in.
 */
export interface Decimal {
  /** The value is `digits * 10 ** exponent`. */
  readonly digits: bigint
  readonly exponent: number
}

const PRECISION = 28

/** The exact value of an integer or of a finite float. */
export function decimalOf(value: bigint | number): Decimal {
  if (typeof value === 'bigint') return { digits: value, exponent: 0 }
  // A float is mantissa * 2 ** power; halving n times is 5 ** n with n more decimal places.
  let mantissa = value
  let halvings = 0
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2
    halvings += 1
  }
  return { digits: BigInt(mantissa) * 5n ** BigInt(halvings), exponent: -halvings }
}

/** The sum, rounded half to even. */
export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const exponent = Math.min(left.exponent, right.exponent)
  return round({ digits: scaled(left, exponent) + scaled(right, exponent), exponent })
}

export function compareDecimals(left: Decimal, right: Decimal): number {
  const exponent = Math.min(left.exponent, right.exponent)
  const difference = scaled(left, exponent) - scaled(right, exponent)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The nearest float. */
export function decimalToNumber({ digits, exponent }: Decimal): number {
  return Number(`${digits}e${exponent}`)
}

function scaled({ digits, exponent }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(exponent - to)
}

function round({ digits, exponent }: Decimal): Decimal {
  const magnitude = digits < 0n ? -digits : digits
  const surplus = String(magnitude).length - PRECISION
  if (surplus <= 0) return { digits, exponent }
  const unit = 10n ** BigInt(surplus)
  const quotient = magnitude / unit
  const twice = 2n * (magnitude % unit)
  const isUp = twice > unit || (twice === unit && quotient % 2n === 1n)
  const rounded = isUp ? quotient + 1n : quotient
  return { digits: digits < 0n ? -rounded : rounded, exponent: exponent + surplus }
}
