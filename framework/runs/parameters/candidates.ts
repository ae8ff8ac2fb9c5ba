import type { Cell } from '../runRecord.ts'
import type { FieldColumns } from './fieldColumns.ts'
import type { Candidate } from './foldParameters.ts'
import { isIdentifierKey, isIdentifierValue } from './identifiers.ts'
import { isRepeated, splitOf } from './sameSplit.ts'
import type { SweepValues } from './sweepValues.ts'

/** Of fewer runs, neighbouring whole numbers are as likely a setting, such as 2 and 3 layers. */
const FEWEST_COUNTED = 3

/**
 * What may be a parameter, the best names first: what overrides set, then what differs between the
 * saved configs although nobody set it. Of the latter, those count that are not a path, name, host, id
 * or time, and whose values repeat over runs or are numbers that somebody may have written into a config
 * between two runs; of the former, all but those that name a run.
 *
 * @param isSeed whether a key is the seed of the training
 * @param isName whether a key that was set names a run
 */
export function listCandidates(
  values: SweepValues,
  fields: FieldColumns,
  isSeed: (key: string) => boolean,
  isName: (key: string) => boolean,
): Candidate[] {
  const setKeys = [...values.setKeys].filter(
    (key) => !isSeed(key) && !isName(key) && !fields.holds(key),
  )
  const changed = values.changedKeys.filter((key) => !isSeed(key) && !fields.isPlace(key))
  const candidate = (key: string, isSet: boolean): Candidate => {
    return { key, cells: values.cellsOf(key), isSet, isGroup: values.isGroup(key) }
  }
  return [
    ...fields.columns.filter(({ isSet }) => isSet),
    ...setKeys.map((key) => candidate(key, true)),
    ...fields.columns.filter(({ isSet }) => !isSet),
    ...changed.map((key) => candidate(key, false)).filter(isWorthwhile),
  ]
}

function isWorthwhile({ key, cells }: Candidate): boolean {
  if (isIdentifierKey(key) || cells.some(isIdentifierValue)) return false
  return repeats(cells) || (cells.every((cell) => typeof cell === 'number') && !isCounter(cells))
}

/** Whether numbers only number the runs, in whatever order: whole ones, each one more than another. */
function isCounter(values: readonly number[]): boolean {
  if (values.length < FEWEST_COUNTED) return false
  const sorted = values.toSorted((a, b) => a - b)
  const [first = 0] = sorted
  return sorted.every((value, place) => Number.isInteger(value) && value === first + place)
}

function repeats(cells: readonly Cell[]): boolean {
  return isRepeated(splitOf(cells))
}
