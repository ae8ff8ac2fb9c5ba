import { existsSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { isDirectory } from '../../files/isDirectory.ts'
import { ownCommand } from '../../files/machine/ownCommand.ts'
import { CHECKSUMS_FILE, damagedFile } from '../../output/data/checksums.ts'
import { REPORT_FILE } from '../../output/data/readReport.ts'
import { type MadeReport, readMadeReports } from '../../output/history/madeReports.ts'
import { nearest } from '../../text/nearest.ts'
import { DEFAULT_FOLDER, reportsFolder } from './reportsFolder.ts'

/** Reports that an error lists. */
const REPORTS_SHOWN = 5

/**
 * The directory of a report that was made.
 *
 * @param word a report's directory or a file in it; a folder of reports, of which the newest is meant;
 *   or, of a report in `outputs/reports`, its id or its name, of which the newest is meant. Default: the
 *   newest in `outputs/reports`
 * @throws {ReportError} USAGE where there is no such report, with those that there are; REPORT_DAMAGED for the
 *   directory of one that lacks its `report.json`
 */
export async function findMadeReport(word?: string): Promise<string> {
  if (word === undefined) return newestIn(reportsFolder())
  const place = existsSync(word) && !isDirectory(word) ? path.dirname(word) : word
  if (existsSync(path.join(place, REPORT_FILE))) return place
  if (existsSync(path.join(place, CHECKSUMS_FILE))) {
    throw damagedFile(path.join(place, REPORT_FILE), 'is not there')
  }
  if (isDirectory(word)) return newestIn(reportsFolder(word))
  if (!existsSync(DEFAULT_FOLDER)) throw notFound(word, DEFAULT_FOLDER, [])
  const folder = reportsFolder()
  const { reports } = await readMadeReports(folder)
  const found = reports.find(({ content, directory }) =>
    [directory, content.report_id, content.report_name].includes(word),
  )
  if (found === undefined) throw notFound(word, folder, reports)
  return path.join(folder, found.directory)
}

async function newestIn(folder: string): Promise<string> {
  const { reports } = await readMadeReports(folder)
  const [newest] = reports
  if (newest === undefined) {
    throw new ReportError(
      'USAGE',
      `There are no reports in ${folder}. Name a report, or the folder that reports are written to.`,
    )
  }
  return path.join(folder, newest.directory)
}

function notFound(word: string, folder: string, reports: readonly MadeReport[]): ReportError {
  const ids = reports.map(({ directory }) => directory)
  const names = reports.map(({ content }) => content.report_name)
  const near = nearest(path.basename(word), [...new Set([...names, ...ids])])
  const others = ids.length - REPORTS_SHOWN
  return new ReportError(
    'USAGE',
    [
      `There is no report "${word}", neither at this path nor in ${folder}.`,
      ...(near === undefined ? [] : [`Did you mean ${near}?`]),
      ids.length === 0
        ? 'There are no reports yet.'
        : `The newest: ${ids.slice(0, REPORTS_SHOWN).join(', ')}${others > 0 ? `, and ${others} more (${ownCommand()} history)` : ''}.`,
    ].join(' '),
  )
}
