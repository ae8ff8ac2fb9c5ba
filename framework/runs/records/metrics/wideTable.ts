import type { EpochColumn, EpochColumns } from '../../runRecord.ts'
import type { Series } from '../../sources/source.ts'

/** Names of the axes; a metric of such a name is `metric.<name>`. */
const AXES = ['step', 'epoch', 'time_s']

/**
 * A run's metrics side by side, over the union of what they were logged at: a row for each epoch where
 * every metric has at most one point an epoch (so that the train and val rows of an epoch, which are
 * logged at different steps, stand in one), else a row for each step. The axes come first: `step`,
 * `epoch` and `time_s`, those that the format has. Of several values of a metric in one row the last
 * counts. What is missing is NaN, and so are values that are not finite: there is nothing to draw.
 */
export function wideTable(metrics: ReadonlyMap<string, Series>): EpochColumns {
  const all = [...metrics]
  const isByEpoch = all.length > 0 && all.every(([, series]) => hasOnePointAnEpoch(series))
  const keyOf = (series: Series, at: number) =>
    (isByEpoch ? series.epoch?.[at] : series.step[at]) ?? Number.NaN
  const rows = new Map<number, Row>()
  for (const [name, series] of all) {
    for (const [at, value] of series.value.entries()) {
      const key = keyOf(series, at)
      const row = rows.get(key) ?? newRow()
      row.step = largest(row.step, series.step[at])
      row.epoch = largest(row.epoch, series.epoch?.[at])
      row.timeS = largest(row.timeS, series.timeS?.[at])
      row.cells.set(name, value)
      rows.set(key, row)
    }
  }
  // What was logged without a step shares one row, the last: no step is invented for it.
  const order = (key: number) => (Number.isNaN(key) ? Number.POSITIVE_INFINITY : key)
  const sorted = [...rows].sort(([a], [b]) => compare(order(a), order(b))).map(([, row]) => row)
  const column = (name: string, read: (row: Row) => number | undefined): EpochColumn => ({
    name,
    kind: 'number',
    values: Float64Array.from(sorted, (row) => finite(read(row))),
  })
  const axes = [
    column('step', ({ step }) => step),
    column('epoch', ({ epoch }) => epoch),
    column('time_s', ({ timeS }) => timeS),
  ].filter(({ values }) => values.some((value) => !Number.isNaN(value)))
  return [
    ...axes,
    ...all.map(([name]) =>
      column(AXES.includes(name) ? `metric.${name}` : name, ({ cells }) => cells.get(name)),
    ),
  ]
}

/**
 * The metrics of a wide table, each with the points that it has there: the way back, as far as the
 * table holds it.
 */
export function seriesOf(columns: EpochColumns): Map<string, Series> {
  const numeric = columns.filter((each) => each.kind === 'number')
  const [step, epoch, timeS] = AXES.map((axis) => numeric.find(({ name }) => name === axis)?.values)
  const metrics = new Map<string, Series>()
  for (const { name, values } of numeric) {
    if (AXES.includes(name)) continue
    const rows = [...values.keys()].filter((row) => !Number.isNaN(values[row]))
    const pick = (from: Float64Array | undefined) =>
      Float64Array.from(rows, (row) => from?.[row] ?? Number.NaN)
    metrics.set(AXES.some((axis) => name === `metric.${axis}`) ? name.slice(7) : name, {
      step: pick(step),
      value: pick(values),
      ...(epoch && { epoch: pick(epoch) }),
      ...(timeS && { timeS: pick(timeS) }),
    })
  }
  return metrics
}

interface Row {
  step: number
  epoch: number
  timeS: number
  readonly cells: Map<string, number>
}

function newRow(): Row {
  return { step: Number.NaN, epoch: Number.NaN, timeS: Number.NaN, cells: new Map() }
}

function hasOnePointAnEpoch({ epoch, value }: Series): boolean {
  if (epoch === undefined) return false
  const distinct = new Set(epoch)
  return distinct.size === value.length && epoch.every(Number.isInteger)
}

/** Infinity minus itself is NaN, which no sort can take. */
function compare(a: number, b: number): number {
  return a < b ? -1 : Number(a > b)
}

/** The greater one; NaN where both are missing. */
function largest(known: number, value = Number.NaN): number {
  if (Number.isNaN(value)) return known
  return Number.isNaN(known) ? value : Math.max(known, value)
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : Number.NaN
}
