import { mean } from '../../stats/intervals/location.ts'
import {
  blockedMannWhitneyTest,
  type MannWhitneyResult,
  mannWhitneyTest,
} from '../../stats/tests/mannWhitney.ts'
import { doubledMidRanks } from '../../stats/tests/midRanks.ts'
import {
  estimateDifference,
  type StudentEstimate,
  studentTest,
} from '../../stats/tests/studentTest.ts'
import { estimateWithinBlocks } from '../../stats/tests/withinBlocks.ts'
import { groupBy } from '../../tables/groupBy.ts'
import type { Unit } from '../comparison.ts'
import type { Scale } from '../groups/metricScale.ts'
import { isAllSame } from './allSame.ts'
import { type Observed, type SampledBlock, type Samples, valuesOf } from './samples.ts'
import { type Circumstances, FINITE_PAIRS, onScaleInWords, type Tested } from './tested.ts'

const FINITE_SETTINGS = 'diverged as worst; ratio and interval: finite settings only'

/** One way to count the values of two groups. */
interface Counted {
  readonly unit: Unit
  readonly nA: number
  readonly nB: number
  readonly estimate: StudentEstimate | undefined
  readonly exact: MannWhitneyResult
  /** The sign of b minus a, by what the p-value is of. */
  readonly direction: number
  /** Of the test that counts. */
  readonly pValue: number
}

/**
 * Tests values that are not paired: those of one block, or of settings without partners, by Welch's test; those of
 * several blocks within the blocks. With a run that diverged, ranks decide.
 *
 * Where seeds recur over the blocks of a group, its values of one seed may resemble each other: they are averaged
 * within seeds and tested by Welch's test of the seeds as well, and the larger p counts.
 */
export function testSamples(samples: Samples, { scale, hasDiverged }: Circumstances): Tested {
  const { unit, blocks } = samples
  const asFinite = blocks
    .map((block) => ({ a: finiteOf(block.a), b: finiteOf(block.b) }))
    .filter(({ a, b }) => a.length > 0 && b.length > 0)
  const areSame = isConstantWithin(asFinite, scale)
  const isConstant = areSame && !hasDiverged
  const estimate = estimateOf(asFinite)
  const ofRuns = countRuns(samples, estimate, { isConstant, hasDiverged })
  const ofSeeds = isConstant
    ? undefined
    : countSeeds(blocks, { difference: estimate?.estimate ?? Number.NaN, hasDiverged })
  const candidates = ofSeeds === undefined ? [ofRuns] : [ofRuns, ofSeeds]
  const counted = candidates.reduce((one, other) => (other.pValue >= one.pValue ? other : one))
  const { nA, nB } = counted
  const estimates = candidates.flatMap((each) => each.estimate ?? [])
  return {
    unit: counted.unit,
    test: nameOf(unit, {
      nBlocks: blocks.length,
      isOverSeeds: counted === ofSeeds,
      scale,
      hasDiverged,
    }),
    nUnits: nA + nB,
    nUnitsA: nA,
    nUnitsB: nB,
    leastUnits: isConstant ? 1 : Math.min(...candidates.flatMap((each) => [each.nA, each.nB])),
    // Equal values tell nothing of how they scatter.
    estimate: !hasDiverged ? counted.estimate : areSame ? withoutError(estimate) : estimate,
    estimates: hasDiverged ? [] : estimates,
    pValue: counted.pValue,
    direction: counted.direction,
    exact: counted.exact,
    isConstant,
    isRanked: hasDiverged,
  }
}

function nameOf(
  unit: Samples['unit'],
  {
    nBlocks,
    isOverSeeds,
    scale,
    hasDiverged,
  }: {
    readonly nBlocks: number
    readonly isOverSeeds: boolean
    readonly scale: Scale
    readonly hasDiverged: boolean
  },
): string {
  const where =
    unit === 'setting'
      ? ' of unpaired settings'
      : nBlocks === 1 || isOverSeeds
        ? ''
        : ' within blocks'
  if (hasDiverged) {
    return `Mann-Whitney${where}, ${unit === 'run' ? FINITE_PAIRS : FINITE_SETTINGS}`
  }
  const test = nBlocks === 1 || isOverSeeds ? "Welch's t" : "Student's t"
  return `${test}${where}, ${onScaleInWords(scale)}`
}

/** The values of two groups in one block. */
type Values = Readonly<Record<'a' | 'b', readonly number[]>>

function estimateOf(blocks: readonly Values[]): StudentEstimate | undefined {
  const [first] = blocks
  if (first === undefined) return undefined
  return blocks.length === 1 ? estimateDifference(first.a, first.b) : estimateWithinBlocks(blocks)
}

function countRuns(
  { unit, blocks }: Samples,
  estimate: StudentEstimate | undefined,
  { isConstant, hasDiverged }: { readonly isConstant: boolean; readonly hasDiverged: boolean },
): Counted {
  const exact = blockedMannWhitneyTest(
    blocks.map(({ a, b }) => ({ x: valuesOf(b), y: valuesOf(a) })),
  )
  const student = estimate && !isConstant ? studentTest(estimate) : Number.NaN
  return {
    unit,
    nA: blocks.reduce((n, { a }) => n + a.length, 0),
    nB: blocks.reduce((n, { b }) => n + b.length, 0),
    estimate,
    exact,
    direction: hasDiverged ? exact.direction : Math.sign(estimate?.estimate ?? 0),
    pValue: hasDiverged ? exact.pValue : student,
  }
}

/** A value without what its block does to it, or its rank within the block. */
interface Adjusted {
  readonly inB: boolean
  readonly value: number
  readonly seed: string | null
}

/** One value a seed of each group; undefined where no seed recurs in a group. */
function countSeeds(
  blocks: readonly SampledBlock[],
  { difference, hasDiverged }: { readonly difference: number; readonly hasDiverged: boolean },
): Counted | undefined {
  const adjusted = blocks.flatMap((block) =>
    hasDiverged ? ranksWithin(block) : withoutBlock(block, difference),
  )
  const [a, b] = [false, true].map((inB) => {
    const ofGroup = adjusted.filter((each) => each.inB === inB)
    // Runs without a seed are by themselves.
    const bySeed = groupBy(ofGroup.keys(), (at) => ofGroup[at]?.seed ?? at)
    return {
      recurs: bySeed.size < ofGroup.length,
      means: [...bySeed.values()].map((places) =>
        mean(places.map((at) => ofGroup[at]?.value ?? Number.NaN)),
      ),
    }
  })
  if (a === undefined || b === undefined || !(a.recurs || b.recurs)) return undefined
  const exact = mannWhitneyTest(b.means, a.means)
  const estimate = hasDiverged ? undefined : estimateDifference(a.means, b.means)
  return {
    unit: 'seed',
    nA: a.means.length,
    nB: b.means.length,
    estimate,
    exact,
    direction: estimate === undefined ? exact.direction : Math.sign(estimate.estimate),
    pValue: estimate === undefined ? exact.pValue : studentTest(estimate),
  }
}

/** @param difference of the groups, which stays */
function withoutBlock({ a, b }: SampledBlock, difference: number): Adjusted[] {
  const n = a.length + b.length
  const centre = (mean(valuesOf(a)) * a.length + (mean(valuesOf(b)) - difference) * b.length) / n
  return inGroups(
    a,
    b,
    [...valuesOf(a), ...valuesOf(b)].map((value) => value - centre),
  )
}

function ranksWithin({ a, b }: SampledBlock): Adjusted[] {
  const ranks = doubledMidRanks([...valuesOf(a), ...valuesOf(b)])
  return inGroups(
    a,
    b,
    ranks.map((rank) => rank - (ranks.length + 1)),
  )
}

function inGroups(
  a: readonly Observed[],
  b: readonly Observed[],
  values: readonly number[],
): Adjusted[] {
  return [...a, ...b].map(({ seed }, at) => ({
    inB: at >= a.length,
    value: values[at] as number,
    seed,
  }))
}

function isConstantWithin(blocks: readonly Values[], scale: Scale): boolean {
  return blocks.flatMap(({ a, b }) => [a, b]).every((values) => isAllSame(values, values, scale))
}

function withoutError(estimate: StudentEstimate | undefined): StudentEstimate | undefined {
  return estimate && { ...estimate, se: Number.NaN }
}

function finiteOf(observed: readonly Observed[]): number[] {
  return valuesOf(observed).filter(Number.isFinite)
}
