import { type ColumnTable, table } from 'arquero'
import type { ReportJson } from '../../output/data/reportJson.ts'
import { readMadeReports } from '../../output/history/madeReports.ts'
import { count } from '../../text/counts.ts'
import { cutAt } from '../../text/shorten.ts'
import { terminalWidth } from '../../text/terminal/terminalWidth.ts'
import { wrapLine } from '../../text/terminal/wrapLine.ts'
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
  width = terminalWidth(process.stdout),
): Promise<void> {
  const reports = reportsFolder(folder)
  const made = await readMadeReports(reports)
  const found = made.reports.map(({ content }) => content)
  if (json) {
    printData(`${JSON.stringify(found, null, 2)}\n`)
  } else if (found.length === 0) {
    printLines(`There are no reports in ${reports}.`)
  } else {
    const reports = await fitFindings(reportsTable(found), width)
    if (reports === undefined) printLines(...found.flatMap((report) => narrowLines(report, width)))
    else printData(await formatTable(reports, 'text'))
  }
  for (const message of made.passedOver) printError(message)
}

function reportsTable(reports: readonly ReportJson[]): ColumnTable {
  return table({
    report: reports.map(({ report_id }) => report_id),
    created: reports.map(({ created_utc }) => utcText(created_utc)),
    runs: reports.map(({ num_runs }) => num_runs),
    gates: reports.map(gatesText),
    failed: reports.map(({ failed }) => failed.length),
    [FINDING]: reports.map(({ findings }) => findings[0]?.sentence ?? null),
  })
}

const FINDING = 'first finding'
/** A finding of fewer letters says nothing. */
const LEAST_FINDING = 20

/**
 * Cuts the findings to what the terminal has room for beside the rest, or leaves them out; undefined where
 * there is none for the rest either.
 */
async function fitFindings(reports: ColumnTable, width: number): Promise<ColumnTable | undefined> {
  if (width === Number.POSITIVE_INFINITY) return reports
  const rest = reports.select(reports.columnNames().filter((name) => name !== FINDING))
  const widths = await columnWidths(rest)
  const room = width - widths.reduce((sum, each) => sum + each + GAP, 0)
  if (room < -GAP) return undefined
  if (room < LEAST_FINDING) return rest
  const findings = Array.from(reports.array(FINDING) as Iterable<string | null>)
  return rest.assign({ [FINDING]: findings.map((text) => text && cutAt(text, room)) })
}

/** A report on several lines: its id whole, so that it can be copied. */
function narrowLines(
  { report_id, created_utc, num_runs, gates, failed, findings }: ReportJson,
  width: number,
): string[] {
  const gatesSaid = gatesText({ gates, failed })
  const parts = [
    utcText(created_utc),
    count(num_runs, 'run'),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
    ...(gatesSaid === null ? [] : [`gates: ${gatesSaid}`]),
  ]
  const finding = findings[0] === undefined ? [] : [findings[0].sentence]
  const details = [parts.join(', '), ...finding]
  return [report_id, ...details.flatMap((line) => wrapLine(`  ${line}`, width, '  '))]
}

function utcText(created: string): string {
  return `${created.slice(0, 16).replace('T', ' ')} UTC`
}

/** What became of the gates; those that could not be judged are among the parts that failed. */
function gatesText({ gates, failed }: Pick<ReportJson, 'gates' | 'failed'>): string | null {
  const judged = new Set(gates.map(({ gate }) => `gate ${gate}`))
  const unjudged = failed.filter(({ task }) => task.startsWith('gate ') && !judged.has(task)).length
  const total = gates.length + unjudged
  if (total === 0) return null
  const broken = gates.filter(({ holds }) => !holds).length
  if (broken + unjudged === 0) return `all ${total} hold`
  const parts = [
    ...(broken > 0 ? [`${count(broken, 'gate')} of ${total} broken`] : []),
    ...(unjudged > 0 ? [`${unjudged} of ${total} not judged`] : []),
  ]
  return parts.join(', ')
}
