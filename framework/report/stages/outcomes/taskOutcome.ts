import type { UnfinishedReport } from '../../../output/staging/abandonReport.ts'
import type { SkippedRun } from '../../../runs/runRecord.ts'
import { count } from '../../../text/counts.ts'
import type { AnalyzedReport } from '../analyze.ts'
import type { CollectedContext } from '../collect.ts'
import type { Attachment } from '../drawFigure.ts'

/** What came of a part of a report. */
export interface TaskOutcome {
  /** The pictures that it drew. */
  readonly attachments: readonly Attachment[]
  /** What it did, in a few words, such as `24 runs`; empty where its name says it all. */
  readonly said: string
  /** Runs that it left out. */
  readonly skipped: readonly SkippedRun[]
  /** The report, which may be interrupted from here on. */
  readonly unfinished?: UnfinishedReport
  /** Whether what is read stays in a cache, also where the report is interrupted. */
  readonly isCached?: boolean
}

export const NOTHING_TOLD: TaskOutcome = { attachments: [], said: '', skipped: [] }

/** What the stage that reads the runs has found. */
export function describeRuns({ runs, skipped }: CollectedContext): TaskOutcome {
  const others = skipped.length > 0 ? `, ${skipped.length} left out` : ''
  return { ...NOTHING_TOLD, said: `${count(runs.numRows(), 'run')}${others}`, skipped }
}

/** What the analysis has come to. */
export function describeAnalysis({ runs, findings = [] }: AnalyzedReport): TaskOutcome {
  const found = findings.length > 0 ? `, ${count(findings.length, 'finding')}` : ''
  return { ...NOTHING_TOLD, said: `${count(runs.numRows(), 'run')}${found}` }
}
