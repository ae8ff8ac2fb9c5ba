import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, type RunnerTestCase, TestRunner, test } from 'vitest'
import { ReportError } from '../errors.ts'
import { isReport, type ReportSpec } from '../report/spec/defineReport.ts'
import { buildReport } from '../report/stages/build.ts'
import type { FinishedReport } from '../report/stages/finish.ts'
import { isReasonToSkip } from '../report/stages/stage.ts'
import { progressTeller } from './progress.ts'

const TEMPORARY = path.join(tmpdir(), 'thesis-report-')

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
      const request = this.injectValue('reportRequest')
      await registerReport(module.default, file, request).catch((error: unknown) => {
        throw withoutCause(error)
      })
    }
    return module
  }
}

async function registerReport(
  spec: ReportSpec,
  file: string,
  request: ProvidedRequest,
): Promise<void> {
  const temporary = isNamed(file, request) ? undefined : mkdtempSync(TEMPORARY)
  const fixtureOutputRoot = request.needsInputs
    ? null
    : (temporary ?? path.join(request.cwd, 'outputs'))
  const discardTemporary = () => temporary && rmSync(temporary, { recursive: true })
  const tellProgress = progressTeller()
  let current: RunnerTestCase | undefined
  const build = await buildReport(spec, { ...request, fixtureOutputRoot }, (progress) => {
    if (current) tellProgress(current, progress)
  }).catch((error: unknown) => {
    discardTemporary()
    throw error
  })
  describe(spec.name, () => {
    for (const part of build.tasks) {
      test(part.name, async ({ annotate, skip, task }) => {
        current = task
        try {
          for (const { name, path, contentType } of await part.run()) {
            await annotate(`figure ${name}`, 'figure', { path, contentType })
          }
        } catch (error) {
          if (isReasonToSkip(error)) skip(error.message)
          throw withoutCause(error)
        }
      })
    }
    const { snapshots } = build
    if (snapshots) test('snapshots', async () => compareWithSnapshots(await snapshots(), file))
    afterAll(async () => {
      const report = await build.finish({ partial: !request.isWatching })
      const meta = current?.suite?.meta
      if (report && meta && !temporary) meta.report = report
      discardTemporary()
    })
  })
}

/** Whether a person asked for this report, so that it goes where they look for it. */
function isNamed(file: string, { filters }: ProvidedRequest): boolean {
  return filters.some((filter) => file.includes(filter))
}

/** Vitest prints causes too; a library's words for what the message says already help nobody. */
function withoutCause(error: unknown): unknown {
  if (error instanceof Error && 'code' in error && process.env.HYDRA_FULL_ERROR !== '1') {
    delete error.cause
  }
  return error
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
