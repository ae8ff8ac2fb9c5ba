import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { compareNatural } from '../../text/naturalOrder.ts'
import { PAGE_FILE, REPORT_FILE, readReport } from '../data/readReport.ts'
import type { ReportJson } from '../data/reportJson.ts'

/** A report that was made, as it lies on disk. */
export interface MadeReport {
  /** The name of its directory, which may differ from its id where somebody renamed it. */
  readonly directory: string
  readonly content: ReportJson
  /** Whether it has a page to look at. */
  readonly hasPage: boolean
}

/** The reports of a folder. */
export interface MadeReports {
  /** The newest first. */
  readonly reports: readonly MadeReport[]
  /** Of each directory that is not a report, or one that cannot be understood, a sentence that names it. */
  readonly passedOver: readonly string[]
  /** How many older reports were not read, because of `limit`. */
  readonly numOlder: number
}

/** The local time at which a report was made, in the name of its directory. */
const TIME_IN_NAME = /^report_(?<time>\d{8}-\d{6})_/

/**
 * Reads what the reports of a folder say of themselves.
 *
 * @param folder such as `outputs/reports`
 * @param options.limit reads about so many of the newest, told by the names of their directories.
 *   Default: all
 */
export async function readMadeReports(
  folder: string,
  { limit = Number.POSITIVE_INFINITY }: { readonly limit?: number } = {},
): Promise<MadeReports> {
  const directories = await reportDirectories(folder)
  const read = directories.slice(0, limit)
  const reports: MadeReport[] = []
  const passedOver: string[] = []
  await Promise.all(
    read.map(async (directory) => {
      const place = path.join(folder, directory)
      try {
        const content = await readReport(place)
        reports.push({ directory, content, hasPage: existsSync(path.join(place, PAGE_FILE)) })
      } catch (error) {
        passedOver.push((error as Error).message.replaceAll(path.join(folder, path.sep), ''))
      }
    }),
  )
  return {
    reports: reports.sort(newestFirst),
    passedOver: passedOver.sort(),
    numOlder: directories.length - read.length,
  }
}

/** Directories of a folder, those without a time in their names first, then the newest. */
export async function reportDirectories(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter((entry) => !entry.name.startsWith('.'))
    .filter((entry) => entry.isDirectory() || hasReport(folder, entry.name))
    .map(({ name }) => name)
  const timeOf = (name: string) => TIME_IN_NAME.exec(name)?.groups?.time ?? '~'
  return names.sort((a, b) => (timeOf(a) === timeOf(b) ? 0 : timeOf(a) < timeOf(b) ? 1 : -1))
}

/** Also where the entry is a link to a directory. */
function hasReport(folder: string, name: string): boolean {
  return existsSync(path.join(folder, name, REPORT_FILE))
}

function newestFirst(a: MadeReport, b: MadeReport): number {
  return (
    compareNatural(b.content.created_utc, a.content.created_utc) ||
    compareNatural(b.content.report_id, a.content.report_id) ||
    compareNatural(b.directory, a.directory)
  )
}
