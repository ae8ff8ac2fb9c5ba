import { improvementInterval } from '../../stats/intervals/improvementInterval.ts'
import { mean } from '../../stats/intervals/location.ts'
import { probabilityOfImprovement } from '../../stats/tests/mannWhitney.ts'
import type { CellValue } from '../../tables/valueKey.ts'
import type { Better } from '../comparison.ts'
import { separatingParameters } from '../confounding/confounding.ts'
import type { Contrast } from '../groups/contrasts.ts'
import type { Scale } from '../groups/metricScale.ts'
import type { RunSet } from '../groups/runSet.ts'
import {
  type CommonBlock,
  isNoisy,
  pooled,
  type Samples,
  sampledBlock,
  samplesOfSettings,
} from './samples.ts'

/** A block and seed that both groups have. */
export interface PairUnit {
  /** b minus a on the scale, replicates averaged; infinite where one side diverged, 0 where both. */
  readonly difference: number
  readonly isFinite: boolean
  /** The larger of the two values on the scale, without its sign: what rounding is measured by. */
  readonly size: number
  /** What pairs of the same seed share; null where runs have no seed. */
  readonly seed: string | null
  /** The parameters of its block, in the order of the runs' settings; one-sided ones are of no use. */
  readonly settings: readonly CellValue[]
}

/** What a contrast gives to be tested. */
export interface Units {
  readonly pairs: readonly PairUnit[]
  /** What is compared where there are no pairs: see {@link Samples}. */
  readonly samples: Samples | undefined
  /**
   * Parameters that keep the groups apart, so that nothing is compared: their ranges or their values have
   * nothing in common.
   */
  readonly separatedBy: readonly string[]
  readonly nCommonBlocks: number
  /** Runs that are in no pair. */
  readonly nUnpairedA: number
  readonly nUnpairedB: number
  /** Runs that no test takes in. */
  readonly nLeftOutA: number
  readonly nLeftOutB: number
  /** Of a over b: mean over the common blocks; NaN without any. */
  readonly pImprovement: number
  readonly pImprovementLow: number
  readonly pImprovementHigh: number
  /** Mean of b minus a within blocks, of runs that did not diverge, mean over the common blocks. */
  readonly differenceOfMeans: number
}

/** Where a smaller share of the runs of the smaller group has a partner, runs or settings are compared without. */
const LEAST_PAIRED_SHARE = 0.5
/** With fewer settings a group has too few draws of the other parameters to be compared without pairs. */
const LEAST_SETTINGS = 3

/** Finds the units of a contrast; see {@link Units}. */
export function unitsOf(contrast: Contrast, scale: Scale, better: Better): Units {
  const blocks = commonBlocks(contrast)
  const isRepeated = blocks.length === 1 || blocks.some((block) => isNoisy(block, scale))
  const bySeed = blocks.map((block) => matchSeeds(block, scale))
  const matched = areSeedsShared(blocks, bySeed)
    ? bySeed
    : // Where runs repeat a setting they are compared, not paired; else each block is a pair.
      blocks.map((block) => (isRepeated ? UNMATCHED : matchWhole(block, scale)))
  const nPaired = (side: Side) => nPairedOf(matched, side)
  const smaller = contrast.a.size <= contrast.b.size ? 'a' : 'b'
  const nShared = (side: Side) => blocks.reduce((n, block) => n + block[side].size, 0)
  const pairs = matched.flatMap(({ pairs }) => pairs)
  const isSampled = pairs.length === 0 && blocks.length > 0
  const nCompared = isSampled ? nShared : nPaired
  const isScattered = nCompared(smaller) < LEAST_PAIRED_SHARE * contrast[smaller].size
  const settings = isScattered ? settingsOf(contrast, scale) : undefined
  if (settings?.separatedBy.length === 0) return unpairedUnits(contrast, settings.samples, better)
  const lowerIsBetter = better === 'lower'
  const pImprovement = mean(
    blocks.map(({ a, b }) => probabilityOfImprovement(a.values, b.values, { lowerIsBetter })),
  )
  const sizes = blocks.map(({ a, b }) => ({ a: a.size, b: b.size }))
  const interval = improvementInterval(pImprovement, sizes)
  return {
    pairs,
    samples: isSampled
      ? { unit: 'run', blocks: blocks.map((block) => sampledBlock(block, scale)) }
      : undefined,
    separatedBy: blocks.length === 0 ? (settings?.separatedBy ?? []) : [],
    nCommonBlocks: blocks.length,
    nUnpairedA: contrast.a.size - nPaired('a'),
    nUnpairedB: contrast.b.size - nPaired('b'),
    nLeftOutA: contrast.a.size - nCompared('a'),
    nLeftOutB: contrast.b.size - nCompared('b'),
    pImprovement,
    pImprovementLow: interval.low,
    pImprovementHigh: interval.high,
    differenceOfMeans: mean(
      blocks
        .map(({ a, b }) => b.meanOfFiniteOn(scale) - a.meanOfFiniteOn(scale))
        .filter((difference) => !Number.isNaN(difference)),
    ),
  }
}

/** The settings of both groups, and what keeps them apart; undefined where they are too few. */
function settingsOf(
  contrast: Contrast,
  scale: Scale,
): { readonly samples: Samples; readonly separatedBy: readonly string[] } | undefined {
  const [a, b] = [contrast.a, contrast.b].map((set) => [...set.blocksBy(contrast.blockOf).values()])
  if (a === undefined || b === undefined) return undefined
  if (Math.min(a.length, b.length) < LEAST_SETTINGS) return undefined
  return {
    samples: samplesOfSettings(a, b, scale),
    separatedBy: separatingParameters(contrast),
  }
}

/** All runs of two groups, a value a setting: nothing is paired. */
function unpairedUnits({ a, b }: Contrast, samples: Samples, better: Better): Units {
  const { a: ofA, b: ofB } = pooled(samples)
  const pImprovement = probabilityOfImprovement(ofA, ofB, { lowerIsBetter: better === 'lower' })
  const interval = improvementInterval(pImprovement, [{ a: ofA.length, b: ofB.length }])
  return {
    pairs: [],
    samples,
    separatedBy: [],
    nCommonBlocks: 0,
    nUnpairedA: a.size,
    nUnpairedB: b.size,
    nLeftOutA: 0,
    nLeftOutB: 0,
    pImprovement,
    pImprovementLow: interval.low,
    pImprovementHigh: interval.high,
    differenceOfMeans: Number.NaN,
  }
}

/** In the order of their keys, so that sums do not depend on that of the rows. */
function commonBlocks({ a, b, blockOf }: Contrast): CommonBlock[] {
  const blocks: CommonBlock[] = []
  const inB = b.blocksBy(blockOf)
  for (const [key, runs] of a.blocksBy(blockOf)) {
    const others = inB.get(key)
    if (others) blocks.push({ a: runs, b: others })
  }
  return blocks
}

/** The pairs of a block, and how many runs of either group are in them. */
interface Matched {
  readonly pairs: readonly PairUnit[]
  readonly nPaired: Readonly<Record<Side, number>>
}

type Side = 'a' | 'b'

const UNMATCHED: Matched = { pairs: [], nPaired: { a: 0, b: 0 } }

/** Whether most runs of the smaller side have one of the same seed on the other. */
function areSeedsShared(blocks: readonly CommonBlock[], matched: readonly Matched[]): boolean {
  const sizeOf = (side: Side) => blocks.reduce((n, block) => n + block[side].size, 0)
  const smaller = sizeOf('a') <= sizeOf('b') ? 'a' : 'b'
  return nPairedOf(matched, smaller) >= LEAST_PAIRED_SHARE * sizeOf(smaller)
}

function nPairedOf(matched: readonly Matched[], side: Side): number {
  return matched.reduce((n, { nPaired }) => n + nPaired[side], 0)
}

function matchSeeds({ a, b }: CommonBlock, scale: Scale): Matched {
  const nPaired = { a: 0, b: 0 }
  const pairs: PairUnit[] = []
  const inB = b.bySeed()
  for (const [seed, ofA] of a.bySeed()) {
    const ofB = inB.get(seed)
    if (ofB === undefined) continue
    nPaired.a += ofA.size
    nPaired.b += ofB.size
    pairs.push(pairOf(ofA, ofB, scale, seed))
  }
  return { pairs, nPaired }
}

/** The block as a whole is the pair: its runs have no seeds, or share hardly any. */
function matchWhole({ a, b }: CommonBlock, scale: Scale): Matched {
  return { pairs: [pairOf(a, b, scale, null)], nPaired: { a: a.size, b: b.size } }
}

/** Replicates are averaged on the scale; one that diverged makes their mean infinite. */
function pairOf(a: RunSet, b: RunSet, scale: Scale, seed: string | null): PairUnit {
  const [valueA, valueB] = [a.meanOn(scale), b.meanOn(scale)]
  return {
    // Two that diverged are as bad as each other.
    difference: valueA === valueB ? 0 : valueB - valueA,
    isFinite: Number.isFinite(valueA) && Number.isFinite(valueB),
    size: Math.max(Math.abs(valueA), Math.abs(valueB)),
    seed,
    settings: a.runs[0]?.settings ?? [],
  }
}
