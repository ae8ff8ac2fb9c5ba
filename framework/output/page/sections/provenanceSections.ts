import { stringify } from 'yaml'
import { count } from '../../../text/counts.ts'
import type { WrittenReport } from '../data/writtenReport.ts'
import { type Html, html } from '../html.ts'
import { noBreaks } from './noBreaks.ts'
import { fileLink, list, nothing, type Section } from './section.ts'

/** How the report came about: its configuration, what was done, by what, and its files. */
export function provenanceSections(written: WrittenReport): Section[] {
  return [
    { id: 'configuration', title: 'Configuration', body: configuration(written) },
    ...(written.methods === ''
      ? []
      : [{ id: 'methods', title: 'Methods', body: methods(written.methods) }]),
    { id: 'provenance', title: 'Provenance', body: provenance(written) },
    { id: 'downloads', title: 'Downloads', body: downloads(written.files) },
  ]
}

function configuration({ report }: WrittenReport): Html {
  const { request } = report
  if (request === undefined) {
    return nothing(
      'This report was made by an earlier version, which kept its configuration in manifest.yaml only.',
    )
  }
  const yaml = (value: unknown) => stringify(value, { version: '1.1' }).trimEnd()
  return html`<h3>As typed</h3>
${
  request.overrides.length === 0
    ? nothing('Nothing was overridden.')
    : html`<pre tabindex="0">${request.overrides.join('\n')}</pre>`
}
<h3>What differs from the defaults</h3>
${
  request.changed.length === 0
    ? nothing('Nothing differs from what the report does by itself.')
    : html`<div class="scroll" role="region" aria-label="Changed configuration" tabindex="0"><table><caption class="unseen">What differs from the defaults</caption>
<thead><tr><th scope="col">key</th><th scope="col">default</th><th scope="col">here</th></tr></thead>
<tbody>${request.changed.map(
        (each) =>
          html`<tr><td><code>${each.key}</code></td><td>${JSON.stringify(each.default)}</td><td>${JSON.stringify(each.value)}</td></tr>
`,
      )}</tbody></table></div>`
}
<details><summary>Composed configuration</summary><pre tabindex="0">${yaml(request.config)}</pre></details>
`
}

/** Paragraphs and lists, which is all that the text has. */
function methods(markdown: string): Html {
  const lines = markdown.split('\n').filter((line) => line !== '')
  const works = lines.filter((line) => line.startsWith('- '))
  const paragraphs = lines.filter((line) => !line.startsWith('- '))
  return html`${paragraphs.map((line) => html`<p>${noBreaks(line)}</p>`)}${
    works.length > 0 && list(works.map((line) => html`${line.slice(2)}`))
  }`
}

function provenance({ report, runs }: WrittenReport): Html {
  const { created_utc, files_read, product, rebuilt_from, report_id } = report
  const facts: (readonly [string, Html | string])[] = [
    ['report', html`<code>${report_id}</code>`],
    ...(rebuilt_from === undefined
      ? []
      : [['rebuilt from', html`<code>${rebuilt_from}</code>`] as const]),
    [
      'made',
      html`<time datetime="${created_utc}">${created_utc.slice(0, 16).replace('T', ' ')} UTC</time>`,
    ],
    [
      'by',
      `${product.name} ${product.version}${product.node ? ` on Node ${product.node.replace(/^v/, '')}` : ''}`,
    ],
    ['runs', `${report.num_runs} used, ${report.skipped.length} left out`],
    ...(files_read === undefined
      ? []
      : [
          [
            'files read',
            `${count(files_read.count, 'file')}, ${bytesText(files_read.bytes)}`,
          ] as const,
        ]),
    ['git commits of the runs', commits(runs)],
    ['every file that was read', fileLink('manifest.yaml')],
  ]
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
`
}

function commits(runs: WrittenReport['runs']): string {
  if (runs.columnIndex('git_commit') < 0) return 'not recorded'
  const cells = [...new Set(runs.array('git_commit') as Iterable<unknown>)]
  const known = cells.filter((cell) => cell !== null && cell !== '').map((cell) => String(cell))
  if (known.length === 0) return 'not recorded'
  const shown = known.slice(0, 5).map((commit) => commit.slice(0, 10))
  const more = known.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

/** Their sizes depend on the report's id and time. */
const WITHOUT_SIZE = ['report.json', 'manifest.yaml']

function downloads(files: ReadonlyMap<string, number>): Html {
  const rows = [
    ...[...files].sort(([a], [b]) => (a < b ? -1 : 1)),
    ['SHA256SUMS', undefined] as const,
  ]
  return html`<p>All of it lies beside this page: zip the folder and hand it on.</p>
<div class="scroll" role="region" aria-label="Files of the report" tabindex="0"><table><caption class="unseen">Files of the report</caption>
<thead><tr><th scope="col">file</th><th scope="col" class="number">size</th></tr></thead>
<tbody>${rows.map(
    ([file, bytes]) =>
      html`<tr><td>${fileLink(file)}</td><td class="number">${
        bytes === undefined || WITHOUT_SIZE.includes(file) ? '' : bytesText(bytes)
      }</td></tr>
`,
  )}</tbody></table></div>
`
}

/** `1.2 MB` */
function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
