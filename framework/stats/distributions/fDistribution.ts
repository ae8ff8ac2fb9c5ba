import { incompleteBeta } from './incompleteBeta.ts'

/** The probability that F with these degrees of freedom exceeds a value (DLMF 8.17). */
export function fUpperTail(f: number, df1: number, df2: number): number {
  if (!(f > 0)) return 1
  if (f === Number.POSITIVE_INFINITY) return 0
  return incompleteBeta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2)
}
