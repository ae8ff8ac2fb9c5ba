import type { CellValue } from '../../tables/valueKey.ts'
import type { Scale } from '../groups/metricScale.ts'
import { RunSet } from '../groups/runSet.ts'
import { isAllSame } from './allSame.ts'

/** Values of two groups that are not paired, on the scale. */
export interface Samples {
  /**
   * `run`: one value a seed of the blocks in common, whose seeds are not shared. `setting`: one value a
   * setting of each group, where most settings have no partner, as in a random search: a single block.
   */
  readonly unit: 'run' | 'setting'
  readonly blocks: readonly SampledBlock[]
}

/** What both groups have in a block, in ascending order. */
export interface SampledBlock {
  readonly a: readonly Observed[]
  readonly b: readonly Observed[]
  /** The parameters of the block, in the order of the runs' settings; one-sided ones are of no use. */
  readonly settings: readonly CellValue[]
}

/** A value, and the seed that it shares with values of other blocks; null without one. */
export interface Observed {
  readonly value: number
  readonly seed: string | null
}

/** The runs of both groups in a block that they have in common. */
export interface CommonBlock {
  readonly a: RunSet
  readonly b: RunSet
}

/** Whether runs of one group differ in a block: then they tell how far a setting scatters. */
export function isNoisy({ a, b }: CommonBlock, scale: Scale): boolean {
  return [a, b].some((set) => {
    const values = valuesOf(valuesPerSeed(set, scale))
    return values.length > 1 && !isAllSame(values, values, scale)
  })
}

/** The values of both groups in a block, one per seed. */
export function sampledBlock({ a, b }: CommonBlock, scale: Scale): SampledBlock {
  return {
    a: valuesPerSeed(a, scale),
    b: valuesPerSeed(b, scale),
    settings: a.runs[0]?.settings ?? [],
  }
}

/** One value per seed; runs without a seed give one each. */
function valuesPerSeed(set: RunSet, scale: Scale): Observed[] {
  const single = set.runs.filter(({ seed }) => seed === null).map((run) => new RunSet([run]))
  return [
    ...[...set.bySeed()].map(([seed, replicates]) => ({ value: replicates.meanOn(scale), seed })),
    ...single.map((run) => ({ value: run.meanOn(scale), seed: null })),
  ].sort(ascending)
}

/** Settings that have no partners, each with the mean of its runs. */
export function samplesOfSettings(
  a: readonly RunSet[],
  b: readonly RunSet[],
  scale: Scale,
): Samples {
  const means = (sets: readonly RunSet[]): Observed[] =>
    sets.map((set) => ({ value: set.meanOn(scale), seed: null })).sort(ascending)
  return { unit: 'setting', blocks: [{ a: means(a), b: means(b), settings: [] }] }
}

/** All values of the two groups, whatever their block. */
export function pooled({ blocks }: Samples): { readonly a: number[]; readonly b: number[] } {
  const ofSide = (side: 'a' | 'b') => blocks.flatMap((block) => valuesOf(block[side]))
  return { a: ofSide('a'), b: ofSide('b') }
}

export function valuesOf(observed: readonly Observed[]): number[] {
  return observed.map(({ value }) => value)
}

/** Not by difference: that of two infinities is NaN. */
function ascending({ value: one }: Observed, { value: other }: Observed): number {
  return one < other ? -1 : Number(one > other)
}
