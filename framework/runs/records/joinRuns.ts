import path from 'node:path'
import { groupBy } from '../../tables/groupBy.ts'
import { valueKey } from '../../tables/valueKey.ts'
import { readSaved } from '../hydra/savedValues.ts'
import type {
  Cell,
  Finding,
  LoadedRun,
  MetricRecord,
  RunFinding,
  SkippedRun,
} from '../runRecord.ts'
import { doubleMetrics } from '../sources/reading/doubleMetrics.ts'
import { differingParams, paramsOfRun } from './differingParams.ts'
import { jobsOfTrials } from './jobsOfTrials.ts'
import { seriesOf, wideTable } from './metrics/wideTable.ts'
import { copyWithId, isSameId } from './sameId/copies.ts'

/** Runs, each once, and the records that were set aside. */
export interface JoinedRuns {
  readonly runs: LoadedRun[]
  readonly earlier: SkippedRun[]
  readonly findings: readonly RunFinding[]
}

/**
 * Joins records of one run: a tracker's record that mentions a path in the directory of a job belongs
 * to that job, wherever the tracker keeps it, and so does the trial for which the job ran; and records of
 * different sources that have the same value of `key` are one run. Of several records of one source for
 * one job the last that was started counts; what was deleted in its tracker joins nothing. The job comes
 * first, or else what comes first in the natural order of the paths.
 *
 * @param key a parameter of all the records, or `run`: the name that the tracker has
 */
export function joinRuns(all: readonly LoadedRun[], key?: string): JoinedRuns {
  const jobs = jobsByPlace(all)
  const owners = jobsOfTrials(all)
  for (const run of all) {
    const owner = run.isJob || run.isDeleted ? undefined : ownerOf(run, jobs)
    if (owner) owners.set(run, owner)
  }
  const guests = groupBy(owners.keys(), (run) => owners.get(run) as LoadedRun)
  const earlier: SkippedRun[] = []
  const runs = all
    .filter((run) => !owners.has(run))
    .map((job) => {
      const records: LoadedRun[] = []
      for (const group of groupBy(guests.get(job) ?? [], ({ sources }) => sources[0]).values()) {
        const last = group.toSorted((a, b) => compareTexts(startOf(a), startOf(b))).at(-1)
        if (last) records.push(last)
        for (const run of group.filter((each) => each !== last)) {
          const reason = `it is an earlier try at ${job.runDir}, by the paths that it mentions`
          const isCopy = last !== undefined && isSameId(run, last)
          earlier.push(isCopy ? copyWithId(last, run) : { runDir: run.runDir, reason })
        }
      }
      return mergeRuns([job, ...records])
    })
  if (key === undefined) return { runs, earlier, findings: [] }
  const isKnown = runs.some((run) => cellAt(run, key) !== null)
  const detail = `inputs.join=${key}: no run has such a parameter, so that it joins nothing`
  return {
    runs: joinByKey(runs, key),
    earlier,
    findings: isKnown ? [] : [{ kind: 'joins-nothing', runDir: '', detail }],
  }
}

/** Jobs by each of their directories; none for a directory in which several runs lie. */
function jobsByPlace(all: readonly LoadedRun[]): Map<string, LoadedRun | undefined> {
  const jobs = new Map<string, LoadedRun | undefined>()
  for (const run of all) {
    for (const place of run.places) jobs.set(place, jobs.has(place) ? undefined : run)
  }
  return jobs
}

/** The job in whose directory a path lies that the run mentions, the innermost such directory. */
function ownerOf(
  run: LoadedRun,
  jobs: ReadonlyMap<string, LoadedRun | undefined>,
): LoadedRun | undefined {
  for (const mention of run.mentions) {
    for (let place = mention; ; place = path.dirname(place)) {
      const job = jobs.get(place)
      if (job) return job
      if (path.dirname(place) === place) break
    }
  }
  return undefined
}

function startOf({ row }: LoadedRun): string {
  return String(row.find(([column]) => column === 'started_at')?.[1] ?? '')
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function joinByKey(runs: readonly LoadedRun[], key: string): LoadedRun[] {
  const groups = groupBy(runs, (run) => {
    const value = run.isDeleted ? null : cellAt(run, key)
    return value === null ? run : valueKey(value)
  })
  return [...groups.values()].flatMap((group) => {
    const sources = new Set(group.map((run) => run.sources[0]))
    return sources.size === group.length ? [mergeRuns(group)] : group
  })
}

function cellAt(run: LoadedRun, key: string): Cell {
  if (key === 'run') return run.name
  const set = run.overrides.find((override) => override.key === key)
  if (set) return set.value
  return run.saved.map(readSaved).find((saved) => saved.key === key)?.value ?? null
}

/** Several records as one run: what two of them have, the first one says. */
export function mergeRuns(records: readonly LoadedRun[]): LoadedRun {
  const [first, ...others] = records as [LoadedRun, ...LoadedRun[]]
  if (others.length === 0) return first
  const cells = new Map<string, Cell>()
  for (const [column, value] of records.flatMap(({ row }) => row)) {
    if ((cells.get(column) ?? null) === null) cells.set(column, value)
  }
  const metrics = new Map<string, MetricRecord>()
  for (const metric of records.flatMap((run) => run.metrics)) {
    if (!metrics.has(metric.name)) metrics.set(metric.name, metric)
  }
  const keepsFacts = first.sources[0] === 'facts'
  const series = new Map(
    records.toReversed().flatMap(({ epochs }) => (keepsFacts ? [] : [...seriesOf(epochs)])),
  )
  const ended = records.find((record) => record.ended !== 'unknown')?.ended ?? 'unknown'
  const findings = records
    .flatMap((record) => record.findings)
    // A log is told where nothing else says how the run ended.
    .filter(({ kind }) => kind !== 'log-ends-in-error' || ended === 'unknown')
  return {
    ...first,
    sources: [...new Set(records.flatMap(({ sources }) => sources))].filter(
      (source, _, all) => source !== 'hydra' || all.length === 1,
    ),
    ended,
    name: records.find(({ name }) => name !== null)?.name ?? null,
    row: [...cells],
    metrics: [...metrics.values()],
    epochs: keepsFacts ? first.epochs : wideTable(series),
    mentions: records.flatMap(({ mentions }) => mentions),
    collection: first.isJob
      ? null
      : (records.find(({ collection }) => collection !== null)?.collection ?? null),
    isDeleted: records.every(({ isDeleted }) => isDeleted),
    findings: [...findings, ...tellDoubles(records)],
    files: records.flatMap(({ directory, files }) =>
      files.map((file) => ({
        ...file,
        name: path.posix.relative(first.directory, path.posix.join(directory, file.name)),
      })),
    ),
  }
}

/** Metrics are those of trackers; what facts have stands in columns of its own. */
function tellDoubles(records: readonly LoadedRun[]): Finding[] {
  const [first, ...others] = records as [LoadedRun, ...LoadedRun[]]
  const counts = paramsOfRun(first)
  const params = others.flatMap(({ sources, overrides }) => {
    const recorded = overrides.map(({ key, value }) => [key, value] as const)
    return differingParams(counts, { source: sources[0] ?? '', params: recorded }) ?? []
  })
  const doubles = doubleMetrics(
    records.map(({ sources, metrics }) => ({
      source: sources[0] ?? '',
      last: new Map(metrics.map(({ name, last }) => [name, last])),
    })),
  )
  return [...doubles, ...params].map((detail) => ({ kind: 'source-remark', detail }))
}
