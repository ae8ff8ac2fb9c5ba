import { mean } from '../../stats/intervals/location.ts'
import { signedRanks } from '../../stats/tests/signedRanks.ts'
import { signFlipTest } from '../../stats/tests/signFlip.ts'
import { estimateMean, type StudentEstimate, studentTest } from '../../stats/tests/studentTest.ts'
import type { Unit } from '../comparison.ts'
import type { Scale } from '../groups/metricScale.ts'
import { isAllSame } from './allSame.ts'
import { resemble, seedClusters } from './seedClusters.ts'
import { type Circumstances, FINITE_PAIRS, onScaleInWords, type Tested } from './tested.ts'
import { testSamples } from './testSamples.ts'
import type { PairUnit, Units } from './units.ts'

/**
 * Tests the units of a contrast; undefined where there are none.
 *
 * Pairs: Student's paired test. Where seeds recur over blocks, pairs of one seed may resemble each
 * other, and are then fewer observations than they seem: where the mean square between seeds exceeds
 * that within, here or in the table as a whole, pairs are averaged within seeds and tested over seeds
 * too, and the larger p counts. What is not paired: see {@link testSamples}. With a run that diverged, ranks decide.
 */
export function testUnits(units: Units, circumstances: Circumstances): Tested | undefined {
  const { pairs, samples } = units
  if (pairs.length === 0) return samples && testSamples(samples, circumstances)
  return circumstances.hasDiverged
    ? rankPairs(pairs, circumstances)
    : testPairs(pairs, circumstances)
}

const NO_SAMPLES = { nUnitsA: 0, nUnitsB: 0 }

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
    test: `Student's t, ${onScaleInWords(scale)}`,
    nUnits: isConstant ? 1 : counted.values.length,
    ...NO_SAMPLES,
    leastUnits: isConstant ? 1 : Math.min(...candidates.map(({ values }) => values.length)),
    estimate: counted.estimate,
    estimates: candidates.map(({ estimate }) => estimate),
    pValue: counted.pValue,
    direction: Math.sign(counted.estimate.estimate),
    exact: signFlipTest(counted.values),
    isConstant,
    isRanked: false,
  }
}

/** Wilcoxon's signed ranks, summed within seeds where they resemble each other. */
function rankPairs(pairs: readonly PairUnit[], { scale, seedsResemble }: Circumstances): Tested {
  const ranks = signedRanks(pairs.map(({ difference }) => difference))
  const seeds = meansOfSeeds(pairs, ranks, seedsResemble)
  const candidates = [
    { unit: unitOf(pairs), values: ranks },
    ...(seeds ? [{ unit: 'seed' as const, values: seeds }] : []),
  ].map((each) => ({ ...each, exact: signFlipTest(each.values) }))
  const counted = candidates.reduce((one, other) =>
    other.exact.pValue >= one.exact.pValue ? other : one,
  )
  const isConstant = ranks.every((rank) => rank === 0)
  return {
    unit: counted.unit,
    test: `signed ranks, ${FINITE_PAIRS}`,
    nUnits: isConstant ? 1 : counted.values.length,
    ...NO_SAMPLES,
    leastUnits: isConstant ? 1 : Math.min(...candidates.map(({ values }) => values.length)),
    estimate: estimateFinite(pairs, scale),
    estimates: [],
    pValue: counted.exact.pValue,
    direction: Math.sign(mean(counted.values)),
    exact: counted.exact,
    isConstant,
    isRanked: true,
  }
}

/** Of the pairs that did not diverge. Equal differences tell nothing of how they scatter: they count as one. */
function estimateFinite(pairs: readonly PairUnit[], scale: Scale): StudentEstimate | undefined {
  const finite = pairs.filter((pair) => pair.isFinite)
  const differences = finite.map(({ difference }) => difference)
  const sizes = finite.map(({ size }) => size)
  const counted = isAllSame(differences, sizes, scale) ? differences.slice(0, 1) : differences
  return counted.length === 0 ? undefined : estimateMean(counted)
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
