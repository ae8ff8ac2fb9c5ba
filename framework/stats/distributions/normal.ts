import { bisect } from './bisect.ts'

/**
 * The probability that a standard normal variable is below `z`. Marsaglia's series for the middle,
 * a continued fraction for the tails; absolute error below 1e-15 (J. Stat. Softw. 11(4), 2004).
 */
export function normalCdf(z: number): number {
  if (Math.abs(z) > 6) return z > 0 ? 1 - upperTail(z) : upperTail(-z)
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
  for (let level = 30; level > 0; level--) fraction = z + level / fraction
  return density(z) / fraction
}
