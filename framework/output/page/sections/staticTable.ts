import { count } from '../../../text/counts.ts'
import { type Html, html } from '../html.ts'
import { cellTexts, type TypedCells } from './cellTexts.ts'
import { brokenOnPaper, columnsOnPaper } from './paperColumns.ts'

/** A table of texts, as a CSV file has it. */
export interface StaticTable extends TypedCells {
  /** What it is, for those who do not see it. */
  readonly caption: string
}

/** More rows are in the file. */
const MAX_ROWS = 50
const MAX_COLUMNS = 40

/**
 * The first rows of a table. Columns in which all rows are alike stand below it, and empty ones nowhere, so that
 * what differs can be seen.
 */
export function staticTable({ caption, rows, ...cells }: StaticTable): Html {
  const { columns, numeric } = cells
  const places = [...columns.keys()]
  const valuesOf = (place: number) => new Set(rows.map((row) => row[place] ?? ''))
  const isAlike = (place: number) => rows.length > 1 && valuesOf(place).size === 1
  const isEmpty = (place: number) => rows.every((row) => (row[place] ?? '') === '')
  const differing = places.filter((place) => !isAlike(place)).filter((place) => !isEmpty(place))
  const shown = differing.slice(0, MAX_COLUMNS)
  const alike = places.filter((place) => isAlike(place) && !isEmpty(place))
  const first = rows.slice(0, MAX_ROWS)
  const texts = cellTexts({ ...cells, rows: first })
  const textOf = (row: number, place: number) => texts[place]?.[row] ?? ''
  const printed = columnsOnPaper(shown.map((place) => columns[place] ?? ''))
  const wordsOf = (at: number) => {
    const place = shown[at] ?? 0
    return printed.has(at) ? [columns[place] ?? '', ...(texts[place] ?? [])] : []
  }
  const isOfWords = (place: number) => texts[place]?.every((text) => !text.includes(' '))
  const broken = brokenOnPaper([...shown.keys()].map(wordsOf))
  const classes = (place: number, at: number) =>
    [
      ...(numeric.has(columns[place] ?? '') ? ['number'] : isOfWords(place) ? ['whole'] : []),
      ...(broken.has(at) ? ['broken'] : []),
      ...(printed.has(at) ? [] : ['off-paper']),
    ].join(' ')
  return html`<div class="scroll" role="region" aria-label="Table: ${caption}" tabindex="0"><table><caption class="unseen">${caption}</caption>
<thead><tr>${shown.map((place, at) => html`<th scope="col" class="${classes(place, at)}">${columns[place]}</th>`)}</tr></thead>
<tbody>${first.map(
    (_, row) =>
      html`<tr>${shown.map((place, at) => html`<td dir="auto" class="${classes(place, at)}">${textOf(row, place)}</td>`)}</tr>
`,
  )}</tbody></table></div>
${printed.size < shown.length && html`<p class="note on-paper">${printed.size} of ${shown.length} columns; all are in the file.</p>`}
${notesOf({
  numRows: rows.length,
  alike: alike.map((place) => `${columns[place]} = ${textOf(0, place)}`),
  left: differing.length - shown.length,
})}`
}

function notesOf({
  numRows,
  alike,
  left,
}: {
  readonly numRows: number
  /** What all rows share, a text each. */
  readonly alike: readonly string[]
  /** Columns that are not shown. */
  readonly left: number
}): Html {
  const notes = [
    ...(alike.length > 0 ? [`The same in all rows: ${alike.join(', ')}.`] : []),
    ...(numRows > MAX_ROWS ? [`The first ${MAX_ROWS} of ${count(numRows, 'row')}.`] : []),
    ...(left > 0 ? [`${count(left, 'more column')} in the file.`] : []),
  ]
  return html`${notes.length > 0 && html`<p class="note">${notes.join(' ')}</p>`}`
}
