import { createHash } from 'node:crypto'
import { groupBy } from '../../../tables/groupBy.ts'
import type { LoadedRun } from '../../runRecord.ts'
import { digitsOf, fractionsOf, historyOf, MIN_DIGITS } from '../alike/historyDigits.ts'

/** When it was written says nothing of what was trained. */
const TIMES: ReadonlySet<string> = new Set(['started_at', 'duration_s'])
const TIME_AXIS = 'time_s'
/** A schedule is the same in all runs of a setting. */
const LEARNING_RATE = /(?:^|[/_.-])(?:lr|learning[_-]?rate)(?:$|[/_.-])/i

/**
 * Runs that are the same in their settings and in everything that they measured, the first of them before its repeats:
 * folders that were copied, or one training with one seed done again. Only such whose values are no chance: equal
 * settings may well end in an equal accuracy of 1. Runs that a tracker gave ids of their own stay, as they do there.
 */
export function findRepeats(runs: readonly LoadedRun[]): LoadedRun[][] {
  // Nearly all runs end in values of their own, and need no closer look.
  const alike = groupBy(
    runs.filter(({ runId, metrics }) => runId === null && metrics.length > 0),
    ({ metrics }) => JSON.stringify(metrics.map(({ name, last, count }) => [name, last, count])),
  )
  return [...alike.values()]
    .filter((group) => group.length > 1)
    .flatMap((group) => [...groupBy(group, contentOf).values()])
    .filter((group) => group.length > 1 && isNoChance(group[0] as LoadedRun))
    .map((group) => group.toSorted((a, b) => a.places.length - b.places.length))
}

/** Everything but names, places and times, as a text. */
function contentOf({ sources, ended, collection, row, overrides, saved, epochs }: LoadedRun) {
  const hash = createHash('sha1')
  const cells = row.filter(([column]) => !TIMES.has(column))
  hash.update(JSON.stringify([sources, ended, collection?.name, cells, overrides, saved]))
  for (const column of epochs) {
    if (column.name === TIME_AXIS) continue
    hash.update(`${JSON.stringify(column.name)}${column.values.length}`)
    hash.update(column.kind === 'number' ? bytesOf(column.values) : JSON.stringify(column.values))
  }
  return hash.digest('hex')
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

/** Whether its metrics have so many digits that no other training has the same. */
function isNoChance({ metrics, epochs }: LoadedRun): boolean {
  const fractions = metrics
    .filter(({ name }) => !LEARNING_RATE.test(name))
    .flatMap(({ name }) => [...fractionsOf(historyOf(name, epochs))])
  return digitsOf(new Set(fractions)) >= MIN_DIGITS
}
