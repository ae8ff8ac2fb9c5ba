import { mean } from '../intervals/location.ts'
import { doubledMidRanks } from './midRanks.ts'

/** Pairs of values that are comparable with each other, such as those of one block. */
export interface Stratum {
  readonly x: readonly number[]
  /** As many. An infinity ranks beyond all numbers. */
  readonly y: readonly number[]
}

/** Ranks within the strata in which both x and y vary, centred there. */
export function rankStrata(strata: readonly Stratum[]): Stratum[] {
  return strata.flatMap(({ x, y }) => {
    const [ranksX, ranksY] = [centredRanks(x), centredRanks(y)]
    return squares(ranksX) > 0 && squares(ranksY) > 0 ? [{ x: ranksX, y: ranksY }] : []
  })
}

/** The correlation of x and y, both of which are centred within strata; NaN where one does not vary. */
export function correlationWithin(strata: readonly Stratum[]): number {
  const size = Math.sqrt(
    sumOver(strata, ({ x }) => squares(x)) * sumOver(strata, ({ y }) => squares(y)),
  )
  return size > 0 ? sumOver(strata, dot) / size : Number.NaN
}

export function sumOver(
  strata: readonly Stratum[],
  value: (stratum: Stratum, at: number) => number,
): number {
  return strata.reduce((sum, stratum, at) => sum + value(stratum, at), 0)
}

export function dot({ x, y }: Stratum): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (y[i] as number)
  return sum
}

/** What is left of a power that others explain, as a share of its squares, is rounding. */
const ROUNDING = 1e-9

/**
 * Powers of x from the first on, centred within strata, and each without what those before it explain. There
 * are fewer of them where x has too few values.
 *
 * @param ranked of `rankStrata`; each power comes with the same y
 */
export function orthogonalPowers(ranked: readonly Stratum[], degree: number): Stratum[][] {
  const found: Stratum[][] = []
  for (let power = 1; power <= degree; power++) {
    let rest = ranked.map(({ x, y }) => ({ x: centred(x.map((value) => value ** power)), y }))
    const size = sumOver(rest, ({ x }) => squares(x))
    for (const basis of found) {
      const slope =
        sumOver(rest, ({ x }, at) => dot({ x, y: basis[at]?.x ?? [] })) /
        sumOver(basis, ({ x }) => squares(x))
      rest = rest.map(({ x, y }, at) => ({
        x: x.map((value, i) => value - slope * (basis[at]?.x[i] ?? 0)),
        y,
      }))
    }
    if (!(sumOver(rest, ({ x }) => squares(x)) > ROUNDING * size)) return found
    found.push(rest)
  }
  return found
}

function centred(values: readonly number[]): number[] {
  const centre = mean(values)
  return values.map((value) => value - centre)
}

/** Divided by n + 1, so that large strata do not outweigh small ones by more than their size. */
function centredRanks(values: readonly number[]): number[] {
  const n = values.length
  return doubledMidRanks(values).map((doubled) => (doubled / 2 - (n + 1) / 2) / (n + 1))
}

function squares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value ** 2, 0)
}
