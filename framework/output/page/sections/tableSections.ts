import type { WrittenReport, WrittenTable } from '../data/writtenReport.ts'
import { html } from '../html.ts'
import { fileLink, nothing, type Section } from './section.ts'
import { staticTable } from './staticTable.ts'

/** What a hook of inference calls the comparisons of models: a reader seeks them with those of the runs. */
const COMPARISONS_OF_MODELS = 'inference/comparisons.csv'

/** The comparisons of runs and of models, then the other tables of inference. */
export function tableSections({ report, tables }: WrittenReport): Section[] {
  const isOfInference = ({ file }: WrittenTable) =>
    file.startsWith('inference/') && file !== COMPARISONS_OF_MODELS
  const compared = tables.filter((table) => !isOfInference(table))
  const inference = tables.filter(isOfInference)
  const wasAsked = (report.request?.config.inference as { enabled?: unknown } | undefined)?.enabled
  const said = report.failed.find(
    ({ task }) => task.startsWith('infer') || task === 'find the models',
  )
  return [
    {
      id: 'comparisons',
      title: 'Comparisons',
      body:
        compared.length > 0
          ? html`${compared.map(tableHtml)}`
          : inference.length > 0
            ? html`<p class="nothing">Nothing was compared; what the models measure is in the tables of <a href="#inference">inference</a>.</p>`
            : nothing('This report made no tables beyond that of the runs.'),
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
  const caption =
    file === COMPARISONS_OF_MODELS ? 'comparisons of models' : name.replaceAll('_', ' ')
  return html`<h3>${caption}</h3>
${
  rows.length === 0 ? nothing('This table has no rows.') : staticTable({ caption, columns, rows })
}<p class="links">All of it: ${fileLink(file)}</p>
`
}
