import { checkArguments, NUMBERS } from '../../text/checkOptions.ts'

/**
 * Holm's adjustment of the p-values of one family (Scand. J. Statist. 6, 1979): rejecting those that
 * are at most alpha keeps the probability of any false rejection at alpha, however the tests depend
 * on each other. The order is kept. NaN or null, where there is no p-value, gives NaN and does not count.
 */
export function holmAdjust(pValues: readonly (number | null)[]): number[] {
  checkArguments('OPTION_INVALID', 'holmAdjust', { pValues }, { pValues: NUMBERS })
  const adjusted = pValues.map(() => Number.NaN)
  const tested = pValues.flatMap((p, index) =>
    p === null || Number.isNaN(p) ? [] : [{ p, index }],
  )
  tested.sort((a, b) => a.p - b.p)
  let highest = 0
  for (const [rank, { p, index }] of tested.entries()) {
    highest = Math.max(highest, Math.min(1, p * (tested.length - rank)))
    adjusted[index] = highest
  }
  return adjusted
}
