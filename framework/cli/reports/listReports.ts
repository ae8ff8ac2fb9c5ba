import { type ColumnTable, table } from 'arquero'
import type { ReportJson } from '../../output/data/reportJson.ts'
import { readMadeReports } from '../../output/history/madeReports.ts'
import { count } from '../../text/counts.ts'
import { formatTable } from '../runs/formatTable.ts'
import { printData, printError, printLines } from '../terminal.ts'
import { reportsFolder } from './reportsFolder.ts'

/**
 * Prints the reports that were made, the newest first; what cannot be read goes to standard error.
 *
 * @param folder holds reports, or a folder `reports` that does
 * @throws {ReportError} USAGE where there is no such folder
 */
export async function listReports(
  folder: string | undefined,
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const reports = reportsFolder(folder)
  const made = await readMadeReports(reports)
  const found = made.reports.map(({ content }) => content)
  if (json) {
    printData(`${JSON.stringify(found, null, 2)}\n`)
  } else if (found.length === 0) {
    printLines(`There are no reports in ${reports}.`)
  } else {
    printData(await formatTable(reportsTable(found), 'text'))
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
    'first finding': reports.map(({ findings }) => findings[0]?.sentence ?? null),
  })
}

function gatesText(gates: ReportJson['gates']): string | null {
  if (gates.length === 0) return null
  const broken = gates.filter(({ holds }) => !holds).length
  return broken === 0
    ? `all ${gates.length} hold`
    : `${count(broken, 'gate')} of ${gates.length} broken`
}
