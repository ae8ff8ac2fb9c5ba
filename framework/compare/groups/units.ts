import { improvementInterval } from '../../stats/intervals/improvementInterval.ts'
import { mean } from '../../stats/intervals/location.ts'
import { probabilityOfImprovement } from '../../stats/tests/mannWhitney.ts'
import type { CellValue } from '../../tables/valueKey.ts'
import type { Better } from '../comparison.ts'
import type { Contrast } from './contrasts.ts'
import type { Scale } from './metricScale.ts'
import { RunSet } from './runSet.ts'

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
  /**
   * The values of a block whose seeds are not shared, on the scale, one a seed: given where there are
   * no pairs, and no other block in common.
   */
  readonly samples: { readonly a: readonly number[]; readonly b: readonly number[] } | undefined
  readonly nCommonBlocks: number
  /** Runs that are in no pair. */
  readonly nUnpairedA: number
  readonly nUnpairedB: number
  /** Of a over b: mean over the common blocks; NaN without any. */
  readonly pImprovement: number
  readonly pImprovementLow: number
  readonly pImprovementHigh: number
  /** Mean of b minus a within blocks, of runs that did not diverge, mean over the common blocks. */
  readonly differenceOfMeans: number
}

/** The runs of both groups in a block that they have in common. */
interface CommonBlock {
  readonly a: RunSet
  readonly b: RunSet
}

/** Finds the units of a contrast; see {@link Units}. */
export function unitsOf(contrast: Contrast, scale: Scale, better: Better): Units {
  const blocks = commonBlocks(contrast)
  const hasSeeds = blocks.some(({ a, b }) => a.hasSeeds || b.hasSeeds)
  const isOneBlock = blocks.length === 1
  const matched = blocks.map((block) => matchSeeds(block, scale, !hasSeeds && !isOneBlock))
  const pairs = matched.flatMap(({ pairs }) => pairs)
  const nPaired = (side: 'a' | 'b') => matched.reduce((n, each) => n + each.nPaired[side], 0)
  const lowerIsBetter = better === 'lower'
  const [onlyBlock] = blocks
  const pImprovement = mean(
    blocks.map(({ a, b }) => probabilityOfImprovement(a.values, b.values, { lowerIsBetter })),
  )
  const sizes = blocks.map(({ a, b }) => ({ a: a.size, b: b.size }))
  const interval = improvementInterval(pImprovement, sizes)
  return {
    pairs,
    samples:
      pairs.length === 0 && isOneBlock && onlyBlock !== undefined
        ? { a: valuesPerSeed(onlyBlock.a, scale), b: valuesPerSeed(onlyBlock.b, scale) }
        : undefined,
    nCommonBlocks: blocks.length,
    nUnpairedA: contrast.a.size - nPaired('a'),
    nUnpairedB: contrast.b.size - nPaired('b'),
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

/** @param withoutSeeds the block as a whole is the unit: its runs have no seed */
function matchSeeds(
  { a, b }: CommonBlock,
  scale: Scale,
  withoutSeeds: boolean,
): { pairs: PairUnit[]; nPaired: { a: number; b: number } } {
  if (withoutSeeds) {
    return { pairs: [pairOf(a, b, scale, null)], nPaired: { a: a.size, b: b.size } }
  }
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

/** One value per seed; runs without a seed give one each. */
function valuesPerSeed(set: RunSet, scale: Scale): number[] {
  const single = set.runs.filter(({ seed }) => seed === null).map((run) => new RunSet([run]))
  return [...set.bySeed().values(), ...single]
    .map((replicates) => replicates.meanOn(scale))
    .sort((one, other) => (one < other ? -1 : Number(one > other)))
}
