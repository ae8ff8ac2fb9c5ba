import path from 'node:path'
import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import { readText } from '../../files/regularFile.ts'
import { describeIssues } from '../../text/schema/schemaIssues.ts'
import { damagedFile } from './checksums.ts'
import { type ReportJson, ReportJsonSchema } from './reportJson.ts'

/** In a report's directory. */
export const REPORT_FILE = 'report.json'
/** The page to look at, in a report's directory. */
export const PAGE_FILE = 'index.html'

/**
 * What a report says of itself.
 *
 * @param directory of the report
 * @throws {ReportError} NOT_A_REPORT where there is no `report.json`, REPORT_DAMAGED where it cannot be
 *   understood
 */
export async function readReport(directory: string): Promise<ReportJson> {
  const file = path.join(directory, REPORT_FILE)
  return parseReport(readReportFile(file, directory), file)
}

function readReportFile(file: string, directory: string): string {
  try {
    return readText(file, { name: REPORT_FILE })
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const reason = cause instanceof ReportError ? message : code
    throw new ReportError(
      'NOT_A_REPORT',
      `${directory} is not the directory of a report: it has no ${REPORT_FILE} that can be read (${reason}).`,
      { cause },
    )
  }
}

/** @param file for the message */
export function parseReport(text: string, file: string): ReportJson {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (cause) {
    throw damagedFile(file, `is not JSON (${(cause as Error).message})`, { cause })
  }
  const { issues, output } = v.safeParse(ReportJsonSchema, content)
  if (issues === undefined) return output as ReportJson
  const [first] = describeIssues(ReportJsonSchema, issues, { subject: `${file}: the key` })
  throw new ReportError(
    'REPORT_DAMAGED',
    `${first} The report may be of another version of thesis-report, or was changed.`,
  )
}
