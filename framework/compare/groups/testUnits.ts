import { mean } from '../../stats/intervals/location.ts'
import { mannWhitneyTest } from '../../stats/tests/mannWhitney.ts'
import { signedRanks } from '../../stats/tests/signedRanks.ts'
import { signFlipTest } from '../../stats/tests/signFlip.ts'
import {
  estimateDifference,
  estimateMean,
  type StudentEstimate,
  studentTest,
} from '../../stats/tests/studentTest.ts'
import type { TestResult } from '../../stats/tests/testResult.ts'
import type { Unit } from '../comparison.ts'
import type { Scale } from './metricScale.ts'
import { resemble, seedClusters } from './seedClusters.ts'
import type { PairUnit, Samples, Units } from './units.ts'

/** What the test of a contrast gives. */
export interface Tested {
  readonly unit: Unit
  readonly test: string
  /** Units of the test; of Welch's, of both groups. */
  readonly nUnits: number
  /** The fewest units that any of the tests rests on, or of either group. */
  readonly leastUnits: number
  /** Of the finite units, on the scale; undefined where there are none. */
  readonly estimate: StudentEstimate | undefined
  /** Of all tests that were made: what is claimed must hold by each of them. */
  readonly estimates: readonly StudentEstimate[]
  readonly pValue: number
  readonly exact: TestResult
  /** Whether all units have the same difference: they count as one. */
  readonly isConstant: boolean
  /** Whether `pValue` is that of ranks, since a run diverged. */
  readonly isRanked: boolean
}

const ROUNDING = 1e-13
const FINITE_ONLY = 'diverged as worst; ratio and interval: finite pairs only'
const FINITE_SETTINGS = 'diverged as worst; ratio and interval: finite settings only'

/** What the test of a contrast depends on, beside its units. */
export interface Circumstances {
  readonly scale: Scale
  /** Whether any compared run diverged. */
  readonly hasDiverged: boolean
  /** Whether pairs of the same seed resemble each other in the table as a whole. */
  readonly seedsResemble: boolean
}

/**
 * Tests the units of a contrast; undefined where there are none.
 *
 * Pairs: Student's paired test. Where seeds recur over blocks, pairs of one seed may resemble each
 * other, and are then fewer observations than they seem: where the mean square between seeds exceeds
 * that within, here or in the table as a whole, pairs are averaged within seeds and tested over seeds
 * too, and the larger p counts. Samples of one block, or of settings that have no partners: Welch's test.
 * With a run that diverged, ranks decide in either case.
 */
export function testUnits(units: Units, circumstances: Circumstances): Tested | undefined {
  const { pairs, samples } = units
  if (pairs.length === 0) return samples && testSamples(samples, circumstances)
  return circumstances.hasDiverged
    ? rankPairs(pairs, circumstances)
    : testPairs(pairs, circumstances)
}

function testPairs(pairs: readonly PairUnit[], { scale, seedsResemble }: Circumstances): Tested {
  const differences = pairs.map(({ difference }) => difference)
  const isConstant = isAllSame(
    differences,
    pairs.map(({ size }) => size),
    scale,
  )
  const seeds = meansOfSeeds(pairs, differences, seedsResemble)
  const candidates = [
    { unit: unitOf(pairs), values: differences },
    ...(seeds && !isConstant ? [{ unit: 'seed' as const, values: seeds }] : []),
  ].map((each) => {
    const estimate = estimateMean(each.values)
    return { ...each, estimate, pValue: isConstant ? Number.NaN : studentTest(estimate) }
  })
  const counted = candidates.reduce((one, other) => (other.pValue >= one.pValue ? other : one))
  return {
    unit: counted.unit,
    test: `Student's t, ${inWords(scale)}`,
    nUnits: isConstant ? 1 : counted.values.length,
    leastUnits: isConstant ? 1 : Math.min(...candidates.map(({ values }) => values.length)),
    estimate: counted.estimate,
    estimates: candidates.map(({ estimate }) => estimate),
    pValue: counted.pValue,
    exact: signFlipTest(counted.values),
    isConstant,
    isRanked: false,
  }
}

/** Wilcoxon's signed ranks, summed within seeds where they resemble each other. */
function rankPairs(pairs: readonly PairUnit[], { seedsResemble }: Circumstances): Tested {
  const ranks = signedRanks(pairs.map(({ difference }) => difference))
  const seeds = meansOfSeeds(pairs, ranks, seedsResemble)
  const candidates = [
    { unit: unitOf(pairs), values: ranks },
    ...(seeds ? [{ unit: 'seed' as const, values: seeds }] : []),
  ].map((each) => ({ ...each, exact: signFlipTest(each.values) }))
  const counted = candidates.reduce((one, other) =>
    other.exact.pValue >= one.exact.pValue ? other : one,
  )
  const finite = pairs.filter((pair) => pair.isFinite).map(({ difference }) => difference)
  const isConstant = ranks.every((rank) => rank === 0)
  return {
    unit: counted.unit,
    test: `signed ranks, ${FINITE_ONLY}`,
    nUnits: isConstant ? 1 : counted.values.length,
    leastUnits: isConstant ? 1 : Math.min(...candidates.map(({ values }) => values.length)),
    estimate: finite.length > 0 ? estimateMean(finite) : undefined,
    estimates: [],
    pValue: counted.exact.pValue,
    exact: counted.exact,
    isConstant,
    isRanked: true,
  }
}

function testSamples({ unit, a, b }: Samples, { scale, hasDiverged }: Circumstances): Tested {
  const exact = mannWhitneyTest(b, a)
  const ofAll = unit === 'run' ? '' : ' of unpaired settings'
  const isConstant = [a, b].every((values) => isAllSame(values, values, scale)) && !hasDiverged
  const finite = [a, b].map((values) => values.filter(Number.isFinite)) as [number[], number[]]
  const hasEstimate = finite.every(({ length }) => length > 0)
  const estimate = hasEstimate ? estimateDifference(...finite) : undefined
  const student = estimate && !isConstant ? studentTest(estimate) : Number.NaN
  return {
    unit,
    test: hasDiverged
      ? `Mann-Whitney${ofAll}, ${unit === 'run' ? FINITE_ONLY : FINITE_SETTINGS}`
      : `Welch's t${ofAll}, ${inWords(scale)}`,
    nUnits: a.length + b.length,
    leastUnits: isConstant ? 1 : Math.min(a.length, b.length),
    estimate,
    estimates: estimate && !hasDiverged ? [estimate] : [],
    pValue: hasDiverged ? exact.pValue : student,
    exact,
    isConstant,
    isRanked: hasDiverged,
  }
}

/** One value a seed, where seeds recur and pairs of one resemble each other. */
function meansOfSeeds(
  pairs: readonly PairUnit[],
  values: readonly number[],
  seedsResemble: boolean,
): number[] | undefined {
  const clusters = seedClusters(pairs, values)
  return clusters && (seedsResemble || resemble(clusters)) ? clusters.map(mean) : undefined
}

function unitOf([first]: readonly PairUnit[]): Unit {
  return first?.seed === null ? 'block' : 'pair'
}

function inWords(scale: Scale): string {
  return scale === 'ratio' ? 'log ratios' : 'differences'
}

/**
 * But for rounding: what is subtracted is exact to 1e-16 of its size, and a logarithm no better than
 * to 1e-16 in all.
 */
function isAllSame(values: readonly number[], sizes: readonly number[], scale: Scale): boolean {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const size = Math.max(...sizes.map(Math.abs), scale === 'ratio' ? 1 : 0)
  return values.length > 1 && (least === most || most - least <= ROUNDING * size)
}
