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
  const keysOf = (series: Series) => (isByEpoch ? (series.epoch ?? series.step) : series.step)
  const rows = rowsOf(all.map(([, series]) => keysOf(series)))
  const blank = () => new Float64Array(rows.size).fill(Number.NaN)
  const [step, epoch, timeS] = [blank(), blank(), blank()]
  const columns = all.map(([name, series]): EpochColumn => {
    const values = blank()
    const keys = keysOf(series)
    for (let at = 0; at < keys.length; at++) {
      const row = rows.get(keys[at] as number) as number
      values[row] = finite(series.value[at])
      raise(step, row, series.step[at])
      raise(epoch, row, series.epoch?.[at])
      raise(timeS, row, series.timeS?.[at])
    }
    return { name: AXES.includes(name) ? `metric.${name}` : name, kind: 'number', values }
  })
  const axes = [step, epoch, timeS].map((values, at): EpochColumn => {
    return { name: AXES[at] as string, kind: 'number', values }
  })
  return [...axes.filter(hasNumbers), ...columns]
}

/** The row of each key, in the order of the keys. What has no step shares one row, the last: none is invented. */
function rowsOf(keys: readonly Float64Array[]): Map<number, number> {
  const distinct = new Set<number>()
  for (const each of keys) for (const key of each) distinct.add(key)
  const sorted = Float64Array.from(distinct).sort()
  return new Map(Array.from(sorted, (key, row) => [key, row]))
}

function raise(axis: Float64Array, row: number, value: number | undefined): void {
  if (value === undefined || Number.isNaN(value)) return
  const known = axis[row] as number
  if (Number.isNaN(known) || value > known) axis[row] = value
}

function hasNumbers({ values }: EpochColumn): boolean {
  return values.some((value) => !Number.isNaN(value))
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

function hasOnePointAnEpoch({ epoch, value }: Series): boolean {
  if (epoch === undefined) return false
  const distinct = new Set(epoch)
  return distinct.size === value.length && epoch.every(Number.isInteger)
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : Number.NaN
}
