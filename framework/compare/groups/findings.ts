import { unitsNeeded, upperDeviation } from '../../stats/intervals/sampleSize.ts'
import { fisherExactTest } from '../../stats/tests/fisherExact.ts'
import { equivalenceTest, studentInterval } from '../../stats/tests/studentTest.ts'
import type { CellValue } from '../../tables/valueKey.ts'
import type { Better } from '../comparison.ts'
import { hasOutlyingUnit } from '../units/hasOutlyingUnit.ts'
import type { Tested } from '../units/tested.ts'
import { testUnits } from '../units/testUnits.ts'
import { type Units, unitsOf } from '../units/units.ts'
import type { Contrast } from './contrasts.ts'
import { marginOn, type Scale } from './metricScale.ts'
import { LEAST_UNITS } from './verdict.ts'

/** What is asked of every contrast. */
export interface Question {
  readonly metric: string
  readonly better: Better
  /** Undefined: the values of two groups decide. */
  readonly scale: Scale | undefined
  readonly margin: number | undefined
}

/** What one contrast shows by itself, before its family is taken into account. */
export interface Finding extends LaidOut {
  /** Undefined where there is nothing to test. */
  readonly tested: Tested | undefined
  readonly nDivergedA: number
  readonly nDivergedB: number
  readonly divergedPValue: number
  /** On the scale. */
  readonly meanA: number
  readonly meanB: number
  /** b minus a on the scale; NaN without a value, and so are `low` and `high` without an interval. */
  readonly estimate: number
  readonly low: number
  readonly high: number
  /** Two one-sided tests; NaN without a margin, with diverged runs, and below three units. */
  readonly pEqual: number
  readonly holdsBothMargins: boolean
  /** Whether a unit is further from the others than chance explains; of units none of which diverged. */
  readonly hasOutlier: boolean
  /**
   * Further units for the margin at an error rate, by the upper limit of the deviation; NaN below four units, and
   * with an outlier, which alone would make the number.
   */
  readonly moreUnits: (alpha: number) => number
}

/** One contrast, with its units laid out for testing. */
export interface LaidOut {
  /** The compared column. */
  readonly by: string
  readonly a: CellValue
  readonly b: CellValue
  readonly contrast: Contrast
  readonly scale: Scale
  readonly units: Units
}

/** Lays out the units of a contrast on the scale that fits its values. */
export function layOut(
  groups: { readonly by: string; readonly a: CellValue; readonly b: CellValue },
  contrast: Contrast,
  { better, scale: wanted }: Question,
): LaidOut {
  const { a, b } = contrast
  const scale = wanted ?? (a.scale === b.scale ? a.scale : 'difference')
  const { by, a: valueA, b: valueB } = groups
  return { by, a: valueA, b: valueB, contrast, scale, units: unitsOf(contrast, scale, better) }
}

/**
 * Tests one contrast.
 *
 * @param seedsResemble whether pairs of the same seed do in the table as a whole
 */
export function findingOf(laidOut: LaidOut, { margin }: Question, seedsResemble: boolean): Finding {
  const { by, a, b, contrast, scale, units } = laidOut
  const [nDivergedA, nDivergedB] = [contrast.a.nDiverged, contrast.b.nDiverged]
  const hasDiverged = nDivergedA + nDivergedB > 0
  const tested = testUnits(units, { scale, hasDiverged, seedsResemble })
  const [meanA, meanB] = [contrast.a.meanOfFiniteOn(scale), contrast.b.meanOfFiniteOn(scale)]
  const { estimate, low, high } = estimateOf(tested, units, meanB - meanA)
  const marginOnScale = marginOn(scale, margin)
  const isSizeable = tested !== undefined && tested.leastUnits >= LEAST_UNITS
  const hasOutlier = isSizeable && !hasDiverged && hasOutlyingUnit(units)
  return {
    by,
    a,
    b,
    contrast,
    scale,
    units,
    tested,
    nDivergedA,
    nDivergedB,
    divergedPValue: hasDiverged
      ? fisherExactTest(nDivergedA, contrast.a.size, nDivergedB, contrast.b.size)
      : Number.NaN,
    meanA,
    meanB,
    estimate,
    low,
    high,
    pEqual:
      margin !== undefined && isSizeable && !hasDiverged && tested.estimates.length > 0
        ? Math.max(...tested.estimates.map((each) => equivalenceTest(each, marginOnScale)))
        : Number.NaN,
    holdsBothMargins: low <= -marginOnScale && high >= marginOnScale,
    hasOutlier,
    moreUnits: (alpha) =>
      isSizeable && !hasDiverged && !hasOutlier
        ? moreUnits(tested, marginOnScale, alpha)
        : Number.NaN,
  }
}

/** The mean over units with its interval; without units the difference of means, without one. */
function estimateOf(
  tested: Tested | undefined,
  { nCommonBlocks, differenceOfMeans }: Units,
  differenceOfAll: number,
): { estimate: number; low: number; high: number } {
  const none = { low: Number.NaN, high: Number.NaN }
  if (tested === undefined) {
    return { estimate: nCommonBlocks > 0 ? differenceOfMeans : differenceOfAll, ...none }
  }
  const { estimate } = tested
  if (estimate === undefined) return { estimate: Number.NaN, ...none }
  const hasInterval = tested.leastUnits >= LEAST_UNITS && estimate.df + 1 >= LEAST_UNITS
  return { estimate: estimate.estimate, ...(hasInterval ? studentInterval(estimate) : none) }
}

const LEAST_PILOT = 4

function moreUnits(
  { leastUnits, nUnits, nUnitsA, estimate }: Tested,
  margin: number,
  alpha: number,
): number {
  if (leastUnits < LEAST_PILOT || estimate === undefined || !(margin > 0)) return Number.NaN
  // Where they are not paired: as many of each group, whose differences deviate by both deviations.
  const n = nUnitsA === 0 ? nUnits : leastUnits
  const deviation = upperDeviation(estimate.se * Math.sqrt(n), estimate.df)
  return Math.max(0, unitsNeeded(margin, deviation, { alpha }) - n)
}
