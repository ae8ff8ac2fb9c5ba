import { groupBy } from '../../tables/groupBy.ts'
import { isSavedUnder } from '../hydra/savedValues.ts'
import { isRepeated, splitOf } from '../parameters/sameSplit.ts'
import type { RunSettings } from '../runRecord.ts'

/**
 * The runs with what their trackers gather them under as a parameter (`study`, `experiment`, `project`),
 * where they are of several of a kind: what was recorded for different questions stands in different
 * settings, so that no comparison takes it for repetitions of one. Where most runs have one of their own, it
 * is but another name of the run, and no parameter.
 */
export function withCollections(runs: readonly RunSettings[]): readonly RunSettings[] {
  const kinds = groupBy(
    runs.filter(({ collection }) => collection !== null),
    ({ collection }) => collection?.kind ?? '',
  )
  const keys = new Map<string, string>()
  for (const [kind, members] of kinds) {
    const split = splitOf(members.map(({ collection }) => collection?.name ?? null))
    if (split.size > 1 && isRepeated(split)) keys.set(kind, freeKey(kind, runs))
  }
  if (keys.size === 0) return runs
  return runs.map((run) => {
    const { collection, overrides } = run
    const key = keys.get(collection?.kind ?? '')
    if (collection === null || key === undefined) return run
    return { ...run, overrides: [{ key, value: collection.name }, ...overrides] }
  })
}

/** A setting of the runs' own may have the same name. */
function freeKey(kind: string, runs: readonly RunSettings[]): string {
  const isTaken = runs.some(
    ({ overrides, saved }) =>
      overrides.some(({ key }) => key === kind) || saved.some((each) => isSavedUnder(each, kind)),
  )
  return isTaken ? freeKey(`tracker.${kind}`, runs) : kind
}
