import type { Comparison } from '../../../compare/comparison.ts'
import { count } from '../../../text/counts.ts'

/** Whether runs that a row compares have diverged. */
export function hasDivergedRuns({ nDivergedA, nDivergedB }: Comparison): boolean {
  return nDivergedA + nDivergedB > 0
}

/**
 * How many runs of the rows diverged, and what that means for a figure; none where none did.
 *
 * @param consequence such as `such runs count as the worst`
 */
export function divergedNote(rows: readonly Comparison[], consequence: string): string[] {
  const affected = rows.filter(hasDivergedRuns)
  const [first] = affected
  if (first === undefined) return []
  const { nDivergedA, nDivergedB, nA, nB } = first
  const amount =
    affected.length > 1
      ? `In ${affected.length} of ${count(rows.length, 'comparison')}, runs`
      : `${nDivergedA + nDivergedB} of ${count(nA + nB, 'run')}${rows.length > 1 ? ' of one comparison' : ''}`
  return [`${amount} diverged: ${consequence}.`]
}
