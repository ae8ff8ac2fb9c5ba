import { readdirSync } from 'node:fs'
import path from 'node:path'
import { isDirectory } from '../../files/isDirectory.ts'
import { DEFAULT_FOLDER } from '../reports/reportsFolder.ts'

const REPORTS = path.join(DEFAULT_FOLDER, 'reports')

/** The ids of the reports that were made here, the newest first. */
export function madeReportNames(): string[] {
  if (!isDirectory(REPORTS)) return []
  return readdirSync(REPORTS)
    .filter((name) => name.startsWith('report_'))
    .sort()
    .reverse()
}
