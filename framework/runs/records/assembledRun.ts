import path from 'node:path'
import { cellOf } from '../parameters/cells.ts'
import type { Cell } from '../runRecord.ts'
import { doubleMetrics } from '../sources/reading/doubleMetrics.ts'
import type {
  Collection,
  Goal,
  RunStatus,
  Scalar,
  Series,
  Source,
  SourceFile,
  SourceRun,
} from '../sources/source.ts'
import { differingParams } from './differingParams.ts'
import { lastOf } from './metrics/metricRecord.ts'

/** What one source gave. */
export interface SourcedRun {
  readonly source: Pick<Source, 'name' | 'isGeneric' | 'keepsSplitsApart' | 'logs' | 'parts'>
  readonly run: SourceRun
}

/** One run, put together from everything that recorded it. */
export interface AssembledRun {
  /** The job's directory, or the path of the record where there is no job. */
  readonly path: string
  /** What tells runs of one job apart, such as a fold: their path below it. */
  readonly part?: string
  /** Names of the sources, the one that counts first. */
  readonly sources: readonly string[]
  readonly name?: string
  readonly status: RunStatus
  readonly statusRaw?: string
  readonly params: ReadonlyMap<string, Scalar>
  readonly metrics: ReadonlyMap<string, Series>
  readonly goals: ReadonlyMap<string, Goal>
  readonly startedAt?: number
  readonly durationS?: number
  readonly gitCommit?: string
  readonly dataset?: string
  readonly collection?: Collection
  readonly isDeleted: boolean
  readonly sampler?: string
  readonly mentions: readonly string[]
  readonly files: readonly SourceFile[]
  readonly findings: readonly string[]
}

/**
 * The records of one run as one. Where two have the same parameter or metric, the first counts; that
 * two have the same metrics is told.
 *
 * @param path of the run; its records may lie below it
 * @param records at least one, in the order of the list of sources
 */
export function mergeRecords(
  path: string,
  records: readonly SourcedRun[],
  part?: string,
): AssembledRun {
  const runs = withOwnNames(records)
  const first = <T>(pick: (run: SourceRun) => T | undefined) =>
    runs.map(pick).find((value) => value !== undefined)
  const told = first(({ status }) => (status === 'unknown' ? undefined : status))
  const [name, statusRaw, startedAt] = [
    first((run) => run.name),
    first((run) => run.statusRaw),
    first((run) => run.startedAt),
  ]
  const [collection, sampler] = [first((run) => run.collection), first((run) => run.sampler)]
  const [durationS, gitCommit, dataset] = [
    first((run) => run.durationS),
    first((run) => run.gitCommit),
    first((run) => run.dataset),
  ]
  return {
    path,
    ...(part !== undefined && { part }),
    sources: [...new Set(records.map(({ source }) => source.name))],
    ...(name !== undefined && { name }),
    status: told ?? 'unknown',
    ...(statusRaw !== undefined && { statusRaw }),
    params: firstOfEach(runs.map(({ params }) => params)),
    metrics: firstOfEach(runs.map(({ metrics }) => metrics)),
    goals: firstOfEach(runs.map(({ goals }) => goals ?? new Map())),
    ...(startedAt !== undefined && { startedAt }),
    ...(durationS !== undefined && { durationS }),
    ...(gitCommit !== undefined && { gitCommit }),
    ...(dataset !== undefined && { dataset }),
    ...(collection !== undefined && { collection }),
    isDeleted: runs.some(({ isDeleted }) => isDeleted === true),
    ...(sampler !== undefined && { sampler }),
    mentions: runs.flatMap(({ mentions = [] }) => mentions),
    files: runs.flatMap(({ files }) => files),
    findings: [
      ...runs.flatMap(({ findings }) => findings),
      ...(records.length > 1
        ? disagreements(records.map((each, at) => ({ ...each, run: runs[at] ?? each.run })))
        : []),
    ],
  }
}

/**
 * The runs of the records, with metrics named as the writer of the run has them where loggers have names of their own for
 * them: where one of these ends in the same value.
 */
function withOwnNames(records: readonly SourcedRun[]): SourceRun[] {
  const owner = records.find(({ source }) => source.logs?.ownName !== undefined)
  const ownName = owner?.source.logs?.ownName
  if (owner === undefined || ownName === undefined) return records.map(({ run }) => run)
  return records.map(({ run }) => {
    const isAlike = [...run.metrics].some(([name, series]) => {
      const own = ownName(name) === name ? undefined : owner.run.metrics.get(ownName(name))
      return own !== undefined && isSameEnd(lastOf(own), lastOf(series))
    })
    if (run === owner.run || !isAlike) return run
    const named = Array.from(run.metrics, ([name, series]) => [ownName(name), series] as const)
    return { ...run, metrics: firstOfEach(named.map((each) => new Map([each]))) }
  })
}

/** TensorBoard keeps float32. */
function isSameEnd(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && Math.fround(a) === Math.fround(b)
}

function disagreements(records: readonly SourcedRun[]): string[] {
  const recorded = records.map(({ source, run }) => ({
    source: source.name,
    last: lastValues(run),
  }))
  return [...doubleMetrics(recorded), ...otherParams(records)]
}

/** Where a record has other values of parameters than the first one that has any. */
function otherParams(records: readonly SourcedRun[]): string[] {
  const [first, ...others] = records.filter(({ run }) => run.params.size > 0)
  if (first === undefined) return []
  const cells = new Map(paramCells(first.run))
  const counts = { source: first.source.name, cellOf: (key: string) => cells.get(key) }
  return others.flatMap(({ source, run }) => {
    return differingParams(counts, { source: source.name, params: paramCells(run) }) ?? []
  })
}

/** Parameters as cells of a table. */
export function paramCells({ params }: Pick<SourceRun, 'params'>): [string, Cell][] {
  return Array.from(params, ([key, value]) => [key, cellOf(value)])
}

function firstOfEach<Value>(
  maps: readonly ReadonlyMap<string, Value>[],
): ReadonlyMap<string, Value> {
  const [only] = maps
  if (only !== undefined && maps.length === 1) return only
  const merged = new Map<string, Value>()
  for (const map of maps) {
    for (const [key, value] of map) if (!merged.has(key)) merged.set(key, value)
  }
  return merged
}

function lastValues({ metrics }: SourceRun): Map<string, number | undefined> {
  return new Map(Array.from(metrics, ([name, series]) => [name, lastOf(series)]))
}

/** What the tracker of a run calls it; undefined where it only mentions paths. */
export function runIdOf({ mentions }: AssembledRun): string | undefined {
  return mentions.find((mention) => !isPath(mention))
}

/** Whether what a run mentions is a path. */
export function isPath(mention: string): boolean {
  return path.isAbsolute(mention) || /^[A-Za-z]:[\\/]/.test(mention)
}
