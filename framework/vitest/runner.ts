import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, type TaskMeta, TestRunner, test } from 'vitest'
import { ReportError } from '../errors.ts'
import { buildReport } from '../report/build.ts'
import { isReport, type ReportSpec } from '../report/defineReport.ts'
import type { FinishedReport } from '../report/finish.ts'
import { NeedFailedError } from '../report/stage.ts'

/** What the command line asked for, as it reaches the workers. */
export interface ProvidedRequest {
  readonly overrides: readonly string[]
  readonly filters: readonly string[]
  readonly cwd: string
  readonly projectRoot: string
  /** Whether a report without inputs is an error, instead of running over its fixture. */
  readonly needsInputs: boolean
  /** Whether Vitest goes on after the run: a figure that is drawn again alone makes no report. */
  readonly isWatching: boolean
}

declare module 'vitest' {
  interface ProvidedContext {
    reportRequest: ProvidedRequest
  }
  interface TaskMeta {
    /** Of a report's suite, once the report stands in its place. */
    report?: FinishedReport
  }
}

/** Turns the default export of a report file into a suite, after Vitest has imported it. */
export default class ReportRunner extends TestRunner {
  override async importFile(file: string, source: 'collect' | 'setup'): Promise<unknown> {
    const module = (await super.importFile(file, source)) as { default?: unknown }
    if (source === 'collect') {
      if (!isReport(module.default)) {
        throw new ReportError(
          'NOT_A_REPORT',
          `${file} has no report. End it with: export default defineReport({ name, title, plot }).`,
        )
      }
      await registerReport(module.default, file, this.injectValue('reportRequest'))
    }
    return module
  }
}

async function registerReport(
  spec: ReportSpec,
  file: string,
  request: ProvidedRequest,
): Promise<void> {
  const { outputRoot, temporary } = fixtureDestination(file, request)
  const build = await buildReport(spec, {
    ...request,
    fixtureOutputRoot: request.needsInputs ? null : outputRoot,
  })
  describe(spec.name, () => {
    let meta: TaskMeta | undefined
    for (const part of build.tasks) {
      test(part.name, async ({ annotate, skip, task }) => {
        meta = task.suite?.meta
        try {
          for (const { name, path, contentType } of await part.run()) {
            await annotate(`figure ${name}`, 'figure', { path, contentType })
          }
        } catch (error) {
          if (error instanceof NeedFailedError) skip(error.message)
          throw error
        }
      })
    }
    if (build.snapshots) {
      const { snapshots } = build
      test('snapshots', async () => compareWithSnapshots(await snapshots(), file))
    }
    afterAll(async () => {
      const report = await build.finish({ partial: !request.isWatching })
      if (temporary) rmSync(outputRoot, { recursive: true })
      else if (report && meta) meta.report = report
    })
  })
}

/** Where a report over its fixture goes: beside other reports when a person asked for just that one. */
function fixtureDestination(file: string, { cwd, filters }: ProvidedRequest) {
  const temporary = !filters.some((filter) => file.includes(filter))
  const outputRoot = temporary
    ? mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
    : path.join(cwd, 'outputs')
  return { temporary, outputRoot }
}

/** Compares with `expected/` beside the report file; `vitest -u` writes what is new or changed. */
async function compareWithSnapshots(
  snapshots: ReadonlyMap<string, string>,
  file: string,
): Promise<void> {
  for (const [name, text] of snapshots) {
    await expect(text).toMatchFileSnapshot(path.join(path.dirname(file), 'expected', name))
  }
}
