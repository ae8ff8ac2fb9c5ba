import { logGamma } from './gamma.ts'

const MOST_TERMS = 10_000

/**
 * The regularised lower incomplete gamma function P(a, x), for a > 0 and x >= 0: the series of
 * DLMF 8.7.1 below x = a + 1, the continued fraction of DLMF 8.9.2 above.
 */
export function incompleteGamma(a: number, x: number): number {
  return x < a + 1 ? front(a, x) * series(a, x) : 1 - front(a, x) * fraction(a, x)
}

/** What is left above, 1 - P(a, x), exact to about 1e-13 of itself, however small. */
export function upperIncompleteGamma(a: number, x: number): number {
  return x < a + 1 ? 1 - front(a, x) * series(a, x) : front(a, x) * fraction(a, x)
}

function front(a: number, x: number): number {
  return Math.exp(a * Math.log(x) - x - logGamma(a))
}

function series(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < MOST_TERMS && term > sum * 1e-17; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

/** By the modified method of Lentz; the terms stay away from zero for x >= a + 1. */
function fraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = Number.POSITIVE_INFINITY
  let d = 1 / b
  let value = d
  for (let n = 1; n < MOST_TERMS; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = 1 / (numerator * d + b)
    c = b + numerator / c
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return value
}
