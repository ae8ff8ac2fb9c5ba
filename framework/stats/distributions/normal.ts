import { bisect } from './bisect.ts'

/** Below -2.5, half plus the series would lose digits of the small sum. */
const TAILS_FROM = 2.5
/** So many of the continued fraction give all digits from there on. */
const LEVELS = 60

/**
 * The probability that a standard normal variable is below `z`. Marsaglia's series for the middle
 * (J. Stat. Softw. 11(4), 2004), a continued fraction for the tails; exact to about 1e-13 of itself,
 * however small.
 */
export function normalCdf(z: number): number {
  if (Math.abs(z) > TAILS_FROM) return z > 0 ? 1 - upperTail(z) : upperTail(-z)
  let term = z
  let sum = z
  for (let odd = 3; Math.abs(term) > 1e-17; odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return 0.5 + sum * density(z)
}

/**
 * The `z` below which a standard normal variable falls with the given probability, by bisection of
 * `normalCdf` (that is exact enough and called a handful of times). ±Infinity at 1 and 0.
 */
export function normalQuantile(probability: number): number {
  if (probability <= 0 || probability >= 1) {
    return probability === 0 ? -Infinity : probability === 1 ? Infinity : Number.NaN
  }
  if (probability > 0.5) return -normalQuantile(1 - probability)
  return bisect(normalCdf, probability, -39, 0)
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
}

function upperTail(z: number): number {
  let fraction = z
  for (let level = LEVELS; level > 0; level--) fraction = z + level / fraction
  return density(z) / fraction
}
