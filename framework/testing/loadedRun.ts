import { summariseMetric } from '../runs/records/metrics/metricRecord.ts'
import { wideTable } from '../runs/records/metrics/wideTable.ts'
import type { Cell, LoadedRun } from '../runs/runRecord.ts'
import type { Goal, Series } from '../runs/sources/source.ts'

/** Test support: what matters of a run that was read. */
export interface FakeLoadedRun extends Partial<Omit<LoadedRun, 'metrics' | 'overrides'>> {
  /** The values of each metric at the steps 0, 1, …; a number stands for one value. */
  readonly metrics?: Readonly<Record<string, number | readonly number[]>>
  readonly goals?: Readonly<Record<string, Goal>>
  readonly overrides?: Readonly<Record<string, Cell>>
}

/** A run as reading gives it, with nothing in it but what is given; by default of Lightning. */
export function loadedRun(runDir: string, run: FakeLoadedRun = {}): LoadedRun {
  const { metrics = {}, goals = {}, overrides = {}, ...more } = run
  const series = new Map(Object.entries(metrics).map(([name, values]) => [name, toSeries(values)]))
  return {
    status: 'loaded',
    runDir,
    sources: ['lightning'],
    ended: 'unknown',
    name: null,
    row: [],
    metrics: Array.from(series, ([name, each]) => summariseMetric(name, each, goals[name])),
    overrides: Object.entries(overrides).map(([key, value]) => ({ key, value })),
    saved: [],
    epochs: wideTable(series),
    dataSection: null,
    runId: null,
    isJob: false,
    places: [],
    mentions: [],
    collection: null,
    isDeleted: false,
    findings: [],
    directory: runDir,
    files: [],
    ...more,
  }
}

function toSeries(values: number | readonly number[]): Series {
  const value = Float64Array.from([values].flat())
  return { value, step: Float64Array.from(value.keys()) }
}
