import type { Cell } from '../runRecord.ts'
import type { FieldColumns } from './fieldColumns.ts'
import type { Candidate } from './foldParameters.ts'
import { isIdentifierKey, isIdentifierValue } from './identifiers.ts'
import { isRepeated, splitOf } from './sameSplit.ts'
import type { SweepValues } from './sweepValues.ts'

/**
 * What may be a parameter, the best names first: what overrides set, then what differs between the
 * saved configs although nobody set it. Of the latter, those count whose values repeat over runs and
 * that are not a path, name, host, id or time; of the former, all but those that name a run.
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
  return !isIdentifierKey(key) && !cells.some(isIdentifierValue) && repeats(cells)
}

function repeats(cells: readonly Cell[]): boolean {
  return isRepeated(splitOf(cells))
}
