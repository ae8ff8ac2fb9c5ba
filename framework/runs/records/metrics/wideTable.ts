import type { EpochColumn, EpochColumns } from '../../runRecord.ts'
import type { Series } from '../../sources/source.ts'
import { isAscending } from './ascending.ts'

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
  const { rows, size } = placePoints(new Set(all.map(([, series]) => keysOf(series))))
  const axes = [new Axis(size), new Axis(size), new Axis(size)] as const
  const columns = all.map(([name, series]): EpochColumn => {
    const values = new Float64Array(size).fill(Number.NaN)
    const places = rows.get(keysOf(series)) as Uint32Array
    for (let at = 0; at < places.length; at++) {
      values[places[at] as number] = finite(series.value[at])
    }
    for (const [at, positions] of [series.step, series.epoch, series.timeS].entries()) {
      if (positions !== undefined) axes[at]?.raise(places, positions)
    }
    return { name: AXES.includes(name) ? `metric.${name}` : name, kind: 'number', values }
  })
  const axisColumns = axes.map(({ values }, at): EpochColumn => {
    return { name: AXES[at] as string, kind: 'number', values }
  })
  return [...axisColumns.filter(hasNumbers), ...columns]
}

/** A column that says where the rows stand: of all that metrics say of one, the largest. */
class Axis {
  readonly values: Float64Array
  #last: readonly [places: Uint32Array, positions: Float64Array] | undefined

  constructor(size: number) {
    this.values = new Float64Array(size).fill(Number.NaN)
  }

  /** @param places the rows of the positions */
  raise(places: Uint32Array, positions: Float64Array): void {
    // Metrics that were logged together share their axes.
    if (this.#last?.[0] === places && this.#last[1] === positions) return
    this.#last = [places, positions]
    for (let at = 0; at < places.length; at++) {
      const position = positions[at] as number
      if (Number.isNaN(position)) continue
      const row = places[at] as number
      const known = this.values[row] as number
      if (Number.isNaN(known) || position > known) this.values[row] = position
    }
  }
}

/**
 * The row of each point, by the keys of its metric: rows are in the order of the keys, NaN last, and a
 * key has as many as any metric needs.
 */
function placePoints(all: ReadonlySet<Float64Array>): {
  readonly rows: ReadonlyMap<Float64Array, Uint32Array>
  readonly size: number
} {
  const [only] = all
  if (only !== undefined && all.size === 1 && isAscending(only)) {
    return { rows: new Map([[only, Uint32Array.from(only.keys())]]), size: only.length }
  }
  const needed = new Map<number, number>()
  const earlier = new Map<Float64Array, Uint32Array | undefined>()
  for (const keys of all) {
    const before = occurrences(keys)
    earlier.set(keys, before)
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] as number
      const count = (before?.[at] ?? 0) + 1
      if (count > (needed.get(key) ?? 0)) needed.set(key, count)
    }
  }
  const firstRows = new Map<number, number>()
  let size = 0
  for (const key of Float64Array.from(needed.keys()).sort()) {
    firstRows.set(key, size)
    size += needed.get(key) as number
  }
  const rows = new Map<Float64Array, Uint32Array>()
  for (const [keys, before] of earlier) {
    const places = new Uint32Array(keys.length)
    for (let at = 0; at < keys.length; at++) {
      places[at] = (firstRows.get(keys[at] as number) as number) + (before?.[at] ?? 0)
    }
    rows.set(keys, places)
  }
  return { rows, size }
}

/** How often each key stands before; undefined where none stands twice, as in most files. */
function occurrences(keys: Float64Array): Uint32Array | undefined {
  if (isAscending(keys)) return undefined
  const counts = new Map<number, number>()
  return Uint32Array.from(keys, (key) => {
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    return count
  })
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
  if (!epoch.every(Number.isInteger)) return false
  return isAscending(epoch) || new Set(epoch).size === value.length
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : Number.NaN
}
