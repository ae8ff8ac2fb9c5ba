import { readdirSync } from 'node:fs'
import { isDirectory } from '../../files/isDirectory.ts'

/** Where reports go unless something else is said. */
const REPORTS = 'outputs/reports'

/** The ids of the reports that were made here, the newest first. */
export function madeReportNames(): string[] {
  if (!isDirectory(REPORTS)) return []
  return readdirSync(REPORTS)
    .filter((name) => name.startsWith('report_'))
    .sort()
    .reverse()
}
