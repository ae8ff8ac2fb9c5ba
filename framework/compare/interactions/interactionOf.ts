import { fUpperTail } from '../../stats/distributions/fDistribution.ts'
import { mean } from '../../stats/intervals/location.ts'
import { meanSquares } from '../../stats/tests/meanSquares.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { type CellValue, compareCells, valueKey } from '../../tables/valueKey.ts'
import type { Contrast } from '../groups/contrasts.ts'
import type { LaidOut } from '../groups/findings.ts'
import { marginOn, type Scale } from '../groups/metricScale.ts'
import type { PairUnit } from '../groups/units.ts'
import { ALPHA } from '../groups/verdict.ts'

/** The effect of one parameter, where it depends on the value of another one. */
export interface ParameterInteraction {
  readonly by: string
  /** The parameter that it depends on. */
  readonly partner: string
  /** Of the F test, after Bonferroni's adjustment over all interactions that were looked at. */
  readonly pValue: number
  /** The contrasts that depend on it, the one that does so most clearly first. */
  readonly contrasts: readonly InteractingContrast[]
}

/** Two groups of runs whose difference depends on the value of another parameter. */
export interface InteractingContrast {
  readonly a: CellValue
  readonly b: CellValue
  readonly contrast: Contrast
  readonly scale: Scale
  /** In the order of their values: two or more. */
  readonly levels: readonly InteractionLevel[]
}

/** What b does against a at one value of the other parameter. */
export interface InteractionLevel {
  readonly value: CellValue
  /** Mean of b minus a on the scale. */
  readonly estimate: number
  readonly nPairs: number
}

interface Tested extends InteractingContrast {
  readonly partner: number
  readonly pValue: number
}

/** More groups have more contrasts than anybody reads. */
const MOST_CONTRASTS = 200
/** A parameter of more values has too few pairs of each. */
const MOST_LEVELS = 8
/** The effects at two values must be so far apart, as a share of the mean effect, to be told. */
const LEAST_SHARE = 0.25

/**
 * Whether what is compared depends on another parameter: the one-way analysis of variance of the
 * differences of pairs between the values of that parameter. An interaction is told where its F test
 * finds it after Bonferroni's adjustment, and where the effects at two values are further apart than the
 * margin and than a quarter of the mean effect.
 *
 * @param parameters those that make blocks, in the order of the runs' settings
 * @param nFamilies as many parameters are looked at in the same way
 * @returns the parameter on which it depends most clearly; undefined where it depends on none
 */
export function interactionOf(
  laidOut: readonly LaidOut[],
  parameters: readonly string[],
  { margin, nFamilies = 1 }: { readonly margin: number | undefined; readonly nFamilies?: number },
): ParameterInteraction | undefined {
  const whole = laidOut.filter(({ contrast }) => contrast.block === '')
  if (whole.length > MOST_CONTRASTS) return undefined
  const tested = whole.flatMap((each) =>
    parameters.flatMap((name, partner) =>
      each.contrast.oneSided.includes(name) ? [] : testPartner(each, partner),
    ),
  )
  const nTests = tested.length * nFamilies
  const found = tested
    .filter((each) => each.pValue * nTests <= ALPHA && isSizeable(each, margin))
    .sort((one, other) => one.pValue - other.pValue)
  const [first] = found
  const by = whole[0]?.by
  if (first === undefined || by === undefined) return undefined
  return {
    by,
    partner: parameters[first.partner] as string,
    pValue: Math.min(1, first.pValue * nTests),
    contrasts: found.filter(({ partner }) => partner === first.partner),
  }
}

/** Nothing where the values of the parameter do not make several groups of pairs, one of them repeated. */
function testPartner({ a, b, contrast, scale, units }: LaidOut, partner: number): Tested[] {
  const pairs = units.pairs.filter((pair) => pair.isFinite)
  const levels = [...groupBy(pairs, ({ settings }) => valueKey(settings[partner])).values()]
  const dfWithin = pairs.length - levels.length
  if (levels.length < 2 || levels.length > MOST_LEVELS || dfWithin < 1) return []
  const { between, within } = meanSquares(levels.map(differencesOf))
  if (!(within > 0)) return []
  return [
    {
      a,
      b,
      contrast,
      scale,
      partner,
      pValue: fUpperTail(between / within, levels.length - 1, dfWithin),
      levels: levels
        .map((members) => ({
          value: members[0]?.settings[partner] ?? null,
          estimate: mean(differencesOf(members)),
          nPairs: members.length,
        }))
        .sort((one, other) => compareCells(one.value, other.value)),
    },
  ]
}

function differencesOf(pairs: readonly PairUnit[]): number[] {
  return pairs.map(({ difference }) => difference)
}

function isSizeable({ scale, levels }: Tested, margin: number | undefined): boolean {
  const estimates = levels.map(({ estimate }) => estimate)
  const range = Math.max(...estimates) - Math.min(...estimates)
  const marginOnScale = marginOn(scale, margin)
  return (
    range >= LEAST_SHARE * Math.abs(mean(estimates)) &&
    (Number.isNaN(marginOnScale) || range > marginOnScale)
  )
}
