import { count } from '../../text/counts.ts'
import { escapeHtml } from '../../text/html.ts'
import { groupThousands } from '../../text/numbers/numberFormat.ts'
import { shorten } from '../../text/shorten.ts'
import type { ReportJson } from '../data/reportJson.ts'
import { hashSource } from '../page/securityPolicy.ts'
import type { MadeReport, MadeReports } from './madeReports.ts'
import { REPORT_LIST_STYLE } from './reportListStyle.ts'

/** Findings and gates that are spelled out for each report; its page has all. */
const SENTENCES_SHOWN = 3
const PASSED_OVER_SHOWN = 20
/** Characters of a sentence or title. */
const MAX_LENGTH = 500

/** Nothing is loaded and no script runs, whatever a title or a finding holds. */
const POLICY = [
  "default-src 'none'",
  `style-src ${hashSource(REPORT_LIST_STYLE)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The text of the page that lists reports, the newest first, with links relative to their folder. */
export function reportListHtml({ reports, passedOver, numOlder }: MadeReports): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Reports</title>
<style>${REPORT_LIST_STYLE}</style>
</head>
<body>
<main>
<h1>Reports</h1>
${reports.length === 0 ? '<p>There are no reports here.</p>' : reportsTable(reports)}
${numOlder > 0 ? `<p>${olderText(numOlder)}</p>\n` : ''}${passedOverSection(passedOver)}</main>
</body>
</html>
`
}

function olderText(numOlder: number): string {
  return `${count(numOlder, 'older report')} not shown; <code>thesis-report history</code> lists all.`
}

function reportsTable(reports: readonly MadeReport[]): string {
  // What scrolls must be within reach of the keyboard.
  return `<div class="scroll" tabindex="0" role="region" aria-label="Reports, the newest first">
<table>
<thead><tr><th scope="col">Report</th><th scope="col">Made</th><th scope="col">Runs</th><th scope="col">Gates</th><th scope="col">Findings</th></tr></thead>
<tbody>
${reports.map(reportRow).join('\n')}
</tbody>
</table>
</div>`
}

function reportRow(report: MadeReport): string {
  const { content, directory } = report
  const cells = [
    `<th scope="row"><a href="${linkTo(report)}"><bdi>${text(content.title)}</bdi></a><br><small><bdi>${text(directory)}</bdi>${madeFrom(content)}</small></th>`,
    `<td>${timeElement(content.created_utc)}</td>`,
    `<td class="number">${groupThousands(String(content.num_runs))}</td>`,
    `<td>${gatesCell(content.gates)}</td>`,
    `<td>${findingsCell(content)}</td>`,
  ]
  return `<tr>${cells.join('')}</tr>`
}

/** Over which sweeps, by which reports of one title differ, and whether from data of another report. */
function madeFrom({ request, rebuilt_from }: ReportJson): string {
  const inputs = request?.config.inputs as Readonly<Record<string, unknown>> | undefined
  const of = (key: string) => [inputs?.[key] ?? []].flat().map(String)
  const [sweeps, runDirs] = [of('sweep_dir'), of('run_dirs')]
  const parts = [
    ...sweeps.map((sweep) => `over ${sweep}`),
    ...(runDirs.length > 0 ? [`over ${count(runDirs.length, 'listed run')}`] : []),
    ...(rebuilt_from === undefined ? [] : [`rebuilt from ${rebuilt_from}`]),
  ]
  return parts.map((part) => `<br><bdi>${text(part)}</bdi>`).join('')
}

/** To the page; to the summary in words where a report has none. */
function linkTo({ directory, hasPage }: MadeReport): string {
  const file = hasPage ? 'index.html' : 'training/summary.md'
  return escapeHtml(`./${encodeURIComponent(directory)}/${file}`)
}

/** @param time ISO 8601 in UTC */
function timeElement(time: string): string {
  const shown = `${time.slice(0, 16).replace('T', ' ')} UTC`
  return `<time datetime="${escapeHtml(time)}">${escapeHtml(shown)}</time>`
}

function gatesCell(gates: ReportJson['gates']): string {
  if (gates.length === 0) return 'none'
  const broken = gates.filter(({ holds }) => !holds)
  if (broken.length === 0) {
    const all = gates.length === 1 ? 'the gate holds' : `all ${gates.length} hold`
    return `<span class="holds">${all}</span>`
  }
  const items = broken.map(({ gate, sentence }) => `${gate}: ${sentence}`)
  return `<strong class="broken">${broken.length} of ${gates.length} ${broken.length === 1 ? 'does' : 'do'} not hold</strong>${list(items)}`
}

function findingsCell({ failed, findings }: ReportJson): string {
  const sentences = findings.map(({ sentence }) => sentence)
  // Gates that do not hold stand in their own column.
  const tasks = failed.map(({ task }) => task).filter((task) => !task.startsWith('gate '))
  const parts = tasks.length === 0 ? '' : `<p class="broken">Failed: ${text(tasks.join(', '))}</p>`
  return `${sentences.length === 0 ? 'none' : list(sentences)}${parts}`
}

function list(items: readonly string[]): string {
  const shown = items.slice(0, SENTENCES_SHOWN).map((item) => `<li>${text(item)}</li>`)
  const others = items.length - shown.length
  return `<ul>${shown.join('')}${others > 0 ? `<li>and ${others} more</li>` : ''}</ul>`
}

function passedOverSection(passedOver: MadeReports['passedOver']): string {
  if (passedOver.length === 0) return ''
  const items = passedOver
    .slice(0, PASSED_OVER_SHOWN)
    .map((sentence) => `<li>${text(sentence)}</li>`)
  const others = passedOver.length - items.length
  return `<h2>Passed over</h2>
<ul>
${items.join('\n')}
${others > 0 ? `<li>and ${others} more</li>\n` : ''}</ul>
`
}

function text(content: string): string {
  return escapeHtml(shorten(content, MAX_LENGTH))
}
