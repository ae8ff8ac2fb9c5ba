import type { ColumnTable } from 'arquero'
import { numbers } from '../../../tables/columns.ts'
import { formatNumber } from '../../../text/numbers/numberFormat.ts'
import { type TimeUnit, timeUnit } from '../curves/timeUnit.ts'
import { startsOf } from './starts.ts'

/** When the runs of a table ran, in seconds since the first of them started. */
export interface RunTimes {
  /** Rows of the table whose start is known, in the order of their starts. */
  readonly started: number[]
  begin(row: number): number
  /** Of a run without a duration, its begin. */
  end(row: number): number
  hasEnd(row: number): boolean
  /** The last end. */
  readonly longest: number
}

const DAY_S = 86_400

/** Reads the columns `started_at` and `duration_s`. */
export function runTimes(runs: ColumnTable): RunTimes {
  const starts = startsOf(runs)
  const durations = numbers(runs, 'duration_s')
  const startOf = (row: number) => starts[row] as number
  const started = [...starts.keys()]
    .filter((row) => Number.isFinite(startOf(row)))
    .sort((a, b) => startOf(a) - startOf(b))
  const origin = startOf(started[0] ?? 0)
  const begin = (row: number) => (startOf(row) - origin) / 1000
  const hasEnd = (row: number) => (durations[row] as number) >= 0
  const end = (row: number) => begin(row) + (hasEnd(row) ? (durations[row] as number) : 0)
  const longest = started.reduce((last, row) => Math.max(last, end(row)), 0)
  return { started, begin, end, hasEnd, longest }
}

/** What an axis counts in, which may be days. */
export interface SpanUnit {
  readonly name: TimeUnit['name'] | 'days'
  /** Seconds in one unit. */
  readonly seconds: number
}

/** The unit of an axis up to so many seconds: days from more than four of them on. */
export function unitUpTo(seconds: number): SpanUnit {
  return seconds > 4 * DAY_S ? { name: 'days', seconds: DAY_S } : timeUnit([seconds])
}

const MINUTE_S = 60
const HOUR_S = 3600
/** A unit begins where there are two of it. */
const LEAST_UNITS = 2

/** `40 seconds`, `90 minutes`, `12.5 hours`: how long something took, or several together. */
export function spanInWords(seconds: number): string {
  const [name, size] =
    seconds >= LEAST_UNITS * HOUR_S
      ? (['hours', HOUR_S] as const)
      : seconds >= LEAST_UNITS * MINUTE_S
        ? (['minutes', MINUTE_S] as const)
        : (['seconds', 1] as const)
  const n = formatNumber(seconds / size)
  return `${n} ${n === '1' ? name.slice(0, -1) : name}`
}
