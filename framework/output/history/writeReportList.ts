import { stat } from 'node:fs/promises'
import path from 'node:path'
import { writeAtomically } from '../../files/writeAtomically.ts'
import { PAGE_FILE, REPORT_FILE } from '../data/readReport.ts'
import { readMadeReports, reportDirectories } from './madeReports.ts'
import { reportListHtml } from './reportListHtml.ts'

/** Reports that the list shows; `thesis-report history` has all. */
const REPORTS_SHOWN = 200

/**
 * Writes the page that lists the reports of a folder, `index.html` in it. It is made from the reports
 * that lie there, each time anew, so that one that was removed goes and none is lost.
 *
 * @param folder such as `outputs/reports`
 * @returns a warning where it cannot be written: the reports are there all the same
 */
export async function writeReportList(folder: string): Promise<string[]> {
  try {
    await writeList(folder)
    return []
  } catch (error) {
    const file = path.join(folder, PAGE_FILE)
    return [`${file}, the list of reports, could not be written (${(error as Error).message}).`]
  }
}

async function writeList(folder: string): Promise<void> {
  // What another process publishes while this one reads is missing from what this one writes last.
  for (let before = '', now = await stateOf(folder); now !== before; now = await stateOf(folder)) {
    before = now
    const reports = await readMadeReports(folder, { limit: REPORTS_SHOWN })
    await writeAtomically(path.join(folder, PAGE_FILE), reportListHtml(reports))
  }
}

/** Changes when a report appears, goes or is written again. */
async function stateOf(folder: string): Promise<string> {
  const directories = (await reportDirectories(folder)).slice(0, REPORTS_SHOWN)
  const times = await Promise.all(
    directories.map((directory) => timeOf(path.join(folder, directory, REPORT_FILE))),
  )
  return directories.map((directory, at) => `${directory}\0${times[at]}`).join('\n')
}

async function timeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}
