import { bisect } from './bisect.ts'
import { incompleteGamma, upperIncompleteGamma } from './incompleteGamma.ts'
import { rememberQuantiles } from './rememberQuantiles.ts'

/** The value below which a chi-squared variable falls with the given probability within (0, 1). */
export const chiSquaredQuantile = rememberQuantiles((probability, df) => {
  const below = (x: number) => incompleteGamma(df / 2, x / 2)
  let high = df + 1
  while (below(high) < probability) high *= 2
  return bisect(below, probability, 0, high)
})

/** The probability that a chi-squared variable exceeds `value`. */
export function chiSquaredUpperTail(value: number, df: number): number {
  return upperIncompleteGamma(df / 2, value / 2)
}
