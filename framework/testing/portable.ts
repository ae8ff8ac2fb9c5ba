import { tmpdir } from 'node:os'
import { checkArguments, TEXT } from '../text/checkOptions.ts'
import { escapeRegExp } from '../text/escapeRegExp.ts'

const REPORT_ID = /report_\d{8}-\d{6}/g
const UTC_TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g

/**
 * A text of a report without what differs from machine to machine and from day to day, to be
 * compared with a snapshot: the given folder (default: the working directory) and those of temporary
 * files become `.` and `<tmp>`, report ids and times in UTC lose their time.
 */
export function portable(text: string, folder: string = process.cwd()): string {
  checkArguments('OPTION_INVALID', 'portable', { text, folder }, { text: TEXT, folder: TEXT })
  return text
    .replaceAll(`${folder}/`, '')
    .replaceAll(folder, '.')
    .replace(new RegExp(`${escapeRegExp(tmpdir())}/thesis-report-\\w+`, 'g'), '<tmp>')
    .replaceAll(REPORT_ID, 'report_<time>')
    .replaceAll(UTC_TIME, '<time>')
}
