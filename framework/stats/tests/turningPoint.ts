import { Random } from '../random.ts'
import { type RankCorrelation, rankCorrelation } from './rankCorrelation.ts'
import { dot, orthogonalPowers, rankStrata, type Stratum, sumOver } from './rankedStrata.ts'

/** Where y is lowest or highest between the ends of x, and how it goes with x on both sides. */
export interface TurningPoint {
  readonly kind: 'lowest' | 'highest'
  /** A value of x. */
  readonly at: number
  /** Of the values up to it, and from it on. */
  readonly below: RankCorrelation
  readonly above: RankCorrelation
}

const RESAMPLES = 199
const LEVEL = 0.95
/** From so many values of x on the curve may lean to one side. */
const LEAST_FOR_CUBIC = 8

/**
 * The extreme of a curve through the ranks: a parabola, or from eight values of x on a cubic. The curve alone
 * does not show that y turns there, since one that levels off is curved as well: that it falls on one side
 * and rises on the other is what the two correlations tell (the two-lines test of Simonsohn, Adv. Methods
 * Pract. Psychol. Sci. 1, 2018, on ranks).
 *
 * @returns undefined where x has fewer than three values
 */
export function turningPoint(strata: readonly Stratum[]): TurningPoint | undefined {
  const extreme = extremeOf(strata)
  if (extreme === undefined) return undefined
  const { kind, at } = extreme
  return {
    kind,
    at,
    below: rankCorrelation(strata.map((stratum) => part(stratum, (x) => x <= at))),
    above: rankCorrelation(strata.map((stratum) => part(stratum, (x) => x >= at))),
  }
}

/** The 95 % range of the places of a turning point over bootstrap samples. */
export function turningRange(
  strata: readonly Stratum[],
  { kind, at }: TurningPoint,
  seed = 0,
): { readonly low: number; readonly high: number } {
  const random = new Random(seed, 'turning point')
  const places: number[] = []
  for (let i = 0; i < RESAMPLES; i++) {
    const resampled = strata.map((stratum) => resample(stratum, random))
    const found = extremeOf(resampled, kind)
    if (found !== undefined) places.push(found.at)
  }
  places.sort((a, b) => a - b)
  const tail = Math.floor((places.length * (1 - LEVEL)) / 2)
  return {
    low: Math.min(at, places[tail] ?? at),
    high: Math.max(at, places.at(-1 - tail) ?? at),
  }
}

/** @param wanted which extreme to look for. Default: that of the parabola */
function extremeOf(
  strata: readonly Stratum[],
  wanted?: TurningPoint['kind'],
): Pick<TurningPoint, 'kind' | 'at'> | undefined {
  const values = strata.filter(({ x, y }) => rankStrata([{ x, y }]).length > 0)
  const ranked = rankStrata(values)
  const degree = new Set(values.flatMap(({ x }) => x)).size < LEAST_FOR_CUBIC ? 2 : 3
  const powers = orthogonalPowers(ranked, degree).map((scores) => ({
    scores,
    slope: sumOver(scores, dot) / sumOver(scores, ({ x }) => dot({ x, y: x })),
  }))
  const [, parabola] = powers
  if (parabola === undefined) return undefined
  const kind = wanted ?? (parabola.slope > 0 ? 'lowest' : 'highest')
  const sign = kind === 'lowest' ? 1 : -1
  let [at, least] = [Number.NaN, Number.POSITIVE_INFINITY]
  for (const [stratum, { x }] of values.entries()) {
    for (const [i, value] of x.entries()) {
      const height = powers.reduce(
        (sum, { scores, slope }) => sum + slope * (scores[stratum]?.x[i] ?? 0),
        0,
      )
      if (sign * height < least) [at, least] = [value, sign * height]
    }
  }
  return { kind, at }
}

function resample({ x, y }: Stratum, random: Random): Stratum {
  const drawn = Array.from(x, () => random.integer(x.length))
  return { x: drawn.map((i) => x[i] as number), y: drawn.map((i) => y[i] as number) }
}

function part({ x, y }: Stratum, isIn: (x: number) => boolean): Stratum {
  const places = [...x.keys()].filter((i) => isIn(x[i] as number))
  return { x: places.map((i) => x[i] as number), y: places.map((i) => y[i] as number) }
}
