import { type ChosenMetric, type ColumnTable, withColumn } from 'thesis-report'
import { nothingToDraw } from './nothingToDraw.ts'

const MS_PER_HOUR = 3_600_000

/** The best value up to each run (`best_so_far`) by its place in the order of their starts (`nth_run`). */
export function withBestSoFar(runs: ColumnTable, { metric, better }: ChosenMetric): ColumnTable {
  const starts = startsOf(runs)
  const values = numbersOf(runs, metric)
  // Without times the order of the table stands, which is that of the jobs.
  const isTimed = starts.every((start) => !Number.isNaN(start))
  const rows = [...values.keys()]
  const ordered = isTimed ? rows.sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0)) : rows
  const places = new Map(ordered.map((row, place) => [row, place + 1]))
  const best = new Map<number, number | null>()
  let soFar: number | null = null
  for (const row of ordered) {
    const value = values[row] ?? Number.NaN
    const isBetter = soFar === null || (better === 'lower' ? value < soFar : value > soFar)
    if (Number.isFinite(value) && isBetter) soFar = value
    best.set(row, soFar)
  }
  const placed = withColumn(runs, 'nth_run', (_, row) => places.get(row))
  return withColumn(placed, 'best_so_far', (_, row) => best.get(row))
}

/** The share of the runs of the same group whose metric is no larger (`share_of_runs`). */
export function withShareBelow(
  runs: ColumnTable,
  metric: string,
  group: string | undefined,
): ColumnTable {
  const values = numbersOf(runs, metric)
  const groups = group === undefined ? values.map(() => '') : textsOf(runs, group)
  const sorted = new Map<string, number[]>()
  for (const [row, value] of values.entries()) {
    if (!Number.isFinite(value)) continue
    const name = groups[row] ?? ''
    sorted.set(name, [...(sorted.get(name) ?? []), value])
  }
  for (const members of sorted.values()) members.sort((a, b) => a - b)
  return withColumn(runs, 'share_of_runs', (_, row) => {
    const members = sorted.get(groups[row] ?? '') ?? []
    const value = values[row] ?? Number.NaN
    return Number.isFinite(value)
      ? (members.findLastIndex((each) => each <= value) + 1) / members.length
      : null
  })
}

/** Hours since the first start (`started_hours`). */
export function withStart(runs: ColumnTable): ColumnTable {
  const starts = startsOf(runs)
  const known = starts.filter((start) => !Number.isNaN(start))
  const durations = numbersOf(runs, 'duration_s').filter(Number.isFinite)
  if (known.length === 0 || durations.length === 0) {
    throw nothingToDraw('No run tells both when it started and how long it took.')
  }
  const first = known.reduce((least, start) => Math.min(least, start))
  return withColumn(
    runs,
    'started_hours',
    (_, row) => ((starts[row] ?? Number.NaN) - first) / MS_PER_HOUR,
  )
}

function startsOf(runs: ColumnTable): number[] {
  return cellsOf(runs, 'started_at').map((cell) =>
    cell === null ? Number.NaN : Date.parse(String(cell)),
  )
}

function numbersOf(runs: ColumnTable, column: string): number[] {
  return cellsOf(runs, column).map((cell) => (typeof cell === 'number' ? cell : Number.NaN))
}

function textsOf(runs: ColumnTable, column: string): string[] {
  return cellsOf(runs, column).map(String)
}

function cellsOf(runs: ColumnTable, column: string): unknown[] {
  const has = runs.columnIndex(column) >= 0
  return has
    ? Array.from(runs.array(column) as Iterable<unknown>)
    : new Array(runs.numRows()).fill(null)
}
