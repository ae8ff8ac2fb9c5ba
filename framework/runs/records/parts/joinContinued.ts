import { saysWhatItContinues } from '../../parameters/identifiers.ts'
import { plansLength } from '../../parameters/plannedLength.ts'
import type { Series, SourceRun } from '../../sources/source.ts'
import type { SourcedRun } from '../assembledRun.ts'
import { isSameRecord } from './isSameRecord.ts'
import { paramsKey } from './paramsKey.ts'
import { sinceStartOf } from './sinceStart.ts'

/** Records of which those of one run are one. */
export interface Continued {
  readonly records: readonly SourcedRun[]
  /** Those that are the same as a part of a run that was joined: they are left out. */
  readonly copies: readonly { readonly copy: SourcedRun; readonly original: SourcedRun }[]
}

/**
 * Joins the records that one source has of a job that was resumed, each of which has a folder of its own: a record goes
 * on with an earlier one if their parameters differ in nothing but what a resume changes, and if all metrics that both
 * have begin later in it and get as far; of several earlier ones it is the one that got furthest. Up to where the later
 * record begins the points of the earlier one count. Copies of parts are left out, wherever they lie.
 *
 * @param records of one source, in their order
 * @param partOf what part of the job a record is of: records of different parts are none of one run
 * @param relative gives a record's path below the job
 * @returns the records in their order, joined ones in the place of the last of them
 */
export function joinContinued(
  records: readonly SourcedRun[],
  {
    partOf,
    relative,
  }: {
    readonly partOf: (record: SourcedRun) => string
    readonly relative: (path: string) => string
  },
): Continued {
  const whole = new Set<SourcedRun>()
  const parts = new Set<SourcedRun>()
  const copies = new Map<SourcedRun, SourcedRun>()
  const originalOf = (record: SourcedRun) =>
    [...parts].find((part) => partOf(part) === partOf(record) && isSameRecord(part.run, record.run))
  const runKey = (record: SourcedRun) =>
    `${partOf(record)}\n${paramsKey(record.run.params, isOfResume)}`
  const known = new Map<string, Set<SourcedRun>>()
  for (const record of records) {
    const original = originalOf(record)
    if (original !== undefined) {
      copies.set(record, original)
      continue
    }
    const key = runKey(record)
    const own = known.get(key) ?? new Set()
    known.set(key, own)
    const earlier = furthest([...own].filter(({ run }) => goesOn(run, record.run)))
    const now = earlier === undefined ? record : continued(earlier, record, relative)
    if (earlier !== undefined) parts.add(earlier).add(record)
    for (const each of [own, whole]) {
      if (earlier !== undefined) each.delete(earlier)
      each.add(now)
    }
  }
  // A copy may stand before the part that it is a copy of.
  for (const record of whole) {
    const original = originalOf(record)
    if (original === undefined) continue
    copies.set(record, original)
    whole.delete(record)
  }
  return {
    records: [...whole],
    copies: Array.from(copies, ([copy, original]) => ({ copy, original })),
  }
}

/** The record that got furthest, of equal ones the last: what a session goes on with that broke off early. */
function furthest(records: readonly SourcedRun[]): SourcedRun | undefined {
  const lastStep = ({ run }: SourcedRun) => spanOf(withoutSessions(run.metrics)).last
  return records.toSorted((a, b) => lastStep(a) - lastStep(b)).at(-1)
}

export function hasValues({ metrics }: SourceRun): boolean {
  return [...metrics.values()].some(({ value }) => value.length > 0)
}

/** What a resume changes: what it goes on with, and how long the training is to be. */
export function isOfResume(key: string): boolean {
  return saysWhatItContinues(key) || plansLength(key, 'epoch') || plansLength(key, 'step')
}

/** What Lightning writes at the start of each session, whatever it goes on with. */
const OF_EACH_SESSION = new Set(['hp_metric'])

function goesOn(earlier: SourceRun, later: SourceRun): boolean {
  const shared = [...later.metrics].flatMap(([name, series]) => {
    const before = OF_EACH_SESSION.has(name) ? undefined : earlier.metrics.get(name)
    const spans = before && ([spanOf([before]), spanOf([series])] as const)
    return spans === undefined ? [] : [spans]
  })
  return (
    shared.length > 0 &&
    shared.every(([before, after]) => after.first > before.first && after.last >= before.last)
  )
}

interface Span {
  readonly first: number
  readonly last: number
}

/** The steps from the first to the last; both NaN, which is neither before nor after any, where there are none. */
function spanOf(all: Iterable<Series>): Span {
  let [first, last] = [Number.NaN, Number.NaN]
  for (const { step } of all) {
    for (const each of step) {
      if (!(each >= first)) first = Number.isNaN(each) ? first : each
      if (!(each <= last)) last = Number.isNaN(each) ? last : each
    }
  }
  return { first, last }
}

function continued(
  { run: earlier }: SourcedRun,
  record: SourcedRun,
  relative: (path: string) => string,
): SourcedRun {
  const later = sinceStartOf(earlier, record.run)
  const [one, other] = [earlier, later].map(({ metrics }) => spanOf(withoutSessions(metrics))) as [
    Span,
    Span,
  ]
  const metrics = new Map<string, Series>()
  for (const name of new Set([...earlier.metrics.keys(), ...later.metrics.keys()])) {
    const after = later.metrics.get(name)
    const before = after && OF_EACH_SESSION.has(name) ? undefined : earlier.metrics.get(name)
    const series = joinSeries(before, after, other.first)
    if (series.value.length > 0) metrics.set(name, series)
  }
  const startedAt = earlier.startedAt ?? later.startedAt
  const told =
    `${relative(later.path)} goes on with ${relative(earlier.path)} ` +
    `(steps ${one.first} to ${one.last}, then ${other.first} to ${other.last}): both are one run`
  return {
    ...record,
    run: {
      ...later,
      metrics,
      ...(startedAt !== undefined && { startedAt }),
      ...(earlier.durationS !== undefined &&
        later.durationS !== undefined && { durationS: earlier.durationS + later.durationS }),
      mentions: [...(earlier.mentions ?? []), ...(later.mentions ?? [])],
      files: [...earlier.files, ...later.files],
      findings: [...earlier.findings, ...later.findings, told],
    },
  }
}

function withoutSessions(metrics: SourceRun['metrics']): Series[] {
  return [...metrics].flatMap(([name, series]) => (OF_EACH_SESSION.has(name) ? [] : [series]))
}

const NOTHING: Series = { step: new Float64Array(), value: new Float64Array() }

/** The points of both, of the earlier one those before a step and those without one. */
function joinSeries(
  earlier: Series | undefined = NOTHING,
  later: Series | undefined = NOTHING,
  end: number,
): Series {
  const kept = [...earlier.step.keys()].filter((at) => !((earlier.step[at] as number) >= end))
  const join = (one: Float64Array | undefined, other: Float64Array | undefined) =>
    Float64Array.from([
      ...kept.map((at) => one?.[at] ?? Number.NaN),
      ...(other ?? later.step.map(() => Number.NaN)),
    ])
  const { last } = later.value.length > 0 ? later : earlier
  return {
    step: join(earlier.step, later.step),
    value: join(earlier.value, later.value),
    ...((earlier.epoch ?? later.epoch) && { epoch: join(earlier.epoch, later.epoch) }),
    ...((earlier.timeS ?? later.timeS) && { timeS: join(earlier.timeS, later.timeS) }),
    ...(last !== undefined && { last }),
  }
}
