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
  /** All parameters, in the order of the runs' settings. */
  readonly parameters: readonly string[]
  /** The places of those that make blocks. */
  readonly places: readonly number[]
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
  readonly #places: readonly number[]
  readonly #presence = new Map<RunGroup, readonly Presence[]>()
  readonly #sets = new Map<RunGroup, RunSet>()
  /** What makes blocks, by the parameters that do not. */
  readonly #blocks = new Map<string, Pick<Contrast, 'blockOf' | 'places'>>()

  constructor(parameters: readonly string[]) {
    this.#parameters = parameters
    this.#places = [...parameters.keys()]
  }

  contrast(a: RunGroup, b: RunGroup): Contrast[] {
    const [onlyA, onlyB] = [this.#onlyIn(a, b), this.#onlyIn(b, a)]
    const oneSided = [...onlyA, ...onlyB]
    const blocks = this.#blocksWithout(oneSided)
    const names = oneSided.map((at) => this.#parameters[at] as string)
    const [allA, allB] = [this.#setOf(a), this.#setOf(b)]
    const make = (ofA: RunSet, ofB: RunSet, block: string): Contrast => ({
      a: ofA,
      b: ofB,
      block,
      ...blocks,
      parameters: this.#parameters,
      oneSided: names,
    })
    return [
      make(allA, allB, ''),
      ...this.#split(a.runs, onlyA).map(({ block, runs }) => make(new RunSet(runs), allB, block)),
      ...this.#split(b.runs, onlyB).map(({ block, runs }) => make(allA, new RunSet(runs), block)),
    ]
  }

  /** The places of the parameters that every run of a group has, and none of the other. */
  #onlyIn(group: RunGroup, other: RunGroup): readonly number[] {
    const [has, hasOther] = [this.#presenceIn(group), this.#presenceIn(other)]
    const isOnly = (at: number) => has[at] === 'all' && hasOther[at] === 'none'
    return this.#places.filter(isOnly)
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
  #blocksWithout(oneSided: readonly number[]): Pick<Contrast, 'blockOf' | 'places'> {
    const signature = oneSided.join()
    const known = this.#blocks.get(signature)
    if (known) return known
    const places = this.#places.filter((at) => !oneSided.includes(at))
    const blockOf = ({ settings }: MeasuredRun) => keyOf(settings, places)
    const made = { blockOf, places }
    this.#blocks.set(signature, made)
    return made
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
