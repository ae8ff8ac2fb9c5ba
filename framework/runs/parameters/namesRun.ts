import type { Cell } from '../runRecord.ts'
import {
  isIdentifierKey,
  isMomentOrHash,
  saysWhatItContinues,
  saysWhereOrWhen,
} from './identifiers.ts'
import { isUniqueToEachRun, splitOf } from './sameSplit.ts'

/** Fewer runs may each have a value of their own of a choice that was made. */
export const MOST_CHOICES = 8

/**
 * Whether a key that was recorded says which run it is, rather than how it was made: a name, title, id, moment, host,
 * user, path or commit, or what the run was resumed from. Compared as a parameter, it would make every run a setting
 * of its own.
 *
 * @param isHydras whether a job that Hydra ran has the key: it was chosen, unless it is a name by its key
 */
export function namesRun(key: string, cells: readonly Cell[], isHydras: boolean): boolean {
  const isUnique = isUniqueToEachRun(splitOf(cells))
  if (isUnique && isIdentifierKey(key)) return true
  // Where all runs have one, and several the same, it is what was to be compared, as by an evaluation of checkpoints.
  if (
    saysWhatItContinues(key) &&
    (isUnique || cells.some((cell) => cell === null || cell === false))
  )
    return true
  const present = cells.filter((cell) => cell !== null)
  const hasText = present.some((cell) => typeof cell === 'string')
  if (isHydras || !hasText) return false
  if (saysWhereOrWhen(key) || present.every(isMomentOrHash)) return true
  return (
    isUnique && present.length > MOST_CHOICES && present.every((cell) => typeof cell === 'string')
  )
}
