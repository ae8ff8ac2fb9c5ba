import { logBeta } from './gamma.ts'

const MOST_TERMS = 10_000

/**
 * The regularised incomplete beta function I_x(a, b), for x within [0, 1] and a, b > 0: the continued
 * fraction of DLMF 8.17.22, from whichever end it converges fast. Small values are exact to about
 * 1e-14 of themselves.
 *
 * @param complement 1 - x, where it is known more exactly than the subtraction gives it
 */
export function incompleteBeta(x: number, a: number, b: number, complement = 1 - x): number {
  if (x > (a + 1) / (a + b + 2)) return 1 - lowerEnd(complement, x, b, a)
  return lowerEnd(x, complement, a, b)
}

function lowerEnd(x: number, complement: number, a: number, b: number): number {
  const front = Math.exp(a * Math.log(x) + b * logOf(complement, x) - logBeta(a, b)) / a
  return front * continuedFraction(x, a, b)
}

/** log(1 - x), from the side that knows it better. */
function logOf(complement: number, x: number): number {
  return x < 0.5 ? Math.log1p(-x) : Math.log(complement)
}

/** By the modified method of Lentz (Thompson and Barnett, J. Comput. Phys. 64, 1986). */
function continuedFraction(x: number, a: number, b: number): number {
  const TINY = 1e-300
  const away = (value: number) => (Math.abs(value) < TINY ? TINY : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return fraction
}
