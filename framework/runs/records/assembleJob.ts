import type { Scalar, Series, SourceRun } from '../sources/source.ts'
import { type AssembledRun, mergeRecords, type SourcedRun } from './assembledRun.ts'

/** Folders in which writers of event files keep the splits of one run. */
const SPLITS = new Set(['train', 'training', 'validation', 'valid', 'val', 'test', 'eval'])
/** `version_2` before `version_10`. */
const NATURAL_ORDER = new Intl.Collator('en', { numeric: true })

/**
 * The runs of one job, from what sources read below its directory.
 *
 * - Event files of `train` and `validation` in one folder are one run with metrics by split.
 * - Of several records of one source with equal parameters, which are tries at the same thing, the
 *   last in natural order counts and the rest are named.
 * - Records with different parameters are runs of their own, told apart by their `part`.
 * - Records of different sources in one place are one run.
 *
 * @param path of the job's directory
 */
export function assembleJob(path: string, records: readonly SourcedRun[]): AssembledRun[] {
  if (records.length === 0) return []
  const whole = joinSplits(records)
  const parts = new Map<string, SourcedRun[]>()
  const tries: string[] = []
  for (const group of groupBySource(whole).values()) {
    const { kept, earlier } = dropEarlierTries(group)
    tries.push(...earlier.map(({ run }) => run.path))
    // The one record of a source is about the job, wherever below it lies.
    for (const each of kept) {
      const part = kept.length > 1 ? relative(path, each.run.path) : ''
      parts.set(part, [...(parts.get(part) ?? []), each])
    }
  }
  const common = parts.size > 1 ? (parts.get('') ?? []) : []
  const named = [...parts].filter(([part]) => part !== '' || parts.size === 1)
  return named.map(([part, own]) => {
    const run = mergeRecords(path, [...own, ...common], part === '' ? undefined : part)
    return { ...run, findings: [...run.findings, ...tries.map(earlierTry)] }
  })
}

function earlierTry(path: string): string {
  return `${path}: an earlier try with the same parameters; the last one counts`
}

function groupBySource(records: readonly SourcedRun[]): Map<string, SourcedRun[]> {
  const groups = new Map<string, SourcedRun[]>()
  for (const record of records) {
    groups.set(record.source, [...(groups.get(record.source) ?? []), record])
  }
  return groups
}

function dropEarlierTries(records: readonly SourcedRun[]) {
  const sorted = records.toSorted((a, b) => NATURAL_ORDER.compare(a.run.path, b.run.path))
  const last = new Map(sorted.map((record) => [paramsKey(record.run.params), record]))
  const kept = sorted.filter((record) => last.get(paramsKey(record.run.params)) === record)
  return { kept, earlier: sorted.filter((record) => !kept.includes(record)) }
}

function paramsKey(params: ReadonlyMap<string, Scalar>): string {
  const entries = [...params].map(([key, value]) => [key, typeof value, String(value)])
  return JSON.stringify(entries.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)))
}

/** Records in sibling folders that are named after splits become one, its metrics named by split. */
export function joinSplits(records: readonly SourcedRun[]): SourcedRun[] {
  const families = new Map<string, SourcedRun[]>()
  for (const record of records) {
    const split = SPLITS.has(lastPart(record.run.path))
    const key = JSON.stringify([record.source, split ? parentOf(record.run.path) : record.run.path])
    families.set(key, [...(families.get(key) ?? []), record])
  }
  return [...families.values()].map((family) => {
    const [first] = family as [SourcedRun, ...SourcedRun[]]
    if (family.length === 1) return first
    const runs = family.map(({ run }) => withSplit(run, lastPart(run.path)))
    const merged = mergeRecords(
      parentOf(first.run.path),
      runs.map((run) => ({ source: first.source, run })),
    )
    const { isDeleted: _, part: _part, sources: _sources, ...run } = merged
    return { source: first.source, run }
  })
}

function withSplit(run: SourceRun, split: string): SourceRun {
  const named = (metric: string) =>
    metric === split || metric.startsWith(`${split}/`) ? metric : `${split}/${metric}`
  const metrics = new Map<string, Series>()
  for (const [metric, series] of run.metrics) metrics.set(named(metric), series)
  return { ...run, metrics }
}

function relative(folder: string, path: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
