import { compareCells, valueKey } from '../../tables/valueKey.ts'
import type { MeasuredRun, RunGroup } from './measuredRuns.ts'
import { RunSet } from './runSet.ts'

/** Two groups of runs, or parts of them, that a row compares. */
export interface Contrast {
  readonly a: RunSet
  readonly b: RunSet
  /** Empty for all runs of both groups; else what the runs of one of them have in common. */
  readonly block: string
  /** The key of a run's block: its values of the parameters that both groups have. */
  readonly blockOf: (run: MeasuredRun) => string
  /** Parameters that every run of one group and none of the other has. */
  readonly oneSided: readonly string[]
}

/** How often a group's runs have a value of a parameter. */
type Presence = 'all' | 'some' | 'none'

/**
 * Lays out what is compared with what. A parameter that every run of one group and no run of the
 * other has, such as the size of a codebook, cannot be part of a block: all its values together make
 * the first contrast, and each of them, where there are several, one of its own.
 */
export class ContrastMaker {
  readonly #parameters: readonly string[]
  readonly #presence = new Map<RunGroup, readonly Presence[]>()
  readonly #sets = new Map<RunGroup, RunSet>()
  /** What gives the key of a run's block, by the parameters that make it. */
  readonly #blockOf = new Map<string, Contrast['blockOf']>()

  constructor(parameters: readonly string[]) {
    this.#parameters = parameters
  }

  contrast(a: RunGroup, b: RunGroup): Contrast[] {
    const [inA, inB] = [this.#presenceIn(a), this.#presenceIn(b)]
    const places = [...this.#parameters.keys()]
    const onlyA = places.filter((at) => inA[at] === 'all' && inB[at] === 'none')
    const onlyB = places.filter((at) => inB[at] === 'all' && inA[at] === 'none')
    const oneSided = [...onlyA, ...onlyB]
    const common = places.filter((at) => !oneSided.includes(at))
    const shared = {
      blockOf: this.#blockKeyOf(common),
      oneSided: oneSided.map((at) => this.#parameters[at] as string),
    }
    const [allA, allB] = [this.#setOf(a), this.#setOf(b)]
    return [
      { a: allA, b: allB, block: '', ...shared },
      ...this.#split(a.runs, onlyA).map(({ block, runs }) => ({
        ...shared,
        a: new RunSet(runs),
        b: allB,
        block,
      })),
      ...this.#split(b.runs, onlyB).map(({ block, runs }) => ({
        ...shared,
        a: allA,
        b: new RunSet(runs),
        block,
      })),
    ]
  }

  #setOf(group: RunGroup): RunSet {
    const set = this.#sets.get(group) ?? new RunSet(group.runs)
    this.#sets.set(group, set)
    return set
  }

  #presenceIn(group: RunGroup): readonly Presence[] {
    const known = this.#presence.get(group)
    if (known) return known
    const presence = this.#parameters.map((_, at): Presence => {
      const n = group.runs.filter(({ settings }) => settings[at] !== null).length
      return n === 0 ? 'none' : n === group.runs.length ? 'all' : 'some'
    })
    this.#presence.set(group, presence)
    return presence
  }

  /** The same function for the same parameters, so that a set of runs is laid out in blocks once. */
  #blockKeyOf(places: readonly number[]): Contrast['blockOf'] {
    const signature = places.join()
    const known = this.#blockOf.get(signature) ?? (({ settings }) => keyOf(settings, places))
    this.#blockOf.set(signature, known)
    return known
  }

  /** The runs by their values of some parameters; nothing where there is only one combination. */
  #split(
    runs: readonly MeasuredRun[],
    places: readonly number[],
  ): { block: string; runs: MeasuredRun[] }[] {
    if (places.length === 0) return []
    const parts = new Map<string, { block: string; runs: MeasuredRun[] }>()
    for (const run of runs) {
      const key = keyOf(run.settings, places)
      const block = places.map((at) => `${this.#parameters[at]}=${run.settings[at]}`).join(', ')
      const part = parts.get(key) ?? { block, runs: [] }
      part.runs.push(run)
      parts.set(key, part)
    }
    return parts.size < 2 ? [] : [...parts.values()].sort(byFirstSettings(places))
  }
}

function keyOf(settings: MeasuredRun['settings'], places: readonly number[]): string {
  return places.map((at) => valueKey(settings[at])).join('\n')
}

function byFirstSettings(places: readonly number[]) {
  return (one: { runs: MeasuredRun[] }, other: { runs: MeasuredRun[] }): number => {
    for (const at of places) {
      const order = compareCells(one.runs[0]?.settings[at], other.runs[0]?.settings[at])
      if (order !== 0) return order
    }
    return 0
  }
}
