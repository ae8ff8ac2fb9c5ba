import type { WrittenReport, WrittenTable } from '../data/writtenReport.ts'
import { html } from '../html.ts'
import { fileLink, nothing, type Section } from './section.ts'
import { staticTable } from './staticTable.ts'

/** The tables of the comparison, and of inference where there was any. */
export function tableSections({ report, tables }: WrittenReport): Section[] {
  const [training, inference] = [
    tables.filter(({ file }) => !file.startsWith('inference/')),
    tables.filter(({ file }) => file.startsWith('inference/')),
  ]
  const wasAsked = (report.request?.config.inference as { enabled?: unknown } | undefined)?.enabled
  const said = report.failed.find(
    ({ task }) => task.startsWith('infer') || task === 'find the models',
  )
  return [
    {
      id: 'comparisons',
      title: 'Comparisons',
      body:
        training.length === 0
          ? nothing('This report made no tables beyond that of the runs.')
          : html`${training.map(tableHtml)}`,
    },
    {
      id: 'inference',
      title: 'Inference',
      body:
        inference.length > 0
          ? html`${inference.map(tableHtml)}`
          : nothing(
              wasAsked === true
                ? `There are no results of inference${said ? `: ${said.reason}` : '.'}`
                : 'No model was run: inference.enabled=true asks for it, where a report can.',
            ),
    },
  ]
}

function tableHtml({ name, file, columns, rows }: WrittenTable) {
  const caption = name.replaceAll('_', ' ')
  return html`<h3>${caption}</h3>
${
  rows.length === 0 ? nothing('This table has no rows.') : staticTable({ caption, columns, rows })
}<p class="links">All of it: ${fileLink(file)}</p>
`
}
