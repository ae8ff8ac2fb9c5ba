import { posix } from 'node:path'
import { groupBy } from '../../../tables/groupBy.ts'
import { compareNatural } from '../../../text/naturalOrder.ts'
import type { SkippedRun } from '../../runRecord.ts'
import { foldersAbove } from '../../search/runPath.ts'
import type { SourceRun } from '../../sources/source.ts'
import { mergeRecords, type SourcedRun } from '../assembledRun.ts'
import { paramsKey } from './paramsKey.ts'
import { sinceStartOf } from './sinceStart.ts'

/** Records in which those of the same run are one, and the sessions that do not count. */
export interface JoinedParts {
  readonly records: SourcedRun[]
  readonly earlier: SkippedRun[]
}

/** A record in a folder below that of the run which it may be a part of. */
interface Part {
  readonly record: SourcedRun
  /** As a part of the run. */
  readonly run: SourceRun
  readonly owner: SourcedRun
}

/**
 * Joins what the writer of a run put into folders below the run's own. Of several sessions with equal
 * hyperparameters the last that was started counts. Sessions with different ones are of several trainings
 * that one writer recorded, and sessions of a run without any metrics are all that there is of trainings:
 * these stay runs of their own.
 */
export function joinParts(records: readonly SourcedRun[]): JoinedParts {
  if (records.length < 2 || records.every(({ source }) => source.parts === undefined)) {
    return { records: [...records], earlier: [] }
  }
  const byPlace = new Map(records.map((each) => [placeKey(each, each.run.path), each]))
  const partOf = new Map<SourcedRun, Part>()
  // Outer folders first: what is a part itself has none.
  for (const record of records.toSorted((a, b) => a.run.path.length - b.run.path.length)) {
    for (const directory of foldersAbove(record.run.path)) {
      const owner = byPlace.get(placeKey(record, directory))
      if (owner === undefined || partOf.has(owner)) continue
      const run = record.source.parts?.partOf(record.run, directory)
      if (run === undefined) continue
      partOf.set(record, { record, run, owner })
      break
    }
  }
  const parts = groupBy(
    records.flatMap((record) => partOf.get(record) ?? []),
    ({ owner }) => owner,
  )
  const earlier: SkippedRun[] = []
  const joined = records.flatMap((record) => {
    if (partOf.has(record)) return []
    const own = parts.get(record)
    if (own === undefined) return [record]
    const result = joinOwn(record, own)
    earlier.push(...result.earlier)
    return result.records
  })
  return { records: joined, earlier }
}

function placeKey({ source }: SourcedRun, directory: string): string {
  return JSON.stringify([source.name, directory])
}

function joinOwn(owner: SourcedRun, parts: readonly Part[]): JoinedParts {
  const sessions = parts.filter(({ run }) => run.params.size > 0)
  const others = parts.filter((part) => !sessions.includes(part))
  const isOne = groupBy(sessions, ({ run }) => paramsKey(run.params)).size === 1
  if (sessions.length === 0 || (isOne && owner.run.metrics.size > 0)) {
    const [last, ...before] = sessions.toSorted(compareStarts).reverse()
    return {
      records: [merged(owner, [...others, ...(last === undefined ? [] : [last])])],
      earlier: before.map(({ run: { path } }) => {
        const reason = `it is an earlier session of ${owner.run.path}, with the same parameters as ${last?.run.path}, which counts`
        return { runDir: path, reason }
      }),
    }
  }
  const alone = sessions.map(({ record, run }) => ({ ...record, run }))
  return { records: [merged(owner, others), ...alone], earlier: [] }
}

function compareStarts({ run: a }: Part, { run: b }: Part): number {
  return (a.startedAt ?? 0) - (b.startedAt ?? 0) || compareNatural(a.path, b.path)
}

function merged(owner: SourcedRun, parts: readonly Part[]): SourcedRun {
  if (parts.length === 0) return owner
  const runs = parts.map(({ run }) => {
    const below = posix.relative(owner.run.path, run.path)
    const findings = run.findings.map((finding) => `${below}: ${finding}`)
    return { source: owner.source, run: { ...sinceStartOf(owner.run, run), findings } }
  })
  const whole = mergeRecords(owner.run.path, [owner, ...runs])
  const { part: _part, sources: _sources, ...run } = whole
  return { source: owner.source, run }
}
