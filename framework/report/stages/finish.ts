import path from 'node:path'
import type { ColumnTable } from 'arquero'
import { baselineFindings } from '../../compare/baseline/baselineFindings.ts'
import { fileKind } from '../../files/fileKind.ts'
import { writeBackLinks } from '../../output/backLinks.ts'
import { REPORT_FILE } from '../../output/data/readReport.ts'
import { reportJson } from '../../output/data/reportJson.ts'
import { sweepPaths } from '../../output/data/sweepPaths.ts'
import { maskNames } from '../../output/documents/maskNames.ts'
import { stampFiles } from '../../output/fileStamps.ts'
import { writeReportList } from '../../output/history/writeReportList.ts'
import { manifestYaml } from '../../output/manifest.ts'
import { writePage } from '../../output/page/writePage.ts'
import type { EarlierReport, ReportDirectory } from '../../output/reportDirectory.ts'
import { type OutputPlaces, tidyOutputs } from '../../output/staging/tidyOutputs.ts'
import { defuseCsv, toCsv } from '../../tables/csv.ts'
import { shellWords } from '../../text/shellWords.ts'
import type { ComposedReportConfig, ReportConfig } from '../config/reportConfig.ts'
import type { ReportSpec } from '../spec/defineReport.ts'
import type { AnalyzedReport } from './analyze.ts'
import type { DrawnFigure } from './drawFigure.ts'
import { DETAILS_FILE, dataFiles } from './files/dataFiles.ts'
import { figureFiles } from './files/figureFiles.ts'
import { findingFiles } from './files/findingFiles.ts'
import { namesToMask } from './files/namesToMask.ts'
import { reportContent } from './files/reportFile.ts'
import { requestEntry } from './files/requestEntry.ts'
import { runDetailsJson } from './files/runDetails.ts'
import { summaryTex } from './files/summaryTex.ts'
import { trainingSummaryJson } from './files/trainingSummary.ts'
import type { GatePlan, JudgedGate } from './gates/planGates.ts'
import type { InferencePlan } from './inference/inference.ts'
import { backLinkWarnings, linkedRuns } from './linkedRuns.ts'
import type { ReportRequest } from './reportRequest.ts'
import { describeFailure, settled } from './settled.ts'
import { isReasonToSkip, type Stage } from './stage.ts'

/** What is said of a report that stands in its place. */
export interface FinishedReport extends EarlierReport {
  /** Absolute. */
  readonly path: string
  readonly numRuns: number
  readonly skipped: readonly { readonly runDir: string; readonly reason: string }[]
  /** What was found, a sentence each. */
  readonly findings: readonly string[]
  /** Conditions that were judged, and what came of each. */
  readonly gates: readonly JudgedGate[]
  readonly warnings: readonly string[]
  /** Parts with nothing to do, and why; without those that were not asked for. */
  readonly notDone: readonly { readonly task: string; readonly reason: string }[]
  /** Parts that failed. */
  readonly failed: readonly string[]
  /** Of what the hooks returned, what did not belong there: `the table "spread" of analyze`. */
  readonly leftOut: readonly string[]
  /** Kinds of the runs' files that were read: where one of them changes, the report may too. */
  readonly fileKinds: readonly string[]
}

/** Writes the tables, summaries and manifest, publishes the report and links the runs to it. */
export async function finishReport(made: {
  spec: ReportSpec
  request: ReportRequest
  composed: ComposedReportConfig
  analyzed: AnalyzedReport
  directory: ReportDirectory
  figures: readonly Stage<DrawnFigure>[]
  /** All parts of the report, the figures among them. */
  stages: readonly Stage<unknown>[]
  inference: InferencePlan | undefined
  plan: GatePlan
  backLinks: ReportConfig['outputs']['back_links']
  /** Where earlier reports may have left something. Default: nowhere. */
  tidies?: OutputPlaces | undefined
}): Promise<FinishedReport> {
  const { directory, request, spec } = made
  const { runs, skipped } = made.analyzed
  const words = request.overrides.map(({ text }) => text)
  const runDirs = [...(runs.array('run_dir') as Iterable<string>)]
  const { failures } = await settled(made.stages)
  const { values: figures } = await settled(made.figures)
  const { values: gates } = await settled(made.plan.gates)
  const [baseline] = (await settled(made.plan.baseline ? [made.plan.baseline] : [])).values
  const inferred = await made.inference?.finish()
  const notices = [
    ...made.analyzed.notices,
    ...(made.inference?.notes ?? []),
    ...(inferred?.remarks ?? []),
  ]
  const analyzed: AnalyzedReport = {
    ...made.analyzed,
    // What became of the settings since the baseline comes first.
    findings: [
      ...(baseline ? baselineFindings(baseline) : []),
      ...(made.analyzed.findings ?? []),
      ...(inferred?.findings ?? []),
    ],
    methods: [
      ...(made.analyzed.methods ?? []),
      ...(made.inference?.methods ?? []),
      ...(inferred?.methods ?? []),
    ],
  }
  const notDone = failures.filter(({ error }) => isReasonToSkip(error)).map(describeFailure)
  const failed = failures.filter(({ error }) => !isReasonToSkip(error)).map(describeFailure)
  const paths = sweepPaths([...runDirs, ...skipped.map(({ runDir }) => runDir)], request.cwd)
  const command = rebuildCommand(spec.name, words)
  const linked = linkedRuns(runs, made.backLinks)
  try {
    const writeCsv = (file: string, csv: string) =>
      directory.write(file, made.analyzed.config.outputs.csv_safe ? defuseCsv(csv) : csv)
    await writeCsv('training/summary.csv', toCsv(runs, paths.inCell))
    await directory.write('training/summary.json', trainingSummaryJson(analyzed, paths.inCell))
    await directory.write('training/summary.tex', summaryTex(analyzed))
    const tables = Object.entries(analyzed.tables ?? {})
    if (baseline) tables.push(['baseline', baseline.table])
    for (const [name, table] of tables) {
      await writeCsv(`training/${name}.csv`, toCsv(table, paths.inCell))
    }
    const mask = analyzed.config.outputs.mask_names
      ? maskNames(namesToMask(analyzed, { paths, cwd: request.cwd }))
      : undefined
    const outcome = { warnings: notices.map(paths.inText), gates, figures, mask }
    for (const [name, text] of findingFiles(spec.title, analyzed, outcome)) {
      await directory.write(`training/${name}`, text)
    }
    for (const [name, text] of inferred?.files ?? []) {
      const content = paths.inCell(text)
      if (name.endsWith('.csv')) await writeCsv(`inference/${name}`, content)
      else await directory.write(`inference/${name}`, content)
    }
    const created = new Date()
    const drawn = [...figures, ...(inferred?.figures ?? [])]
    for (const [file, text] of figureFiles(spec.title, drawn)) await directory.write(file, text)
    const failedTasks = [
      ...analyzed.problems.collect.map(({ reason }) => ({ task: 'collect', reason })),
      ...analyzed.problems.analyze.map(({ reason }) => ({ task: 'analyze', reason })),
      ...(inferred?.problems ?? []).map(({ reason }) => ({ task: 'infer results', reason })),
      ...failed,
      ...gates.filter(({ holds }) => !holds).map(failedGate),
    ]
    const notRun = [
      ...notDone,
      ...made.stages
        .filter(({ state }) => state === 'not run')
        .map(({ name }) => ({ task: name, reason: 'not asked for' })),
    ]
    for (const [name, content] of await dataFiles(analyzed, paths)) {
      await directory.write(name, content)
    }
    const filesRead = [...analyzed.files, ...(made.inference?.files ?? [])]
    const details = runDetailsJson(runDirs, filesRead, { paths, cwd: request.cwd })
    await directory.write(DETAILS_FILE, details)
    const { composed } = made
    const { inText } = paths
    const content = reportContent({
      ...{ id: directory.id, created, spec, analyzed, paths, gates, notRun },
      warnings: notices,
      failed: failedTasks,
      tables: new Map([
        ['training/summary.csv', runs],
        ...tables.map(([name, table]) => [`training/${name}.csv`, table] as const),
        ...[...(inferred?.tables ?? [])].map(
          ([file, table]) => [`inference/${file}`, table] as const,
        ),
      ]),
      figures: drawn,
      asked: requestEntry({ name: spec.name, command, request, composed, inText }),
      filesRead,
    })
    const shown = request.live ? ({ ...content, live: true } as const) : content
    await directory.write(REPORT_FILE, reportJson(shown), reportJson(content))
    await directory.write(
      'manifest.yaml',
      manifestYaml({
        reportId: directory.id,
        name: spec.name,
        title: spec.title,
        created,
        command,
        cwd: request.cwd,
        overrides: words,
        config: composed.composed,
        choices: Object.fromEntries(composed.choices),
        runs: runDirs.map((runDir, row) => ({
          runDir,
          configSha1: configSha1Of(runs, row),
        })),
        skipped,
        warnings: notices,
        figures: drawn.map(({ name, files, caption, notes }) => ({ name, files, caption, notes })),
        failed: failedTasks,
        notRun,
        files: await stampFiles(filesRead, request.cwd),
      }),
    )
    await writePage(directory)
    await directory.publish(linked.map((runDir) => path.resolve(request.cwd, runDir)))
  } catch (error) {
    await directory.discard()
    throw error
  }
  const unlisted = await writeReportList(path.dirname(directory.path))
  const unlinked = await writeBackLinks(linked, directory.id, request.cwd)
  await directory.linked()
  const untidy = made.tidies ? await tidyOutputs(made.tidies) : []
  return {
    id: directory.id,
    madeFrom: Object.fromEntries(directory.madeFrom),
    path: directory.path,
    numRuns: runs.numRows(),
    skipped,
    gates,
    findings: (analyzed.findings ?? []).map(({ sentence }) => sentence),
    warnings: [
      ...notices,
      ...analyzed.asides,
      ...(made.inference?.asides ?? []),
      ...unlisted,
      ...backLinkWarnings(unlinked),
      ...untidy,
    ],
    notDone,
    failed: failed.map(({ task }) => task),
    fileKinds: [...new Set(analyzed.files.map((file) => fileKind(file.path)))],
    leftOut: [
      ...new Set(analyzed.problems.collect.map(({ leftOut }) => `${leftOut} of collect`)),
      ...new Set(analyzed.problems.analyze.map(({ leftOut }) => `${leftOut} of analyze`)),
      ...new Set((inferred?.problems ?? []).map(({ leftOut }) => `${leftOut} of infer`)),
    ],
  }
}

/** Null also where an analysis kept only some columns of the runs. */
function configSha1Of(runs: ColumnTable, row: number): string | null {
  const hasColumn = runs.columnIndex('config_sha1') >= 0
  return hasColumn ? (runs.get('config_sha1', row) as string | null) : null
}

function failedGate({ text, sentence }: JudgedGate) {
  return { task: `gate ${text}`, reason: sentence }
}

function rebuildCommand(name: string, overrides: readonly string[]): string {
  return `npx thesis-report ${shellWords(['--config-name', name, ...overrides])}`
}
