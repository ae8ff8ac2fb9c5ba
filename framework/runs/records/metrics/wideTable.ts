import type { EpochColumn, EpochColumns } from '../../runRecord.ts'
import type { Series } from '../../sources/source.ts'

/** Names of the axes; a metric of such a name is `metric.<name>`. */
const AXES = ['step', 'epoch', 'time_s']

/**
 * A run's metrics side by side, over the union of what they were logged at: a row for each epoch where
 * every metric has at most one point an epoch (so that the train and val rows of an epoch, which are
 * logged at different steps, stand in one), else a row for each step. Where a metric has several points
 * at one step, each has a row of its own, in the order of the file; those without a step come last. The
 * axes come first: `step`, `epoch` and `time_s`, those that the format has. What is missing is NaN, and
 * so are values that are not finite: there is nothing to draw.
 */
export function wideTable(metrics: ReadonlyMap<string, Series>): EpochColumns {
  const all = [...metrics]
  const isByEpoch = all.length > 0 && all.every(([, series]) => hasOnePointAnEpoch(series))
  const keysOf = (series: Series) => (isByEpoch ? (series.epoch ?? series.step) : series.step)
  const { firstRows, size } = rowsOf(all.map(([, series]) => keysOf(series)))
  const blank = () => new Float64Array(size).fill(Number.NaN)
  const [step, epoch, timeS] = [blank(), blank(), blank()]
  const columns = all.map(([name, series]): EpochColumn => {
    const values = blank()
    const keys = keysOf(series)
    const earlier = occurrences(keys)
    for (let at = 0; at < keys.length; at++) {
      const row = (firstRows.get(keys[at] as number) as number) + (earlier?.[at] ?? 0)
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

/** The first row of each key, in the order of the keys, NaN last; a key has as many as any metric needs. */
function rowsOf(all: readonly Float64Array[]): { firstRows: Map<number, number>; size: number } {
  const needed = new Map<number, number>()
  for (const keys of all) {
    const earlier = occurrences(keys)
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] as number
      const count = (earlier?.[at] ?? 0) + 1
      if (count > (needed.get(key) ?? 0)) needed.set(key, count)
    }
  }
  const firstRows = new Map<number, number>()
  let size = 0
  for (const key of Float64Array.from(needed.keys()).sort()) {
    firstRows.set(key, size)
    size += needed.get(key) as number
  }
  return { firstRows, size }
}

/** How often each key stands before; undefined where none stands twice, as in most files. */
function occurrences(keys: Float64Array): Uint32Array | undefined {
  const isAscending = keys.every((key, at) => at === 0 || key > (keys[at - 1] as number))
  if (isAscending) return undefined
  const counts = new Map<number, number>()
  return Uint32Array.from(keys, (key) => {
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    return count
  })
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
