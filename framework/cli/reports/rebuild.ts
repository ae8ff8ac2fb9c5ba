import path from 'node:path'
import { rebuildReport } from '../../report/rebuild/rebuildReport.ts'

/**
 * Makes a report anew from its own data and prints where it is.
 *
 * @param report directory of the report
 * @param words overrides of how figures are drawn
 * @throws {ReportError} as {@link rebuildReport} does
 */
export async function rebuild(report: string, words: readonly string[]): Promise<void> {
  const made = await rebuildReport(path.resolve(report), words)
  process.stdout.write(`${path.relative(process.cwd(), made) || made}\n`)
}
