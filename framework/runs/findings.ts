import type { FindingKind, RunFinding } from './runRecord.ts'

/** Something odd that was seen in one or more runs. */
export interface RunWarning {
  readonly kind: FindingKind
  /** What was seen in the first of the runs, naming file and line. */
  readonly detail: string
  /** The runs that it was seen in; none for what is about all of them. */
  readonly runDirs: string[]
}

/** What was seen in several runs as one warning each. */
export function groupFindings(findings: readonly RunFinding[]): RunWarning[] {
  const warnings = new Map<string, RunWarning>()
  for (const { kind, detail, runDir } of findings) {
    const key = kind === 'looks-like-same-run' ? samePlaces(runDir, detail) : sameAs(kind, detail)
    const warning = warnings.get(key)
    if (!warning) warnings.set(key, { kind, detail, runDirs: runDir === '' ? [] : [runDir] })
    else if (warning.runDirs.at(-1) !== runDir) warning.runDirs.push(runDir)
  }
  return [...warnings.values()]
}

/** Kinds whose findings are of one place each, with a reason of its own. */
const OF_ONE_PLACE: ReadonlySet<FindingKind> = new Set([
  'unreadable-records',
  'not-searched',
  'goal-of-none',
])

/** Runs of one store that are those of another are told together; two that lie in one place, each. */
function samePlaces(runDir: string, detail: string): string {
  const other = / as (.*) \(\d+ metrics?\)/s.exec(detail)?.[1] ?? ''
  const [place, otherPlace] = [runDir, other].map((path) => path.replace(/[/#][^/#]*$/, ''))
  return place === otherPlace ? detail : JSON.stringify([place, otherPlace])
}

/** Remarks of sources are of many kinds: those that differ in numbers and names of files are one. */
function sameAs(kind: FindingKind, detail: string): string {
  // The system's own words name the place too.
  if (OF_ONE_PLACE.has(kind)) return `${kind} ${detail.replaceAll(/'\/[^']*'/g, "''")}`
  return kind === 'source-remark' ? `${kind} ${detail.replaceAll(/\S*\d\S*/g, '0')}` : kind
}
