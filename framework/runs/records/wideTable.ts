import type { Series } from '../sources/source.ts'

/** A column of a run's history: a number or null for each row. */
export interface WideColumn {
  readonly name: string
  readonly values: readonly (number | null)[]
}

/** Names of the axes; a metric of such a name is `metric.<name>`. */
const AXES = ['step', 'epoch', 'time_s']

/**
 * A run's metrics side by side, over the union of what they were logged at: a row for each epoch where
 * every metric has at most one point an epoch (so that the train and val rows of an epoch, which are
 * logged at different steps, stand in one), else a row for each step. The axes come first: `step`,
 * `epoch` and `time_s`, those that the format has. Of several values of a metric in one row the last
 * counts. NaN and infinities, which are no numbers to draw, are null.
 */
export function wideTable(metrics: ReadonlyMap<string, Series>): WideColumn[] {
  const all = [...metrics]
  const isByEpoch = all.length > 0 && all.every(([, series]) => hasOnePointAnEpoch(series))
  const keyOf = (series: Series, at: number) =>
    (isByEpoch ? series.epoch?.[at] : series.step[at]) ?? Number.NaN
  const rows = new Map<number, Row>()
  for (const [name, series] of all) {
    for (const [at, value] of series.value.entries()) {
      const key = keyOf(series, at)
      // Without steps each point is the one row that there is.
      const place = Number.isNaN(key) ? 0 : key
      const row = rows.get(place) ?? { step: null, epoch: null, timeS: null, cells: new Map() }
      row.step = largest(row.step, series.step[at])
      row.epoch = largest(row.epoch, series.epoch?.[at])
      row.timeS = largest(row.timeS, series.timeS?.[at])
      row.cells.set(name, value)
      rows.set(place, row)
    }
  }
  const sorted = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row)
  const axes = [
    { name: 'step', values: sorted.map(({ step }) => step) },
    { name: 'epoch', values: sorted.map(({ epoch }) => epoch) },
    { name: 'time_s', values: sorted.map(({ timeS }) => timeS) },
  ].filter(({ values }) => values.some((value) => value !== null))
  return [
    ...axes,
    ...all.map(([name]) => ({
      name: AXES.includes(name) ? `metric.${name}` : name,
      values: sorted.map(({ cells }) => finite(cells.get(name))),
    })),
  ]
}

interface Row {
  step: number | null
  epoch: number | null
  timeS: number | null
  readonly cells: Map<string, number>
}

function hasOnePointAnEpoch({ epoch, value }: Series): boolean {
  if (epoch === undefined) return false
  const distinct = new Set(epoch)
  return distinct.size === value.length && epoch.every(Number.isInteger)
}

function largest(known: number | null, value: number | undefined): number | null {
  if (value === undefined || Number.isNaN(value)) return known
  return known === null ? value : Math.max(known, value)
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}
