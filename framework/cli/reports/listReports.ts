import { type ColumnTable, table } from 'arquero'
import type { ReportJson } from '../../output/data/reportJson.ts'
import { readMadeReports } from '../../output/history/madeReports.ts'
import { count } from '../../text/counts.ts'
import { cutAt } from '../../text/shorten.ts'
import { columnWidths, formatTable, GAP } from '../runs/formatTable.ts'
import { printData, printError, printLines } from '../terminal.ts'
import { reportsFolder } from './reportsFolder.ts'

/**
 * Prints the reports that were made, the newest first; what cannot be read goes to standard error.
 *
 * @param folder holds reports, or a folder `reports` that does
 * @param width of the terminal, in letters. Default: that of standard output; of a file or a pipe, any
 * @throws {ReportError} USAGE where there is no such folder
 */
export async function listReports(
  folder: string | undefined,
  { json = false }: { readonly json?: boolean },
  width = process.stdout.columns,
): Promise<void> {
  const reports = reportsFolder(folder)
  const made = await readMadeReports(reports)
  const found = made.reports.map(({ content }) => content)
  if (json) {
    printData(`${JSON.stringify(found, null, 2)}\n`)
  } else if (found.length === 0) {
    printLines(`There are no reports in ${reports}.`)
  } else {
    printData(await formatTable(await fitFindings(reportsTable(found), width), 'text'))
  }
  for (const message of made.passedOver) printError(message)
}

function reportsTable(reports: readonly ReportJson[]): ColumnTable {
  return table({
    report: reports.map(({ report_id }) => report_id),
    created: reports.map(({ created_utc }) => `${created_utc.slice(0, 16).replace('T', ' ')} UTC`),
    runs: reports.map(({ num_runs }) => num_runs),
    gates: reports.map(({ gates }) => gatesText(gates)),
    failed: reports.map(({ failed }) => failed.length),
    [FINDING]: reports.map(({ findings }) => findings[0]?.sentence ?? null),
  })
}

const FINDING = 'first finding'
/** A finding of fewer letters says nothing. */
const LEAST_FINDING = 20

/** Cuts the findings to what the terminal has room for beside the rest, or leaves them out. */
async function fitFindings(reports: ColumnTable, width: number | undefined): Promise<ColumnTable> {
  if (width === undefined) return reports
  const rest = reports.select(reports.columnNames().filter((name) => name !== FINDING))
  const widths = await columnWidths(rest)
  const room = width - widths.reduce((sum, each) => sum + each + GAP, 0)
  if (room < LEAST_FINDING) return rest
  const findings = Array.from(reports.array(FINDING) as Iterable<string | null>)
  return rest.assign({ [FINDING]: findings.map((text) => text && cutAt(text, room)) })
}

function gatesText(gates: ReportJson['gates']): string | null {
  if (gates.length === 0) return null
  const broken = gates.filter(({ holds }) => !holds).length
  return broken === 0
    ? `all ${gates.length} hold`
    : `${count(broken, 'gate')} of ${gates.length} broken`
}
