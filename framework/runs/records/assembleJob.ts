import { posix } from 'node:path'
import { groupBy } from '../../tables/groupBy.ts'
import type { SkippedRun } from '../runRecord.ts'
import { isSplitFolder } from '../search/joinFolders.ts'
import type { Series, SourceRun } from '../sources/source.ts'
import { type AssembledRun, mergeRecords, type SourcedRun } from './assembledRun.ts'
import { dropEarlierTries } from './dropEarlierTries.ts'
import { joinParts } from './parts/joinParts.ts'
import { withLogs } from './parts/withLogs.ts'

/** The runs of a place, and the records there that do not count. */
export interface Assembled {
  readonly runs: readonly AssembledRun[]
  readonly earlier: readonly SkippedRun[]
}

/**
 * The runs of a job that Hydra ran, from what sources read below its directory.
 *
 * - What the writer of a run put into folders below the run's own is a part of that run.
 * - Event files of `train` and `validation` in one folder are one run with metrics by split.
 * - Of several records of one source with equal parameters, which are tries at the same thing, the
 *   last in natural order counts and the rest are named.
 * - Records with different parameters, or in folders such as `fold_1`, are runs of their own, told apart
 *   by their `part`.
 * - Records of different sources in one place are one run, and so is all that generic sources find.
 *
 * @param path of the job's directory
 */
export function assembleJob(path: string, records: readonly SourcedRun[]): Assembled {
  if (records.length === 0) return { runs: [], earlier: [] }
  const { records: joined, earlier: sessions } = joinParts(records)
  const whole = joinSplits(joined)
  const parts = new Map<string, SourcedRun[]>()
  const partNames = new Map<string, string>()
  const earlier: SkippedRun[] = [...sessions]
  for (const group of groupBy(whole, ({ source }) => source.name).values()) {
    const isGeneric = group[0]?.source.isGeneric === true
    const tries = isGeneric
      ? { kept: group, earlier: [] }
      : dropEarlierTries(group, (each) => relative(path, each))
    const { kept } = tries
    earlier.push(...tries.earlier)
    const names = isGeneric ? kept.map(() => '') : namesOfParts(path, kept, partNames)
    for (const [at, each] of kept.entries()) {
      const part = names[at] ?? ''
      parts.set(part, [...(parts.get(part) ?? []), each])
    }
  }
  const common = parts.size > 1 ? (parts.get('') ?? []) : []
  const named = [...parts].filter(([part]) => part !== '' || parts.size === 1)
  return {
    runs: named.map(([part, own]) =>
      mergeRecords(path, [...own, ...common], part === '' ? undefined : part),
    ),
    earlier,
  }
}

/**
 * The runs of a place that Hydra knows nothing of: each record is one, but for the parts and the splits of
 * one run, for what several sources recorded under one path, and for what lies in a folder that the writer
 * of a run has for logs, of which the last counts.
 *
 * @param directory of the place
 */
export function assembleRecords(directory: string, records: readonly SourcedRun[]): Assembled {
  const [only] = records
  if (only !== undefined && records.length === 1) {
    return { runs: [mergeRecords(only.run.path, records)], earlier: [] }
  }
  const { records: joined, earlier } = joinParts(withSettings(records))
  const whole = joinSplits(joined)
  const logged = withLogs(directory, whole)
  if (logged !== undefined) {
    const [owner] = logged
    const own = assembleJob(owner.run.path, logged)
    const others = assembleRecords(
      directory,
      whole.filter((record) => !logged.includes(record)),
    )
    return {
      runs: [...own.runs, ...others.runs],
      earlier: [...earlier, ...own.earlier, ...others.earlier],
    }
  }
  const byPath = groupBy(whole, ({ run }) => run.path)
  return { runs: Array.from(byPath, ([path, own]) => mergeRecords(path, own)), earlier }
}

/** A record of parameters alone, in the folder of the only log that is a run as a file, is of that run. */
function withSettings(records: readonly SourcedRun[]): readonly SourcedRun[] {
  return records.map((record) => {
    const { path, params, metrics } = record.run
    if (metrics.size > 0 || params.size === 0) return record
    const others = records.filter((other) => other !== record)
    const files = new Set(
      others
        .map(({ run }) => run.path)
        .filter((each) => posix.dirname(each) === path && !each.includes('#')),
    )
    const [file] = files
    const isOfFile = files.size === 1 && others.every(({ run }) => run.path !== path)
    return isOfFile && file !== undefined
      ? { ...record, run: { ...record.run, path: file } }
      : record
  })
}

/**
 * The paths of parts below the job; none for a source's one record, which is about the job, wherever
 * below it lies. Of loggers in folders of their own, `csv/version_1` and `tensorboard/version_1` are one
 * part, called after the first.
 *
 * @param known last word of a part's path -> the part that another source has of it
 */
function namesOfParts(
  path: string,
  records: readonly SourcedRun[],
  known: Map<string, string>,
): string[] {
  if (records.length === 1) return ['']
  const paths = records.map(({ run }) => relative(path, run.path))
  const words = paths.map((part) => posix.basename(part))
  if (new Set(words).size < words.length) return paths
  return paths.map((part, at) => {
    const word = words[at] as string
    const name = known.get(word) ?? part
    known.set(word, name)
    return name
  })
}

/** Records in sibling folders that are named after splits become one, its metrics named by split. */
function joinSplits(records: readonly SourcedRun[]): SourcedRun[] {
  const isSplit = ({ source, run }: SourcedRun) =>
    source.keepsSplitsApart === true && isSplitFolder(run.path)
  const place = (record: SourcedRun) =>
    isSplit(record) ? posix.dirname(record.run.path) : record.run.path
  const families = groupBy(records, (record) => JSON.stringify([record.source.name, place(record)]))
  return [...families.values()].flatMap((family) => {
    const splits = family.filter(isSplit)
    const [first] = splits
    if (first === undefined || splits.length === 1) return family
    const named = splits.map((record) => ({ ...record, run: withSplit(record.run) }))
    const parent = posix.dirname(first.run.path)
    const others = family.filter((record) => !isSplit(record))
    const merged = mergeRecords(parent, [...others, ...named])
    const { part: _part, sources: _sources, ...run } = merged
    return [{ source: first.source, run }]
  })
}

function withSplit(run: SourceRun): SourceRun {
  const split = run.path.slice(run.path.lastIndexOf('/') + 1)
  const named = (metric: string) =>
    metric === split || metric.startsWith(`${split}/`) ? metric : `${split}/${metric}`
  const metrics = new Map<string, Series>()
  for (const [metric, series] of run.metrics) metrics.set(named(metric), series)
  return { ...run, metrics }
}

/** A path as it lies below a folder; one that does not, whole. */
function relative(folder: string, path: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path
}
