import type { Cell } from '../runRecord.ts'
import type { FieldColumns } from './fieldColumns.ts'
import type { Candidate } from './foldParameters.ts'
import {
  isIdentifierKey,
  isIdentifierValue,
  isMomentOrHash,
  saysWhatItContinues,
  saysWhereOrWhen,
} from './identifiers.ts'
import { MOST_CHOICES } from './namesRun.ts'
import { isRepeated, splitOf } from './sameSplit.ts'
import type { SweepValues } from './sweepValues.ts'

/** Of fewer runs, neighbouring whole numbers are as likely a setting, such as 2 and 3 layers. */
const FEWEST_COUNTED = 3

/**
 * What may be a parameter, the best names first: what overrides set, then what differs between the
 * saved configs although nobody set it. Of the latter, those count that are not a path, name, host, id
 * or time, and whose values repeat over runs or may have been written into a config between two runs: numbers,
 * and where no override tells the runs apart, a few texts. Of the former, all count but those that name a run.
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
  const changed = values.changedKeys.filter(
    (key) => !isSeed(key) && !fields.isPlace(key) && !saysWhatItContinues(key),
  )
  const isSwept = [...values.setKeys].some((key) => !isSeed(key) && values.differs(key))
  const candidate = (key: string, isSet: boolean): Candidate => {
    return { key, cells: values.cellsOf(key), isSet, isGroup: values.isGroup(key) }
  }
  return [
    ...fields.columns.filter(({ isSet }) => isSet),
    ...setKeys.map((key) => candidate(key, true)),
    ...fields.columns.filter(({ isSet }) => !isSet),
    ...changed
      .map((key) => candidate(key, false))
      .filter((each) => isWorthwhile(each) || (!isSwept && isChoice(each))),
  ]
}

function isWorthwhile({ key, cells }: Candidate): boolean {
  if (isIdentifierKey(key) || cells.some(isIdentifierValue)) return false
  return repeats(cells) || (cells.every((cell) => typeof cell === 'number') && !isCounter(cells))
}

/** Whether values look like options that somebody wrote into the config of each run, a few in all. */
function isChoice({ key, cells }: Candidate): boolean {
  if (isIdentifierKey(key) || saysWhereOrWhen(key) || splitOf(cells).size > MOST_CHOICES)
    return false
  if (!cells.every((cell) => typeof cell === 'string')) return false
  if (cells.some((cell) => isIdentifierValue(cell) || isMomentOrHash(cell))) return false
  return !isNumbering(cells)
}

/** Whether values only number the runs: 1, 2, 3, or `run-1`, `run-2`, `run-3`. */
function isNumbering(cells: readonly Cell[]): boolean {
  const parts = cells.map((cell) => /^(.*?)(\d+)$/.exec(String(cell)))
  const stems = new Set(parts.map((part) => part?.[1]))
  return stems.size === 1 && isCounter(parts.map((part) => Number(part?.[2])))
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
