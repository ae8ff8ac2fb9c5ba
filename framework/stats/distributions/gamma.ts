/** From here on Stirling's series is exact to a double. */
const STIRLING_FROM = 10

/** Coefficients of 1/x, 1/x³, … in Stirling's series (DLMF 5.11.1): B_2k / (2k (2k - 1)). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156]

/** The natural logarithm of the gamma function, for x > 0. */
export function logGamma(x: number): number {
  let product = 1
  let shifted = x
  while (shifted < STIRLING_FROM) product *= shifted++
  const leading = (shifted - 0.5) * Math.log(shifted) - shifted + Math.log(2 * Math.PI) / 2
  return leading + stirlingRemainder(shifted) - Math.log(product)
}

/**
 * The natural logarithm of the beta function, for a, b > 0. Where an argument is large, the leading
 * terms of Stirling's series are subtracted by hand, since the difference of the two logarithms
 * would lose what they have in common (DiDonato and Morris, ACM TOMS 18, 1992).
 */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a]
  if (large < STIRLING_FROM) return logGamma(small) + logGamma(large) - logGamma(small + large)
  const sum = small + large
  const remainder = stirlingRemainder(large) - stirlingRemainder(sum)
  const leading = -(large - 0.5) * Math.log1p(small / large)
  if (small < STIRLING_FROM) {
    return logGamma(small) + leading + remainder - small * Math.log(sum) + small
  }
  return (
    leading +
    remainder +
    stirlingRemainder(small) +
    (small - 0.5) * Math.log(small / sum) -
    Math.log(sum) / 2 +
    Math.log(2 * Math.PI) / 2
  )
}

/** What Stirling's series adds to its leading terms. */
function stirlingRemainder(x: number): number {
  const inverseSquare = 1 / (x * x)
  return STIRLING.reduceRight((sum, coefficient) => sum * inverseSquare + coefficient, 0) / x
}
