import { compareCells, valueKey } from '../../tables/valueKey.ts'
import type { MeasuredRun, RunGroup } from './measuredRuns.ts'

/** Two groups of runs, or parts of them, that a row compares. */
export interface Contrast {
  readonly a: readonly MeasuredRun[]
  readonly b: readonly MeasuredRun[]
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
  /** Of all runs, by the parameters that make the block. */
  readonly #blockKeys = new Map<string, string[]>()

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
    return [
      { a: a.runs, b: b.runs, block: '', ...shared },
      ...this.#split(a.runs, onlyA).map(({ block, runs }) => ({
        ...shared,
        a: runs,
        b: b.runs,
        block,
      })),
      ...this.#split(b.runs, onlyB).map(({ block, runs }) => ({
        ...shared,
        a: a.runs,
        b: runs,
        block,
      })),
    ]
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

  #blockKeyOf(places: readonly number[]): (run: MeasuredRun) => string {
    const signature = places.join()
    const keys = this.#blockKeys.get(signature) ?? []
    this.#blockKeys.set(signature, keys)
    return ({ index, settings }) => {
      keys[index] ??= keyOf(settings, places)
      return keys[index]
    }
  }

  /** The runs by their values of some parameters; nothing where there is only one combination. */
  #split(
    runs: readonly MeasuredRun[],
    places: readonly number[],
  ): { block: string; runs: MeasuredRun[] }[] {
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
