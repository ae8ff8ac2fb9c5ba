import { existsSync } from 'node:fs'
import path from 'node:path'
import { tellOnSignal } from '../../files/tellOnSignal.ts'
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
  const source = path.resolve(await findMadeReport(report))
  const made = await rebuildReport(source, words, (directory) => {
    const isMade = () => existsSync(directory)
    const place = path.relative('', directory)
    tellOnSignal(() => (isMade() ? `The report was written: ${place}` : 'No report was written.'))
  })
  printLines(path.relative(process.cwd(), made) || made)
}
