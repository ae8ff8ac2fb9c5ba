import path from 'node:path'
import { compareNatural } from '../../../text/naturalOrder.ts'
import type { Cell, Finding, LoadedRun, MetricRecord } from '../../runRecord.ts'
import type { Series } from '../../sources/source.ts'
import { differingParams, paramsOfRun } from '../differingParams.ts'
import { summariseMetric } from '../metrics/metricRecord.ts'
import { seriesOf, wideTable } from '../metrics/wideTable.ts'

const STARTED_AT = 'started_at'

/**
 * The records of one run of W&B that was resumed, each of which has a folder of its own, as one run: a point of a later
 * record counts where an earlier one has one at the same step, and so do the later record's parameters and the way it
 * ended. Undefined where they are not of one: each must begin after the one before it began, and get as far.
 *
 * @param records at least two, of one id
 */
export function joinResumed(records: readonly LoadedRun[]): LoadedRun | undefined {
  const sorted = records.toSorted(
    (a, b) => compareStarts(a, b) || compareNatural(a.runDir, b.runDir),
  )
  const [first, ...others] = sorted as [LoadedRun, ...LoadedRun[]]
  const isResumed =
    sorted.every((run) => isRecordOfOne(run, first)) &&
    others.every((later, at) => goesOn(sorted[at] as LoadedRun, later))
  return isResumed
    ? others.reduce((run, later) => joinTwo(run, later, 'whose run id it has'), first)
    : undefined
}

/** What Hydra or another logger tells of the same run joins it by other rules. */
function isRecordOfOne(run: LoadedRun, other: LoadedRun): boolean {
  return (
    !run.isJob &&
    run.sources.length === 1 &&
    run.sources[0] === 'wandb' &&
    run.collection?.name === other.collection?.name
  )
}

function compareStarts(a: LoadedRun, b: LoadedRun): number {
  const [one, other] = [startOf(a), startOf(b)]
  return one < other ? -1 : Number(one > other)
}

function startOf({ row }: LoadedRun): string {
  return String(row.find(([column]) => column === STARTED_AT)?.[1] ?? '')
}

/**
 * Whether a record begins after an earlier one began and gets as far; one that has no steps, and only one, may go
 * on anywhere.
 */
function goesOn(earlier: LoadedRun, later: LoadedRun): boolean {
  const [before, after] = [spanOn('step', earlier), spanOn('step', later)]
  if (before === undefined || after === undefined) return before !== after
  return after.first > before.first && after.last >= before.last
}

/** The first and the last step, or epoch, of a run's history; undefined where it has none. */
export function spanOn(
  axis: 'step' | 'epoch',
  { epochs }: LoadedRun,
): { first: number; last: number } | undefined {
  const column = epochs.find(({ name, kind }) => name === axis && kind === 'number')
  if (column?.kind !== 'number') return undefined
  const places = column.values.filter(Number.isFinite)
  const [first, last] = [places[0], places.at(-1)]
  return first === undefined || last === undefined ? undefined : { first, last }
}

/**
 * Two records of one training as one run.
 *
 * @param why they are taken for one, in words
 */
export function joinTwo(earlier: LoadedRun, later: LoadedRun, why: string): LoadedRun {
  const [before, after] = [coursesOf(earlier), coursesOf(later)]
  const courses = Array.from(new Set([...before.keys(), ...after.keys()]), (name) => {
    const [one, other] = [before.get(name), after.get(name)]
    return (one && other ? joinCourses(one, other) : (one ?? other)) as Course
  })
  const started = earlier.row.find(([column]) => column === STARTED_AT)?.[1] ?? null
  return {
    ...later,
    name: later.name ?? earlier.name,
    row: later.row.map(([column, value]): [string, Cell] => [
      column,
      column === STARTED_AT ? (started ?? value) : value,
    ]),
    metrics: courses.map(({ metric }) => metric),
    epochs: wideTable(new Map(courses.map(({ metric, series }) => [metric.name, series]))),
    mentions: [...earlier.mentions, ...later.mentions],
    findings: [...earlier.findings, ...later.findings, ...tellJoin(earlier, later, why)],
    files: [...filesFrom(later.directory, earlier), ...later.files],
  }
}

/** What is known of a metric; the finite points of its course. */
interface Course {
  readonly metric: MetricRecord
  readonly series: Series
}

function coursesOf({ metrics, epochs }: LoadedRun): Map<string, Course> {
  const series = seriesOf(epochs)
  const nothing: Series = { step: new Float64Array(), value: new Float64Array() }
  return new Map(
    metrics.map((metric) => [metric.name, { metric, series: series.get(metric.name) ?? nothing }]),
  )
}

function joinCourses(earlier: Course, later: Course): Course {
  const series = joinSeries(earlier.series, later.series)
  const { name, goal } = later.metric
  const last = later.metric.count > 0 ? later.metric : earlier.metric
  // Histories have no place for what is not finite.
  const odd = [earlier, later].map((each) => each.metric.count - each.series.value.length)
  return {
    series,
    metric: {
      ...summariseMetric(name, series, goal ?? earlier.metric.goal ?? undefined),
      last: last.last,
      diverged: last.diverged,
      count: odd.reduce((sum, each) => sum + each, series.value.length),
    },
  }
}

/** The points of both, without those of the earlier one at steps that the later one has. */
function joinSeries(earlier: Series, later: Series): Series {
  const steps = new Set(later.step.filter((step) => !Number.isNaN(step)))
  const kept = [...earlier.step.keys()].filter((at) => !steps.has(earlier.step[at] as number))
  const join = (one: Float64Array | undefined, other: Float64Array | undefined) =>
    Float64Array.from([
      ...kept.map((at) => one?.[at] ?? Number.NaN),
      ...(other ?? later.step.map(() => Number.NaN)),
    ])
  return {
    step: join(earlier.step, later.step),
    value: join(earlier.value, later.value),
    ...((earlier.epoch ?? later.epoch) && { epoch: join(earlier.epoch, later.epoch) }),
    ...((earlier.timeS ?? later.timeS) && { timeS: join(earlier.timeS, later.timeS) }),
  }
}

function tellJoin(earlier: LoadedRun, later: LoadedRun, why: string): Finding[] {
  const params = differingParams(paramsOfRun(later), {
    source: earlier.runDir,
    params: earlier.overrides.map(({ key, value }) => [key, value] as const),
  })
  const told = `it goes on with ${earlier.runDir}, ${why} (${spanOf(earlier)}, then ${spanOf(later)}): both are one run`
  return [told, ...(params === undefined ? [] : [params])].map((detail) => ({
    kind: 'source-remark',
    detail,
  }))
}

function spanOf(run: LoadedRun): string {
  const steps = spanOn('step', run)
  return steps === undefined ? 'no steps' : `steps ${steps.first} to ${steps.last}`
}

/** The files of a run, named from another directory. */
function filesFrom(directory: string, run: LoadedRun): LoadedRun['files'] {
  return run.files.map((file) => ({
    ...file,
    name: path.posix.relative(directory, path.posix.join(run.directory, file.name)),
  }))
}
