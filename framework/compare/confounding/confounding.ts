import { chiSquaredUpperTail } from '../../stats/distributions/chiSquared.ts'
import { fUpperTail } from '../../stats/distributions/fDistribution.ts'
import { meanSquares } from '../../stats/tests/meanSquares.ts'
import { doubledMidRanks } from '../../stats/tests/midRanks.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { type CellValue, valueKey } from '../../tables/valueKey.ts'
import { listSome } from '../../text/lists.ts'
import type { Contrast } from '../groups/contrasts.ts'
import type { RunSet } from '../groups/runSet.ts'

/** A parameter is said to go together with the compared one at this level, over all that are looked at. */
const LEVEL = 0.01
/** With fewer settings for each value of a category, its values say nothing about what goes together. */
const LEAST_PER_VALUE = 3

/**
 * The parameters that keep two groups apart: numbers whose ranges do not overlap, or categories without a
 * value in common. What differs between such groups may be due to these parameters as well.
 */
export function separatingParameters({ a, b, parameters, places }: Contrast): string[] {
  return places.flatMap((place) => {
    const [ofA, ofB] = [cellsOf(a, place), cellsOf(b, place)]
    if (!isNumeric([...ofA, ...ofB])) {
      const keys = new Set(ofA.map(valueKey))
      const isCategory =
        LEAST_PER_VALUE * new Set([...ofA, ...ofB].map(valueKey)).size <= a.size + b.size
      const isApart = isCategory && ofB.every((cell) => !keys.has(valueKey(cell)))
      return isApart ? [parameters[place] as string] : []
    }
    const [x, y] = [ofA.map(Number), ofB.map(Number)]
    const isApart = Math.max(...x) < Math.min(...y) || Math.max(...y) < Math.min(...x)
    return isApart ? [parameters[place] as string] : []
  })
}

/**
 * The parameters whose values differ between groups by more than drawing them at random explains: of
 * numbers the analysis of variance of their ranks, of categories Pearson's chi-squared test, over
 * settings, at 0.01 after Bonferroni's adjustment.
 */
export function associatedParameters(
  groups: readonly RunSet[],
  { parameters, places, blockOf }: Pick<Contrast, 'parameters' | 'places' | 'blockOf'>,
): string[] {
  // Runs of one setting are one draw of its values.
  const settings = groups.map((set) => [...set.blocksBy(blockOf).values()])
  return places.flatMap((place) => {
    const cells = settings.map((sets) => sets.map((set) => set.runs[0]?.settings[place] ?? null))
    const p = isNumeric(cells.flat()) ? pOfNumbers(cells) : pOfCategories(cells)
    return p * places.length <= LEVEL ? [parameters[place] as string] : []
  })
}

/** What stands beside a finding: `lr goes together with it, and may be the cause`; nothing for no names. */
export function goesTogetherWords(names: readonly string[]): string[] {
  if (names.length === 0) return []
  return [
    `${listSome(names)} ${names.length === 1 ? 'goes' : 'go'} together with it, and may be the cause`,
  ]
}

function pOfNumbers(groups: readonly (readonly CellValue[])[]): number {
  const ranks = doubledMidRanks(groups.flat().map(Number))
  const rest = [...ranks]
  const ofGroups = groups.map(({ length }) => rest.splice(0, length))
  const { between, within } = meanSquares(ofGroups)
  const dfWithin = ranks.length - groups.length
  if (within === 0) return between > 0 ? 0 : Number.NaN
  return fUpperTail(between / within, groups.length - 1, dfWithin)
}

function pOfCategories(groups: readonly (readonly CellValue[])[]): number {
  const all = groups.flat()
  const totals = [...groupBy(all.map(valueKey), (key) => key)].map(
    ([key, members]) => [key, members.length] as const,
  )
  if (totals.length < 2 || LEAST_PER_VALUE * totals.length > all.length) return Number.NaN
  let sum = 0
  for (const group of groups) {
    for (const [key, total] of totals) {
      const expected = (total * group.length) / all.length
      const observed = group.filter((cell) => valueKey(cell) === key).length
      sum += (observed - expected) ** 2 / expected
    }
  }
  return chiSquaredUpperTail(sum, (groups.length - 1) * (totals.length - 1))
}

function cellsOf({ runs }: RunSet, place: number): CellValue[] {
  return runs.map(({ settings }) => settings[place] ?? null)
}

function isNumeric(cells: readonly CellValue[]): boolean {
  return cells.every((cell) => typeof cell === 'number' || typeof cell === 'bigint')
}
