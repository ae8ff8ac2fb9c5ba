import { isMissing } from '../../../tables/cells.ts'
import { changedColumns } from '../../../tables/changedColumns.ts'
import { numericColumns } from '../../../tables/columns.ts'
import { count } from '../../../text/counts.ts'
import type { PageRuns } from '../data/pageData.ts'
import type { WrittenReport } from '../data/writtenReport.ts'
import { html } from '../html.ts'
import { fileLink, nothing, type Section } from './section.ts'
import { staticTable } from './staticTable.ts'

/** The table of runs, which the page's script fills, and what it can be asked. */
export function runsSection({ report, runs }: WrittenReport, table: PageRuns): Section {
  const title = 'Runs'
  if (table.count === 0) return { id: 'runs', title, body: nothing('No run was used.') }
  return {
    id: 'runs',
    title,
    body: html`<div id="run-tools" class="tools" hidden>
<div class="tool wide"><label for="filter">Filter</label><input id="filter" type="text" spellcheck="false" autocomplete="off" aria-describedby="filter-help filter-problem" placeholder="${exampleFilter(table)}"><p id="filter-problem" class="problem" role="alert"></p></div>
<div class="tool"><label for="highlight">Highlight names like</label><input id="highlight" type="text" spellcheck="false" autocomplete="off" aria-describedby="pattern-problem" placeholder="regular expression"></div>
<div class="tool"><label for="hide">Hide names like</label><input id="hide" type="text" spellcheck="false" autocomplete="off" aria-describedby="pattern-problem" placeholder="regular expression"></div>
<div class="tool"><label for="group">Group by</label><select id="group"><option value="">no grouping</option></select></div>
<p id="pattern-problem" class="problem" role="alert"></p>
<div class="buttons"><label class="check"><input id="only-changed" type="checkbox"> only columns that differ</label>
<button type="button" id="columns" aria-haspopup="dialog">Columns…</button>
<button type="button" id="copy">Copy as CSV</button>
<button type="button" id="unselect">Clear selection</button></div>
<details id="filter-help" class="help"><summary>How to filter, select and sort</summary>
<p><code>lr &lt; 0.01 and tokenizer = vq</code>: columns are compared with <code>= != &lt; &lt;= &gt; &gt;=</code>, <code>~</code> (matches a regular expression), <code>in (a, b)</code>, <code>is missing</code>; joined by <code>and</code>, <code>or</code>, <code>not</code> and brackets. Names and values with spaces stand in double quotes. Click a heading to sort by it, with Shift by several; drag it to move it. Click a row, or press Space on its box, to select the run: it is highlighted in all figures. The name of a run opens its card.</p></details>
</div>
<p id="run-count" class="note" role="status">${count(table.count, 'run')}</p>
<p id="unknown-columns" class="problem" role="status"></p>
<div id="run-static">${staticTable(printedRuns(report, table, runs))}</div>
<div id="run-table"></div>
<p class="links">All values: ${fileLink('training/summary.csv')}, ${fileLink(report.data.runs)}${
      table.columnsLeftOut > 0 && html` (${count(table.columnsLeftOut, 'column')} only there)`
    }</p>`,
  }
}

/** A filter that leaves at least one of these runs: conditions on up to two parameters that it meets. */
function exampleFilter({ columns, count }: PageRuns): string {
  const parameters = columns.filter(
    ({ role, name }) => role === 'parameter' && /^[\w./@-]{1,30}$/.test(name),
  )
  const ofRun = (run: number) =>
    parameters.flatMap((column) => {
      const value = 'values' in column ? column.values[column.places[run] ?? -1] : undefined
      if (typeof value === 'number') return [`${column.name} <= ${value}`]
      return typeof value === 'string' && /^[\w.-]{1,20}$/.test(value)
        ? [`${column.name} = ${value}`]
        : []
    })
  const examples = Array.from({ length: Math.min(count, MAX_EXAMPLES) }, (_, run) => ofRun(run))
  const [best = []] = examples.toSorted((a, b) => Math.min(2, b.length) - Math.min(2, a.length))
  return best.slice(0, 2).join(' and ') || 'seed <= 3'
}

/** Runs that are looked at for an example. */
const MAX_EXAMPLES = 100
const MAX_PRINTED_COLUMNS = 8

/**
 * Without scripts: the runs with what was compared. Parameters that all share stand below the table, and
 * must not take the place of those that differ.
 */
function printedRuns(
  { columns }: WrittenReport['report'],
  { nameColumn, compared }: PageRuns,
  runs: WrittenReport['runs'],
) {
  const wanted = [
    nameColumn,
    ...(columns?.parameters ?? []),
    'seed',
    ...(compared ? [compared] : []),
  ]
  const known = [...new Set(wanted)].filter((name) => runs.columnIndex(name) >= 0)
  const differing = new Set(changedColumns(runs.select(known)))
  const isShown = (name: string) => differing.has(name) || runs.numRows() === 1
  const shown = known.filter(isShown)
  const names = [
    ...shown.slice(0, MAX_PRINTED_COLUMNS - 1),
    ...shown.slice(MAX_PRINTED_COLUMNS - 1).slice(-1),
    ...known.filter((name) => !isShown(name)),
  ]
  const rows = Array.from({ length: runs.numRows() }, (_, row) =>
    names.map((name) => {
      const cell: unknown = runs.get(name, row)
      return isMissing(cell) ? '' : String(cell)
    }),
  )
  return {
    ...{ caption: 'Runs', columns: names, rows },
    numeric: new Set(numericColumns(runs.select(names))),
    settings: new Set(columns?.parameters),
  }
}
