import type { WrittenReport, WrittenTable } from '../data/writtenReport.ts'
import { html } from '../html.ts'
import { fileLink, nothing, type Section } from './section.ts'
import { staticTable } from './staticTable.ts'

/** What a hook of inference calls the comparisons of models: a reader seeks them with those of the runs. */
const COMPARISONS_OF_MODELS = 'inference/comparisons.csv'

/** The comparisons of runs and of models, then the other tables of inference. */
export function tableSections({ report, tables }: WrittenReport): Section[] {
  const made = (table: WrittenTable) => tableHtml(table, report.columns?.parameters ?? [])
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
          ? html`${compared.map(made)}`
          : inference.length > 0
            ? html`<p class="nothing">Nothing was compared; what the models measure is in the tables of <a href="#inference">inference</a>.</p>`
            : nothing('This report made no tables beyond that of the runs.'),
    },
    {
      id: 'inference',
      title: 'Inference',
      body:
        inference.length > 0
          ? html`${inference.map(made)}`
          : nothing(
              wasAsked === true
                ? `There are no results of inference${said ? `: ${said.reason}` : '.'}`
                : 'No model was run: inference.enabled=true asks for it, where a report can.',
            ),
    },
  ]
}

/** Columns of comparisons that hold settings, beside those of the parameters. */
const SETTINGS = ['a', 'b']

function tableHtml(
  { name, file, columns, rows, numeric = [] }: WrittenTable,
  parameters: readonly string[],
) {
  const caption =
    file === COMPARISONS_OF_MODELS ? 'comparisons of models' : name.replaceAll('_', ' ')
  return html`<h3>${caption}</h3>
${
  rows.length === 0
    ? nothing('This table has no rows.')
    : staticTable({
        ...{ caption, columns, rows, numeric: new Set(numeric) },
        // Beside a column of the table's own, a parameter has its whole name.
        settings: new Set([...SETTINGS, ...parameters.flatMap((p) => [p, `parameter.${p}`])]),
      })
}<p class="links">All of it: ${fileLink(file)}</p>
`
}
