import path from 'node:path'
import type { ColumnTable } from 'arquero'
import type { ReportContent, ReportJson } from '../../../output/data/reportJson.ts'
import type { SweepPaths } from '../../../output/data/sweepPaths.ts'
import { productVersion } from '../../../packageRoot.ts'
import { numericColumns } from '../../../tables/columns.ts'
import type { ReportSpec } from '../../spec/defineReport.ts'
import type { AnalyzedReport } from '../analyze.ts'
import type { DrawnFigure } from '../drawFigure.ts'
import type { JudgedGate } from '../gates/planGates.ts'
import { columnRoles } from './columnRoles.ts'
import { DETAILS_FILE, EPOCHS_FILE, RUNS_FILE } from './dataFiles.ts'

/** A figure as `report.json` has it. */
export function figureEntry(figure: DrawnFigure): ReportJson['figures'][number] {
  const { name, part, caption, notes, alt, files, data } = figure
  return { name, part, caption, notes: [...notes], alt, files: [...files], data }
}

interface Task {
  readonly task: string
  readonly reason: string
}

/** What `report.json` says, in which no path tells about the machine. */
export function reportContent(made: {
  readonly id: string
  readonly created: Date
  readonly spec: Pick<ReportSpec, 'name' | 'title'>
  readonly analyzed: AnalyzedReport
  readonly paths: SweepPaths
  readonly gates: readonly JudgedGate[]
  readonly warnings: readonly string[]
  readonly failed: readonly Task[]
  readonly notRun: readonly Task[]
  /** The CSV files but those of scores, relative to the report. */
  readonly tables: ReadonlyMap<string, ColumnTable>
  readonly asked: ReportJson['request']
  readonly filesRead: readonly { readonly size: number }[]
  readonly figures: readonly DrawnFigure[]
}): ReportContent {
  const { analyzed, paths, spec } = made
  const { config, findings = [], perEpoch, runs, skipped } = analyzed
  const inWords = ({ task, reason }: Task) => ({
    task: paths.inText(task),
    reason: paths.inText(reason),
  })
  return {
    report_id: made.id,
    report_name: spec.name,
    title: spec.title,
    created_utc: made.created.toISOString(),
    product: { name: 'thesis-report', version: productVersion(), node: process.version },
    request: made.asked,
    num_runs: runs.numRows(),
    columns: columnRoles(analyzed),
    findings: findings.map(({ key, sentence, values }) => ({ key, sentence, values })),
    gates: made.gates.map(({ text, holds, sentence }) => ({ gate: text, holds, sentence })),
    warnings: made.warnings.map(paths.inText),
    skipped: skipped.map(({ runDir, reason }) => ({
      run_dir: paths.relative(runDir),
      reason: paths.inText(reason),
    })),
    failed: made.failed.map(inWords),
    not_run: made.notRun.map(inWords),
    tables: [...made.tables].map(([file, table]) => ({
      name: path.posix.basename(file, '.csv'),
      file,
      numeric: numericColumns(table),
    })),
    data: {
      runs: RUNS_FILE,
      epochs: perEpoch.size > 0 ? EPOCHS_FILE : null,
      details: DETAILS_FILE,
    },
    files_read: {
      count: made.filesRead.length,
      bytes: made.filesRead.reduce((sum, { size }) => sum + size, 0),
    },
    figures: made.figures.map(figureEntry),
    outputs: config.outputs,
  }
}
