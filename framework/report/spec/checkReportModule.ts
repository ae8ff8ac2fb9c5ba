import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { reportFiles } from '../config/project.ts'
import { checkSpec } from './checkSpec.ts'
import type { ReportSpec } from './defineReport.ts'
import { invalidReport } from './invalidReport.ts'

/**
 * The report that a module exports by default.
 *
 * @param module as imported
 * @param file of the module, absolute; named in errors from the working directory
 * @throws {ReportError} NOT_A_REPORT without a default export that is an object; REPORT_INVALID for
 *   what {@link checkSpec} finds, a name that is not the file's, or a second file of that name
 */
export function checkReportModule(module: unknown, file: string): ReportSpec {
  const shown = path.relative('', file).startsWith('..') ? file : path.relative('', file)
  const spec = (module as { default?: unknown } | null)?.default
  if (typeof spec !== 'object' || spec === null) {
    throw new ReportError(
      'NOT_A_REPORT',
      `${shown} has no report. End it with: export default defineReport({ name, title, plot }).`,
    )
  }
  const report = checkSpec(spec, shown)
  expectNamedAsFile(report.name, file, shown)
  expectOneFile(report.name, path.dirname(file))
  return report
}

/** The command line, the config and the fixture find a report by the name of its file and folder. */
function expectNamedAsFile(name: string, file: string, shown: string): void {
  const stem = path.basename(file).replace(/\.report\.\w+$/, '')
  const folder = path.basename(path.dirname(file))
  const isInFolder = folder !== 'reports'
  if (name === stem && (!isInFolder || name === folder)) return
  throw invalidReport(shown, [
    `The report is named "${name}", but its file "${path.basename(file)}" lies in the folder ` +
      `"${folder}". Reports are found by their name, which all three must share: ` +
      `reports/${name}/${name}${path.basename(file).slice(stem.length)}.`,
  ])
}

/** @throws {ReportError} REPORT_INVALID for a report as `.ts` and as `.js` in one folder */
export function expectOneFile(name: string, folder: string): void {
  const files = reportFiles(folder, name).map((file) => path.basename(file))
  if (files.length < 2) return
  const shown = path.relative('', folder) || folder
  throw invalidReport(shown, [
    `The report "${name}" has several files: ${files.join(' and ')}. Keep one of them.`,
  ])
}
