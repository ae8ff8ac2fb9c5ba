import { mean } from '../../stats/intervals/location.ts'
import { groupBy } from '../../tables/groupBy.ts'
import type { MeasuredRun } from './measuredRuns.ts'
import { onScale, type Scale, scaleOfRuns } from './metricScale.ts'

/**
 * Runs on one side of a contrast. A group of 200 stands on a side of 199 contrasts: what they all ask
 * of it is worked out once.
 */
export class RunSet {
  readonly runs: readonly MeasuredRun[]
  /** The metric of each run. */
  readonly values: readonly number[]
  readonly nDiverged: number
  readonly hasSeeds: boolean
  /** The scale that fits the values. */
  readonly scale: Scale
  readonly #means = new Map<Scale, number>()
  readonly #meansOfFinite = new Map<Scale, number>()
  readonly #blocks = new Map<(run: MeasuredRun) => string, ReadonlyMap<string, RunSet>>()
  #seeds: ReadonlyMap<string, RunSet> | undefined

  constructor(runs: readonly MeasuredRun[]) {
    this.runs = runs
    this.values = runs.map(({ value }) => value)
    this.nDiverged = this.values.filter((value) => !Number.isFinite(value)).length
    this.scale = scaleOfRuns(runs)
    this.hasSeeds = runs.some(({ seed }) => seed !== null)
  }

  get size(): number {
    return this.runs.length
  }

  /** The mean on the scale; one run that diverged makes it infinite. */
  meanOn(scale: Scale): number {
    return remembered(this.#means, scale, () => sortedMean(this.values, scale))
  }

  /** The mean on the scale of the runs that did not diverge; NaN without any. */
  meanOfFiniteOn(scale: Scale): number {
    return remembered(this.#meansOfFinite, scale, () =>
      sortedMean(this.values.filter(Number.isFinite), scale),
    )
  }

  /** The runs of each block, in the order of the keys, whatever that of the rows. */
  blocksBy(blockOf: (run: MeasuredRun) => string): ReadonlyMap<string, RunSet> {
    return remembered(this.#blocks, blockOf, () => setsByKey(this.runs, blockOf))
  }

  /** The runs of each seed, in the order of the seeds' keys; runs without a seed are in none. */
  bySeed(): ReadonlyMap<string, RunSet> {
    this.#seeds ??= setsByKey(
      this.runs.filter(({ seed }) => seed !== null),
      ({ seed }) => seed as string,
    )
    return this.#seeds
  }
}

function setsByKey(
  runs: readonly MeasuredRun[],
  keyOf: (run: MeasuredRun) => string,
): Map<string, RunSet> {
  const sorted = [...groupBy(runs, keyOf)].sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
  return new Map(sorted.map(([key, members]) => [key, new RunSet(members)]))
}

/** In ascending order, so that the sum is the same for any order of the rows. */
function sortedMean(values: readonly number[], scale: Scale): number {
  return mean(Float64Array.from(values, (value) => onScale(scale, value)).sort())
}

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}
