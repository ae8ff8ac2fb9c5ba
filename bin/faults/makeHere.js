// A report without a process of its own: starting one takes ten times as long as making it.
import { ReportError } from '../../dist/framework/index.js'
import { runReport } from '../../dist/framework/testing/index.js'
import spec from '../../dist/reports/evaluate_classifier/evaluate_classifier.report.js'

/** Makes a report. @returns its exit code, and what it says, as from a process */
export async function makeHere(words) {
  try {
    const { path, failed, skipped, warnings } = await runReport(spec, { overrides: words })
    const said = [...failed, ...skipped].map(({ task, reason }) => `${task}: ${reason}`)
    const isMade = path !== undefined && failed.length === 0
    return { code: isMade ? 0 : 1, output: [...said, ...warnings].join('\n') }
  } catch (error) {
    const output = error instanceof ReportError ? error.message : error.stack
    return { code: 1, output }
  }
}
