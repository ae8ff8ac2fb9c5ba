import { valueKey } from '../../tables/valueKey.ts'
import { readSaved, SavedPlace, type SavedValue, savedKey } from '../hydra/savedValues.ts'
import { isIdentifierKey } from '../parameters/identifiers.ts'
import type { Cell, RunOverride } from '../runRecord.ts'
import { type AssembledRun, paramCells } from './assembledRun.ts'
import { isComparable } from './differingParams.ts'

/** What Hydra says of how a run was made. */
interface HydrasParams {
  readonly overrides: readonly RunOverride[]
  readonly saved: readonly SavedValue[]
}

/** The same with the values that the run's own record has, and the keys for which they are others. */
export interface OwnParams {
  readonly overrides: readonly RunOverride[]
  readonly saved: readonly SavedValue[]
  readonly changed: readonly string[]
}

/**
 * The parameters in which the records of a job's folder differ. Several trainings wrote there, and Hydra's files are those
 * of the last.
 */
export function keysOfRecords(runs: readonly AssembledRun[]): ReadonlySet<string> {
  const first = new Map<string, string>()
  const differing = new Set<string>()
  for (const [key, cell] of runs.flatMap(paramCells)) {
    if (isIdentifierKey(key) || !isComparable(cell)) continue
    const value = valueKey(cell)
    if ((first.get(key) ?? value) !== value) differing.add(key)
    first.set(key, value)
  }
  return differing
}

/** Hydra's parameters of a run, with what its own record says of the keys. */
export function withOwnParams(
  { overrides, saved }: HydrasParams,
  run: AssembledRun,
  keys: ReadonlySet<string>,
): OwnParams {
  const own = new Map(paramCells(run).filter(([key, cell]) => keys.has(key) && isComparable(cell)))
  const changed = new Set<string>()
  const ownOf = (key: string, value: Cell): Cell | undefined => {
    const cell = own.get(key)
    if (cell === undefined || valueKey(cell) === valueKey(value)) return undefined
    changed.add(key)
    return cell
  }
  return {
    overrides: overrides.map((override) => {
      const value = ownOf(override.key, override.value)
      return value === undefined ? override : { ...override, value }
    }),
    saved: saved.map((each) => {
      const key = savedKey(each)
      const value = own.has(key) ? ownOf(key, readSaved(each).value) : undefined
      return value === undefined ? each : new SavedPlace(key).saveResolved(value, value)
    }),
    changed: [...changed],
  }
}
