import path from 'node:path'
import type { SerializedError } from 'vitest'
import type { TestCase, TestModule } from 'vitest/node'
import { partName } from './partName.ts'

/** A part of a report that failed, or the whole of it. */
export interface Failure {
  /** The name of the report. */
  readonly report: string
  /** Such as `figure loss`; the report itself where it could not be begun. */
  readonly part: string
  readonly error: SerializedError
}

/** All that failed: reports that could not be begun, parts of reports, and what nobody waited for. */
export function failuresOf(
  modules: readonly TestModule[],
  unhandled: readonly SerializedError[],
): Failure[] {
  return [
    ...modules.flatMap(failuresOfModule),
    ...unhandled.map((error) =>
      WORKER_ENDED.test(error.message)
        ? { report: '', part: 'the report', error: ENDED_PROCESS }
        : { report: '', part: 'something in the background', error },
    ),
  ]
}

/** What Vitest says of a process of a test file that is no longer there. */
const WORKER_ENDED = /^\[vitest-pool\]: Worker \w+ emitted error/
const ENDED_PROCESS: SerializedError = {
  name: 'ReportError',
  code: 'REPORT_PROCESS_ENDED',
  message:
    'Its process was ended from outside: by the system where memory ran out, or by somebody. What is in the cache ' +
    'is kept, and the next time goes on from there; give it more memory (on a cluster env.cluster.memory), or a ' +
    'smaller inference.batch_size.',
}

function failuresOfModule(module: TestModule): Failure[] {
  const whole = module.errors().map((error) => {
    // A message names the place itself, which may be a word of the command and not the report's file.
    const report = isMessage(error) ? nameOf(module) : reportOf(module)
    return { report, part: report, error }
  })
  const suites = [...module.children.allSuites()].flatMap((suite) =>
    suite.errors().map((error) => ({ report: suite.name, part: 'writing the report', error })),
  )
  const parts = [...module.children.allTests('failed')].flatMap((test) =>
    (test.result().errors ?? []).map((error) => ({
      report: reportOf(module),
      part: partName(test.name),
      error,
    })),
  )
  return [...whole, ...suites, ...parts]
}

/** Parts with nothing to do, by the reason; without those that were not asked for. */
export function notDoneIn(
  modules: readonly TestModule[],
): { readonly task: string; readonly reason: string }[] {
  return modules
    .flatMap((module) => [...module.children.allTests('skipped')])
    .flatMap((test: TestCase) => {
      const result = test.result()
      const reason = result.state === 'skipped' ? result.note : undefined
      return reason === undefined ? [] : [{ task: partName(test.name), reason }]
    })
}

/** The name of a report: that of its suite, or of its file where that could not be read. */
export function reportOf(module: TestModule): string {
  for (const suite of module.children.suites()) return suite.name
  return module.relativeModuleId
}

/** The name of a report that could not be begun: that of its file, `loss` of `loss.report.ts`. */
function nameOf(module: TestModule): string {
  return path.basename(module.moduleId).replace(/\.report\.[a-z]+$/, '')
}

/** Whether an error is a message for the user, of which a stack would tell nothing more. */
export function isMessage(error: SerializedError): boolean {
  return error.name?.endsWith('ReportError') === true && process.env.HYDRA_FULL_ERROR !== '1'
}

/** What shards of the work of reports have done, a sentence each. */
export function workDoneIn(modules: readonly TestModule[]): string[] {
  return modules.flatMap((module) =>
    [...module.children.suites()].flatMap((suite) => suite.meta().workDone ?? []),
  )
}
