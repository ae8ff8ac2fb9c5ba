import { cutOff } from '../../../text/shorten.ts'
import { isMapping } from '../reading/flatParams.ts'
import type { MergedMetrics } from '../reading/mergedMetrics.ts'
import { HISTORY_FILE } from './format.ts'

/** Deeper values are not records of metrics. */
const MAX_DEPTH = 50

/** Takes lists of numbers, all of one length, for courses over the epochs; whether they are that. */
export function addCourses(file: string, history: object, metrics: MergedMetrics): boolean {
  const courses = leavesOf(history)
  const lists = courses.filter(isCourse)
  const isOneLength = lists.every(([, { length }]) => length === lists[0]?.[1].length)
  if (lists.length < courses.length || !isOneLength) return false
  for (const [metric, values] of lists) {
    for (const [epoch, value] of values.entries()) {
      metrics.add(file, metric, value, { step: epoch, epoch })
    }
  }
  return true
}

/**
 * A file without a metric that has lists of numbers: whether they count epochs, classes or folds, its name does not say.
 *
 * @returns a sentence; none where there is no such list
 */
export function tellLists(file: string, records: readonly object[]): string[] {
  const [first] = records.flatMap((record) => leavesOf(record)).filter(isCourse)
  if (first === undefined) return []
  const [name, { length }] = first
  const told = `${file} has no metric, only lists ('${cutOff(name)}' of ${length} numbers), of which it does not say what they count`
  return [
    file === HISTORY_FILE
      ? `${told}: a course per metric is one where all values are lists of numbers of one length`
      : `${told}: in ${HISTORY_FILE}, lists of one length are a value per epoch`,
  ]
}

type Leaf = readonly [name: string, value: unknown]
type Course = readonly [name: string, values: readonly number[]]

function isCourse(leaf: Leaf): leaf is Course {
  const [, value] = leaf
  return Array.isArray(value) && value.every((each) => typeof each === 'number')
}

/** What in an object is no object, by dotted names. */
function leavesOf(object: object, prefix = '', depth = 0): Leaf[] {
  return Object.entries(object).flatMap(([key, value]: [string, unknown]): Leaf[] => {
    const name = `${prefix}${key}`
    return isMapping(value) && depth < MAX_DEPTH
      ? leavesOf(value, `${name}.`, depth + 1)
      : [[name, value]]
  })
}
