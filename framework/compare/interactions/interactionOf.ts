import { fUpperTail } from '../../stats/distributions/fDistribution.ts'
import { mean } from '../../stats/intervals/location.ts'
import {
  type BlockedValues,
  estimateWithinBlocks,
  residualsWithinBlocks,
} from '../../stats/tests/withinBlocks.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { type CellValue, compareCells, valueKey } from '../../tables/valueKey.ts'
import type { Contrast } from '../groups/contrasts.ts'
import type { LaidOut } from '../groups/findings.ts'
import { marginOn, type Scale } from '../groups/metricScale.ts'
import { type FiniteBlock, finiteBlocks } from '../units/finiteBlocks.ts'

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
  /** Whether runs are paired; else they are compared within blocks. */
  readonly isPaired: boolean
  /** In the order of their values: two or more. */
  readonly levels: readonly InteractionLevel[]
}

/** What b does against a at one value of the other parameter. */
export interface InteractionLevel {
  readonly value: CellValue
  /** Mean of b minus a on the scale. */
  readonly estimate: number
  /** Pairs, or runs of the group that has fewer. */
  readonly n: number
}

interface Tested extends InteractingContrast {
  readonly partner: number
  readonly pValue: number
}

/**
 * Effects at the values of another parameter, one pair each: they show neither an interaction nor that there is
 * none.
 */
export interface SinglePairs {
  readonly by: string
  readonly partner: string
  /** The contrast whose effects are furthest apart. */
  readonly contrast: InteractingContrast
}

/**
 * Interactions are asked for beside the differences, which have their rate of false alarms by themselves: at 0.05,
 * 6 % of sweeps without any effect gave one or the other.
 */
export const INTERACTION_LEVEL = 0.02
/** More groups have more contrasts than anybody reads. */
const MOST_CONTRASTS = 200
/** A parameter of more values has too few pairs of each. */
const MOST_LEVELS = 8
/** The effects at two values must be so far apart, as a share of the mean effect, to be reported. */
const LEAST_SHARE = 0.25

/**
 * Whether what is compared depends on another parameter: the analysis of variance of the differences within
 * blocks, or of pairs, between the values of that parameter. An interaction is reported where its F test
 * finds it at 0.02 after Bonferroni's adjustment, and where the effects at two values are further apart than the
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
    .filter((each) => each.pValue * nTests <= INTERACTION_LEVEL && isSizeable(each, margin))
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

/** Nothing where the parameter does not have several values, one of which has repeated units. */
function testPartner(laidOut: LaidOut, partner: number): Tested[] {
  const { a, b, contrast, scale } = laidOut
  const groups = blocksByValue(laidOut, partner)
  if (groups.length < 2 || groups.length > MOST_LEVELS) return []
  const parts = groups.map(residualsWithinBlocks)
  const within = parts.reduce((sum, part) => sum + part.sum, 0)
  const dfWithin = parts.reduce((df, part) => df + part.df, 0)
  if (!(dfWithin > 0 && within > 0)) return []
  const between = residualsWithinBlocks(groups.flat()).sum - within
  const dfBetween = groups.length - 1
  const pValue = fUpperTail(between / dfBetween / (within / dfWithin), dfBetween, dfWithin)
  const isPaired = laidOut.units.samples === undefined
  return [{ a, b, contrast, scale, isPaired, partner, pValue, levels: levelsOf(groups, partner) }]
}

/**
 * The effects at the values of the only other parameter that differs, where each of them has one pair: then nothing
 * tells an interaction from the spread between seeds.
 *
 * @param parameters those that make blocks, in the order of the runs' settings
 * @returns the contrast whose effects are furthest apart; undefined where pairs are repeated, or differ in more
 */
export function singlePairsOf(
  laidOut: readonly LaidOut[],
  parameters: readonly string[],
): SinglePairs | undefined {
  const whole = laidOut.filter(({ contrast }) => contrast.block === '')
  if (whole.length > MOST_CONTRASTS) return undefined
  const found = whole.flatMap((each) => {
    const { a, b, contrast, scale } = each
    const varying = [...parameters.keys()].filter((at) => blocksByValue(each, at).length > 1)
    const [partner] = varying
    if (partner === undefined || varying.length > 1) return []
    const groups = blocksByValue(each, partner)
    const levels = levelsOf(groups, partner)
    if (levels.length > MOST_LEVELS || levels.some(({ n }) => n > 1)) return []
    const one = { a, b, contrast, scale, isPaired: true, levels }
    return [{ by: each.by, partner: parameters[partner] as string, contrast: one }]
  })
  return found.sort((one, other) => rangeOf(other.contrast) - rangeOf(one.contrast))[0]
}

/** The blocks of a contrast by their value of a parameter. */
function blocksByValue({ units }: LaidOut, parameter: number): FiniteBlock[][] {
  return [...groupBy(finiteBlocks(units), ({ settings }) => valueKey(settings[parameter])).values()]
}

function levelsOf(
  groups: readonly (readonly FiniteBlock[])[],
  parameter: number,
): InteractionLevel[] {
  return groups
    .map((blocks) => ({
      value: blocks[0]?.settings[parameter] ?? null,
      estimate: estimateWithinBlocks(blocks).estimate,
      n: Math.min(...(['a', 'b'] as const).map((side) => countOf(blocks, side))),
    }))
    .sort((one, other) => compareCells(one.value, other.value))
}

function countOf(blocks: readonly BlockedValues[], side: 'a' | 'b'): number {
  return blocks.reduce((n, block) => n + block[side].length, 0)
}

/** How far apart the effects at two values are, at most. */
function rangeOf({ levels }: InteractingContrast): number {
  const estimates = levels.map(({ estimate }) => estimate)
  return Math.max(...estimates) - Math.min(...estimates)
}

function isSizeable(tested: Tested, margin: number | undefined): boolean {
  const { scale, levels } = tested
  const range = rangeOf(tested)
  const marginOnScale = marginOn(scale, margin)
  return (
    range >= LEAST_SHARE * Math.abs(mean(levels.map(({ estimate }) => estimate))) &&
    (Number.isNaN(marginOnScale) || range > marginOnScale)
  )
}
