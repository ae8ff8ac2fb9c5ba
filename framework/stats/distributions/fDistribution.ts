import { incompleteBeta } from './incompleteBeta.ts'

/**
 * The probability that F with these degrees of freedom exceeds a value (DLMF 8.17). Of NaN, the ratio of
 * groups that do not vary at all, it is 1: they are no evidence.
 *
 * @param f at least 0, or NaN; infinity is exceeded by nothing
 */
export function fUpperTail(f: number, df1: number, df2: number): number {
  if (Number.isNaN(f)) return 1
  return incompleteBeta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2)
}
