const MOST_REMEMBERED = 10_000

/**
 * The same function of a probability and degrees of freedom, which works out each value once: a table
 * has thousands of intervals, and few sizes of sample.
 */
export function rememberQuantiles(
  quantile: (probability: number, df: number) => number,
): (probability: number, df: number) => number {
  const known = new Map<number, Map<number, number>>()
  return (probability, df) => {
    const value = known.get(probability)?.get(df) ?? quantile(probability, df)
    const byDf = known.get(probability) ?? new Map<number, number>()
    if (byDf.size >= MOST_REMEMBERED) byDf.clear()
    byDf.set(df, value)
    if (known.size < MOST_REMEMBERED) known.set(probability, byDf)
    return value
  }
}
