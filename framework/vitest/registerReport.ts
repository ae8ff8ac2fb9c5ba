import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, type RunnerTestCase, TestRunner, test } from 'vitest'
import { compiledFile } from '../compiledFile.ts'
import { parseOverrideText } from '../config/overrides/overrideGrammar.ts'
import type { UnfinishedReport } from '../output/staging/abandonReport.ts'
import { checkReportModule } from '../report/spec/checkReportModule.ts'
import type { ReportSpec } from '../report/spec/defineReport.ts'
import { buildReport } from '../report/stages/build.ts'
import type { FinishedReport } from '../report/stages/finish.ts'
import { isReasonToSkip } from '../report/stages/stage.ts'
import type { SkippedRun } from '../runs/runRecord.ts'
import { didYouMean } from '../text/nearest.ts'
import { printable, printableLines } from '../text/printable.ts'
import { compareWithSnapshots } from './compareWithSnapshots.ts'
import { expectNoFlags } from './expectNoFlags.ts'
import { pageAddress } from './reportPages.ts'
import type { ProvidedRequest } from './request.ts'
import { progressTeller, tellBegin } from './terminal/progress/progress.ts'

/** What Vite makes of calling a name that a module does not export. */
const NOT_EXPORTED = /__vite_ssr_import_\d+__\.(\w+)\) is not a function$/
const TEMPORARY = path.join(tmpdir(), 'thesis-report-')

declare module 'vitest' {
  interface TaskMeta {
    /** Of a report's suite, once the report stands in its place. */
    report?: FinishedReport
    /** Of a report's suite: what a share of the work has done, a sentence each. */
    workDone?: readonly string[]
    /** Of a report's suite: the files of the cache that hold what a share of the work has left, absolute. */
    keptIn?: readonly string[]
    /** Of a report's suite: whether results are missing that it was to be made of. */
    lacksResults?: boolean
    /** Of a report's suite: what the report is about. */
    title?: string
    /** Of a part: what it did, in a few words. */
    said?: string
    /** Of a part: the runs that it left out. */
    skipped?: readonly SkippedRun[]
    /** Of a part: the report, which may be interrupted from there on. */
    unfinished?: UnfinishedReport | undefined
    /** Of a part: whether what it read stays in a cache. */
    isCached?: boolean | undefined
    /** Of a report's suite: the folders and files of its runs, absolute, to be watched. */
    runFolders?: readonly string[]
  }
}

/**
 * Turns a report file's module into a suite with a test for each part of the report.
 *
 * @param module what the file exports
 * @param file absolute
 * @throws {ReportError} what is wrong with the module or the request, without its cause
 */
export async function registerReport(
  module: unknown,
  file: string,
  request: ProvidedRequest,
): Promise<void> {
  try {
    expectNoFlags(request.words)
    await registerSpec(checkReportModule(module, file), file, request)
  } catch (error) {
    throw await fitToPrint(error)
  }
}

async function registerSpec(
  spec: ReportSpec,
  file: string,
  request: ProvidedRequest,
): Promise<void> {
  const { cwd, projectRoot, isNamed, isWatching, needsInputs } = request
  const temporary = isNamed ? undefined : mkdtempSync(TEMPORARY)
  const fixtureOutputRoot = needsInputs ? null : (temporary ?? path.join(cwd, 'outputs'))
  const discardTemporary = () => temporary && rmSync(temporary, { recursive: true })
  const tellProgress = progressTeller()
  let current: RunnerTestCase | undefined
  const build = await Promise.resolve(request.words.map(parseOverrideText))
    .then((overrides) =>
      buildReport(
        spec,
        {
          ...{ overrides, cwd, projectRoot, fixtureOutputRoot, keepsFixtureReport: isNamed },
          ...{ shard: request.shard ?? undefined, onlyMerge: request.onlyMerge },
          ...(isWatching && { live: { replaces: request.liveReports[file] } }),
        },
        (progress) => {
          if (current) tellProgress(current, progress)
        },
      ),
    )
    .catch((error: unknown) => {
      discardTemporary()
      throw error
    })
  const isDiscarded = temporary !== undefined && build.isFixture
  const { uiOrigin } = request
  const page = uiOrigin === null || isDiscarded ? undefined : pageAddress(uiOrigin, spec.name)
  describe(spec.name, () => {
    const { suite } = TestRunner.getCurrentSuite()
    if (suite) Object.assign(suite.meta, { runFolders: build.runFolders, title: spec.title })
    if (suite && build.lacksResults) suite.meta.lacksResults = true
    for (const part of build.tasks) {
      const { isConcurrent: concurrent = false } = part
      test(printable(part.name), { concurrent }, async ({ annotate, skip, task }) => {
        current = task
        await tellBegin(task)
        if (page !== undefined) {
          await annotate('page of the report', 'page', { path: page, contentType: 'image/svg+xml' })
        }
        try {
          const { attachments: drawn, ...outcome } = await part.run()
          Object.assign(task.meta, outcome)
          if (!request.showsFigures) return
          for (const { name, path, contentType } of drawn) {
            await annotate(`figure ${name}`, 'figure', { path, contentType })
          }
        } catch (error) {
          if (isReasonToSkip(error)) skip(printableLines(error.message))
          throw await fitToPrint(error)
        }
      })
    }
    const { snapshots } = build
    if (snapshots) {
      test('snapshots', async ({ skip, task }) => {
        const texts = await snapshots().catch(async (error: unknown) => {
          if (isReasonToSkip(error)) skip(printableLines(error.message))
          throw await fitToPrint(error)
        })
        task.meta.said = await compareWithSnapshots(texts, file)
        withoutFrames(task)
      })
    }
    afterAll(async () => {
      const report = await build.finish({ partial: !isWatching })
      const meta = current?.suite?.meta
      if (report && meta && !isDiscarded) meta.report = report
      if (build.share && meta) {
        meta.workDone = await build.share.workDone()
        meta.keptIn = build.share.keptIn()
      }
      discardTemporary()
    })
  })
}

/** Where in the package files are compared says nothing of how they differ. */
function withoutFrames({ result }: RunnerTestCase): void {
  for (const error of result?.errors ?? []) error.stack = `${error.name}: ${error.message}`
}

/**
 * An error as Vitest prints it to a terminal. It prints causes too, which here only repeat the message in
 * the words of a library.
 */
async function fitToPrint(error: unknown): Promise<unknown> {
  if (!(error instanceof Error)) return error
  const [, imported] = NOT_EXPORTED.exec(error.message) ?? []
  if (imported !== undefined) {
    const nearest = didYouMean(
      imported,
      Object.keys(await import(pathToFileURL(compiledFile('index')).href)),
    )
    if (nearest !== '') error.message += `. ${nearest.trim()}`
  }
  if ('code' in error && process.env.HYDRA_FULL_ERROR !== '1') delete error.cause
  error.message = printableLines(error.message)
  if (error.stack !== undefined) error.stack = printableLines(error.stack)
  return error
}
