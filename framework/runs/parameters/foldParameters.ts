import type { Cell } from '../runRecord.ts'
import { determines, isUniqueToEachRun, type Split, splitOf } from './sameSplit.ts'

/** A key that may be a parameter. */
export interface Candidate {
  readonly key: string
  readonly cells: readonly Cell[]
  /** An override sets it in some run. */
  readonly isSet: boolean
  /** It chooses the option of a config group. */
  readonly isGroup: boolean
}

/** A candidate that stands, with those that say the same. */
export interface Folded {
  readonly candidate: Candidate
  readonly follows: string[]
  readonly confoundedWith: string[]
}

/**
 * Leaves of the candidates those that differ between runs, each way of dividing the runs once. The
 * earlier one stands. What nobody set follows from a chosen option that says its value; anything
 * else that divides the runs in the same way is confounded. Where every run has a value of its own,
 * nothing can be said of two parameters, and both stand.
 */
export function foldParameters(candidates: readonly Candidate[]): Folded[] {
  const standing: Standing[] = []
  const bySplit = new Map<string, Standing>()
  const options: Standing[] = []
  for (const candidate of candidates) {
    const split = splitOf(candidate.cells)
    if (split.size < 2) continue
    const option = candidate.isSet
      ? undefined
      : options.find((other) => determines(other.split, split))
    const groups = isUniqueToEachRun(split) ? undefined : split.groups.join()
    const same = groups === undefined ? undefined : bySplit.get(groups)
    if (option) option.follows.push(candidate.key)
    else if (same) same.confoundedWith.push(candidate.key)
    else {
      const folded = { candidate, follows: [], confoundedWith: [], split }
      standing.push(folded)
      if (candidate.isGroup) options.push(folded)
      if (groups !== undefined) bySplit.set(groups, folded)
    }
  }
  return standing.map(({ candidate, follows, confoundedWith }) => ({
    candidate,
    follows,
    confoundedWith,
  }))
}

interface Standing extends Folded {
  readonly split: Split
}
