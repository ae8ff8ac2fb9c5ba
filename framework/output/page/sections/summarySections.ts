import { count } from '../../../text/counts.ts'
import type { ReportJson } from '../../data/reportJson.ts'
import { type Html, html } from '../html.ts'
import { noBreaks } from './noBreaks.ts'
import { fileLink, list, longList, nothing, type Section } from './section.ts'

/** What a reader in a hurry reads: what was found, whether the gates hold, and what to doubt. */
export function summarySections(report: ReportJson): Section[] {
  return [
    { id: 'findings', title: 'Findings', body: findings(report) },
    ...(report.gates.length > 0 ? [{ id: 'gates', title: 'Gates', body: gates(report) }] : []),
    { id: 'doubts', title: 'Missing or doubtful', body: doubts(report) },
  ]
}

function findings({ findings, tables }: ReportJson): Html {
  if (findings.length === 0) {
    return nothing(
      tables.some(({ name }) => name !== 'summary')
        ? 'This report puts nothing that it found into sentences: look at its tables and figures.'
        : 'This report compares nothing, or found nothing to compare: look at the runs and figures.',
    )
  }
  return longList(
    findings.map(({ sentence }) => html`<span dir="auto">${noBreaks(sentence)}</span>`),
    'findings',
  )
}

function gates({ gates }: ReportJson): Html {
  const failed = gates.filter(({ holds }) => !holds).length
  return html`<p>${
    failed === 0
      ? `All ${count(gates.length, 'gate')} pass.`
      : `${failed} of ${count(gates.length, 'gate')} fail.`
  }</p>
${list(
  gates.map(
    ({ gate, holds, sentence }) =>
      html`<strong class="badge ${holds ? 'pass' : 'fail'}">${holds ? '✓ pass' : '✗ fail'}</strong> <code>${gate}</code>: ${noBreaks(sentence)}`,
  ),
  'gates',
)}`
}

function doubts({ failed, not_run, skipped, warnings, num_runs }: ReportJson): Html {
  const failures = failed.filter(({ task }) => !task.startsWith('gate '))
  const items = [
    ...failures.map(
      ({ task, reason }) =>
        html`<strong class="badge fail">✗ failed</strong> <strong>${task}</strong>: ${reason}`,
    ),
    ...(num_runs === 1
      ? [
          html`Only one run was used: there is nothing to compare it with, and no spread over seeds.`,
        ]
      : []),
    ...(skipped.length > 0
      ? [html`${count(skipped.length, 'run')} left out: <a href="#skipped">which, and why</a>.`]
      : []),
    ...warnings.map((warning) => html`${noBreaks(warning)}`),
  ]
  return html`${
    items.length > 0
      ? longList(items, 'doubts')
      : nothing('Nothing failed, no run was left out and nothing looked odd.')
  }${notRun(not_run)}`
}

function notRun(tasks: ReportJson['not_run']): Html | null {
  if (tasks.length === 0) return null
  return html`<details><summary>${count(tasks.length, 'part')} without anything to do</summary>${list(
    tasks.map(({ task, reason }) => html`<strong>${task}</strong>: ${reason}`),
  )}</details>
`
}

/** Runs that were left out, each with its reason. */
export function skippedSection({ skipped }: ReportJson): Section {
  const body =
    skipped.length === 0
      ? nothing('No run was left out.')
      : html`<div class="scroll" role="region" aria-label="Runs that were left out" tabindex="0"><table><caption class="unseen">Runs that were left out, and why</caption>
<thead><tr><th scope="col">run</th><th scope="col">reason</th></tr></thead>
<tbody>${skipped.slice(0, MAX_SKIPPED).map(
          ({
            run_dir,
            reason,
          }) => html`<tr><td dir="auto">${run_dir}</td><td dir="auto">${reason}</td></tr>
`,
        )}</tbody></table></div>
${
  skipped.length > MAX_SKIPPED &&
  html`<p class="note">The first ${MAX_SKIPPED} of ${skipped.length}; ${fileLink('report.json')} has all.</p>`
}`
  return { id: 'skipped', title: 'Runs left out', body }
}

const MAX_SKIPPED = 500
