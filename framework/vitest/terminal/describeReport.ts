import path from 'node:path'
import { PAGE_FILE } from '../../output/data/readReport.ts'
import type { FinishedReport } from '../../report/stages/finish.ts'
import type { SkippedRun } from '../../runs/runRecord.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { count } from '../../text/counts.ts'
import { partName } from './partName.ts'

/** Skipped runs and warnings that are spelled out; the rest is counted, and stands in the manifest. */
const LINES_SHOWN = 20
/** Parts or runs of one line that are named. */
const NAMES_SHOWN = 3

/** What is said of a report once it stands in its place; its runs that were left out come with the runs. */
export function describeReport(report: FinishedReport): string[] {
  const { findings, gates, warnings } = report
  return [
    ...findings.slice(0, LINES_SHOWN).map((finding) => `Finding: ${finding}`),
    ...more(findings.length, 'findings', 'training/summary.md'),
    ...gates.map(
      ({ text, holds, sentence }) =>
        `Gate ${holds ? 'holds' : 'does not hold'}: ${text}. ${sentence}`,
    ),
    ...warnings.slice(0, LINES_SHOWN).map((warning) => `Warning: ${warning}`),
    ...more(warnings.length, 'warnings'),
    ...report.leftOut.map((part) => `Left out: ${part}; the rest of it is in the report.`),
  ]
}

/** One line for each reason for which runs were left out. */
export function describeSkipped(skipped: readonly SkippedRun[]): string[] {
  const byReason = groupBy(skipped, ({ runDir, reason }) => reason.replaceAll(`${runDir}/`, ''))
  const lines = Array.from(byReason, ([reason, runs]) => {
    const names = runs.map(({ runDir }) => shortest(runDir))
    return runs.length === 1
      ? `Left out: ${names[0]}: ${reason}`
      : `Left out: ${count(runs.length, 'run')} (${namesOf(names)}): ${reason}`
  })
  return [...lines.slice(0, LINES_SHOWN), ...more(lines.length, 'reasons')]
}

/** One line for each reason: all figures need the analysis, all models the data. */
export function describeNotDone(
  notDone: readonly { readonly task: string; readonly reason: string }[],
): string[] {
  const byReason = groupBy(notDone, ({ reason }) => reason)
  const lines = Array.from(byReason, ([reason, parts]) => {
    const names = parts.map(({ task }) => partName(task))
    return `Not done: ${namesOf(names)}: ${inWords(reason)}`
  })
  return [...lines.slice(0, LINES_SHOWN), ...more(lines.length, 'parts that were not done')]
}

/** Where the report is, and its page. */
export function describePlace({ path: place, numRuns }: FinishedReport): string[] {
  return [
    `Report over ${count(numRuns, 'run')} written to ${shortest(place)}`,
    `Look at it: ${shortest(path.join(place, PAGE_FILE))}`,
  ]
}

/** A reason names a part as the stages are called: `needs "collect", which failed`. */
function inWords(reason: string): string {
  return reason.replace(/^needs "([^"]+)"/, (_, task: string) => `needs "${partName(task)}"`)
}

function namesOf(names: readonly string[]): string {
  const others = names.length - NAMES_SHOWN
  return names.slice(0, NAMES_SHOWN).join(', ') + (others > 0 ? ` and ${others} more` : '')
}

function more(number: number, what: string, file = 'manifest.yaml'): string[] {
  return number > LINES_SHOWN ? [`… and ${number - LINES_SHOWN} more ${what}, see ${file}`] : []
}

/** A path as it is shortest: relative to where one stands, unless it lies elsewhere. */
export function shortest(file: string): string {
  const relative = path.relative(process.cwd(), file)
  return relative.startsWith('..') ? file : relative
}
