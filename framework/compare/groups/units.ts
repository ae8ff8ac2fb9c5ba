import { improvementInterval } from '../../stats/intervals/improvementInterval.ts'
import { mean } from '../../stats/intervals/location.ts'
import { probabilityOfImprovement } from '../../stats/tests/mannWhitney.ts'
import { groupBy } from '../../tables/groupBy.ts'
import type { Better } from '../comparison.ts'
import type { Contrast } from './contrasts.ts'
import type { MeasuredRun } from './measuredRuns.ts'
import { onScale, type Scale } from './metricScale.ts'

/** A block and seed that both groups have. */
export interface PairUnit {
  /** b minus a on the scale, replicates averaged; infinite where one side diverged, 0 where both. */
  readonly difference: number
  readonly isFinite: boolean
  /** The larger of the two values on the scale, without its sign: what rounding is measured by. */
  readonly size: number
  /** What pairs of the same seed share; null where runs have no seed. */
  readonly seed: string | null
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

interface Block {
  readonly key: string
  readonly a: readonly MeasuredRun[]
  readonly b: readonly MeasuredRun[]
}

/** Finds the units of a contrast; see {@link Units}. */
export function unitsOf(contrast: Contrast, scale: Scale, better: Better): Units {
  const blocks = commonBlocks(contrast)
  const hasSeeds = blocks.some(({ a, b }) => [...a, ...b].some(({ seed }) => seed !== null))
  const isOneBlock = blocks.length === 1
  const matched = blocks.map((block) => matchSeeds(block, scale, !hasSeeds && !isOneBlock))
  const pairs = matched.flatMap(({ pairs }) => pairs)
  const nPaired = (side: 'a' | 'b') => matched.reduce((n, each) => n + each.nPaired[side], 0)
  const lowerIsBetter = better === 'lower'
  const [onlyBlock] = blocks
  const pImprovement = mean(
    blocks.map(({ a, b }) => probabilityOfImprovement(valuesOf(a), valuesOf(b), { lowerIsBetter })),
  )
  const sizes = blocks.map(({ a, b }) => ({ a: a.length, b: b.length }))
  const interval = improvementInterval(pImprovement, sizes)
  return {
    pairs,
    samples:
      pairs.length === 0 && isOneBlock && onlyBlock !== undefined
        ? { a: valuesPerSeed(onlyBlock.a, scale), b: valuesPerSeed(onlyBlock.b, scale) }
        : undefined,
    nCommonBlocks: blocks.length,
    nUnpairedA: contrast.a.length - nPaired('a'),
    nUnpairedB: contrast.b.length - nPaired('b'),
    pImprovement,
    pImprovementLow: interval.low,
    pImprovementHigh: interval.high,
    differenceOfMeans: mean(
      blocks
        .map(({ a, b }) => meanOnScale(b, scale) - meanOnScale(a, scale))
        .filter((difference) => !Number.isNaN(difference)),
    ),
  }
}

/** The mean on the scale of the runs that did not diverge; NaN without any. */
export function meanOnScale(runs: readonly MeasuredRun[], scale: Scale): number {
  return sortedMean(valuesOf(runs).filter(Number.isFinite), scale)
}

/** In an order that does not depend on that of the rows, so that sums are the same to the last digit. */
function commonBlocks({ a, b, blockOf }: Contrast): Block[] {
  const [inA, inB] = [groupBy(a, blockOf), groupBy(b, blockOf)]
  return [...inA]
    .flatMap(([key, runs]): Block[] => {
      const others = inB.get(key)
      return others === undefined ? [] : [{ key, a: runs, b: others }]
    })
    .sort((one, other) => compareText(one.key, other.key))
}

/** @param withoutSeeds the block as a whole is the unit: its runs have no seed */
function matchSeeds(
  { a, b }: Block,
  scale: Scale,
  withoutSeeds: boolean,
): { pairs: PairUnit[]; nPaired: { a: number; b: number } } {
  const bySeed = (runs: readonly MeasuredRun[]): Map<string | null, readonly MeasuredRun[]> =>
    withoutSeeds
      ? new Map([[null, runs]])
      : groupBy(
          runs.filter(({ seed }) => seed !== null),
          ({ seed }) => seed,
        )
  const [inA, inB] = [bySeed(a), bySeed(b)]
  const seeds = [...inA.keys()].filter((seed) => inB.has(seed)).sort(compareText)
  const nPaired = { a: 0, b: 0 }
  const pairs = seeds.map((seed) => {
    const [ofA, ofB] = [inA.get(seed) ?? [], inB.get(seed) ?? []]
    nPaired.a += ofA.length
    nPaired.b += ofB.length
    const [valueA, valueB] = [replicateMean(ofA, scale), replicateMean(ofB, scale)]
    return {
      // Two that diverged are as bad as each other.
      difference: valueA === valueB ? 0 : valueB - valueA,
      isFinite: Number.isFinite(valueA) && Number.isFinite(valueB),
      size: Math.max(Math.abs(valueA), Math.abs(valueB)),
      seed,
    }
  })
  return { pairs, nPaired }
}

/** One value a seed; runs without a seed are one each. */
function valuesPerSeed(runs: readonly MeasuredRun[], scale: Scale): number[] {
  return [...groupBy(runs, (run) => run.seed ?? `run ${run.index}`).values()]
    .map((replicates) => replicateMean(replicates, scale))
    .sort((one, other) => (one < other ? -1 : Number(one > other)))
}

/** Replicates averaged on the scale; one that diverged makes the mean infinite. */
function replicateMean(runs: readonly MeasuredRun[], scale: Scale): number {
  return sortedMean(valuesOf(runs), scale)
}

/** In ascending order, so that the sum is the same for any order of the rows. */
function sortedMean(values: readonly number[], scale: Scale): number {
  if (values.length === 1) return onScale(scale, values[0] as number)
  return mean(Float64Array.from(values, (value) => onScale(scale, value)).sort())
}

function valuesOf(runs: readonly MeasuredRun[]): number[] {
  return runs.map(({ value }) => value)
}

function compareText(one: string | null, other: string | null): number {
  const [a, b] = [one ?? '', other ?? '']
  return a < b ? -1 : Number(a > b)
}
