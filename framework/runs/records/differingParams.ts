import { valueKey } from '../../tables/valueKey.ts'
import { readSaved, type SavedValue, savedKey } from '../hydra/savedValues.ts'
import { isIdentifierKey, isIdentifierValue } from '../parameters/identifiers.ts'
import type { Cell, LoadedRun } from '../runRecord.ts'

const SHOWN = 3

/** The parameters that a record has of a run. */
export interface RecordedParams {
  readonly source: string
  /** The value of a key; undefined where the record has none. */
  readonly cellOf: (key: string) => Cell | undefined
}

/**
 * What must be told where a second record of a run has other values of parameters than the one that
 * counts; undefined where it has not. Paths, hosts, ids and times may differ, and so may lists and
 * mappings, which each tracker writes in its own way.
 */
export function differingParams(
  counts: RecordedParams,
  other: { readonly source: string; readonly params: Iterable<readonly [string, Cell]> },
): string | undefined {
  const differing: string[] = []
  for (const [key, value] of other.params) {
    const counted = counts.cellOf(key)
    if (counted === undefined || !isComparable(counted) || !isComparable(value)) continue
    if (isIdentifierKey(key) || isSame(counted, value)) continue
    differing.push(`${key} (${counted}, not ${value})`)
  }
  if (differing.length === 0) return undefined
  const more = differing.length > SHOWN ? ` and ${differing.length - SHOWN} more` : ''
  const listed = differing.slice(0, SHOWN).join(', ') + more
  return `${other.source} has other values of parameters than ${counts.source}, which counts: ${listed}`
}

/** The parameters of a run that was read: what its overrides set, else what its composed config has. */
export function paramsOfRun({
  isJob,
  sources,
  overrides,
  saved,
}: Pick<LoadedRun, 'isJob' | 'sources' | 'overrides' | 'saved'>): RecordedParams {
  const set = new Map(overrides.map(({ key, value }) => [key, value]))
  let byKey: Map<string, SavedValue> | undefined
  return {
    source: isJob ? 'Hydra' : (sources[0] ?? ''),
    cellOf: (key) => {
      byKey ??= new Map(saved.map((each) => [savedKey(each), each]))
      const entry = byKey.get(key)
      const value = set.get(key) ?? (entry === undefined ? undefined : readSaved(entry).value)
      // The option of a config group is a name of Hydra's, and no value.
      return value === undefined || isGroup(key, byKey) ? undefined : value
    },
  }
}

function isGroup(key: string, saved: ReadonlyMap<string, SavedValue>): boolean {
  for (const each of saved.keys()) if (each.startsWith(`${key}.`)) return true
  return false
}

/** Trackers that keep texts write NaN as Python does. */
function isSame(a: Cell, b: Cell): boolean {
  const isNaNText = (value: Cell) => typeof value === 'string' && value.toLowerCase() === 'nan'
  return valueKey(a) === valueKey(b) || (isNaNText(a) && isNaNText(b))
}

/** Whether a value is written alike by all that record it: no list, mapping, path, id or time. */
export function isComparable(value: Cell): boolean {
  if (value === null || isIdentifierValue(value)) return false
  return typeof value !== 'string' || (!/^\s*[[({<]/.test(value) && !value.includes('${'))
}
