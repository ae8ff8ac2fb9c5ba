import path from 'node:path'
import { rebuildReport } from '../../report/rebuild/rebuildReport.ts'
import { printLines } from '../terminal.ts'
import { findMadeReport } from './findMadeReport.ts'

/**
 * Makes a report anew from its own data and prints where it is.
 *
 * @param report as {@link findMadeReport} takes it
 * @param words overrides of how figures are drawn
 * @throws {ReportError} as {@link findMadeReport} and {@link rebuildReport} do
 */
export async function rebuild(report: string, words: readonly string[]): Promise<void> {
  const made = await rebuildReport(path.resolve(await findMadeReport(report)), words)
  printLines(path.relative(process.cwd(), made) || made)
}
