import { count } from '../../../text/counts.ts'
import { digitsOfMany, formatNumber } from '../../../text/numberFormat.ts'
import { type Html, html } from '../html.ts'

/** A table of texts, as a CSV file has it. */
export interface StaticTable {
  /** What it is, for those who do not see it. */
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** More rows are in the file. */
const MAX_ROWS = 50
const MAX_COLUMNS = 40
/** Columns for which a printed page is wide enough: the styles for print leave out the others. */
const ON_PAPER = 12
/** Letters that stand beside each other on a printed page, and those of a column whose words are broken. */
const [LETTERS_ON_PAPER, LETTERS_OF_BROKEN] = [100, 8]
/** Of measures. An integer of more digits is whole among them. */
const DIGITS = 3
const LEAST_WHOLE = 1000
const MOST_DIGITS = 7
const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/

/**
 * The first rows of a table. Integers are whole; of measures, all numbers of a column have three digits. Columns in which all rows are alike stand below
 * it, and empty ones nowhere, so that what differs can be seen.
 */
export function staticTable({ caption, columns, rows }: StaticTable): Html {
  const places = [...columns.keys()]
  const valuesOf = (place: number) => new Set(rows.map((row) => row[place] ?? ''))
  const isAlike = (place: number) => rows.length > 1 && valuesOf(place).size === 1
  const differing = places.filter((place) => !isAlike(place)).filter((place) => !isEmpty(place))
  const shown = differing.slice(0, MAX_COLUMNS)
  const alike = places.filter((place) => isAlike(place) && !isEmpty(place))
  function isEmpty(place: number): boolean {
    return rows.every((row) => (row[place] ?? '') === '')
  }
  const first = rows.slice(0, MAX_ROWS)
  const texts = new Map(
    places.map((place) => [place, columnTexts(first.map((row) => row[place] ?? ''))]),
  )
  const textOf = (row: number, place: number) => texts.get(place)?.[row] ?? ''
  const isNumeric = new Map(
    shown.map((place) => [
      place,
      [...valuesOf(place)].every((value) => value === '' || NUMBER.test(value)),
    ]),
  )
  const broken = brokenOnPaper(
    shown.slice(0, ON_PAPER).map((place) => [columns[place] ?? '', ...(texts.get(place) ?? [])]),
  )
  const classes = (place: number, at: number) =>
    [isNumeric.get(place) ? 'number' : '', broken.has(at) ? 'broken' : ''].join(' ').trim()
  return html`<div class="scroll" role="region" aria-label="Table: ${caption}" tabindex="0"><table><caption class="unseen">${caption}</caption>
<thead><tr>${shown.map((place, at) => html`<th scope="col" class="${classes(place, at)}">${columns[place]}</th>`)}</tr></thead>
<tbody>${first.map(
    (_, row) =>
      html`<tr>${shown.map((place, at) => html`<td dir="auto" class="${classes(place, at)}">${textOf(row, place)}</td>`)}</tr>
`,
  )}</tbody></table></div>
${shown.length > ON_PAPER && html`<p class="note on-paper">The first ${ON_PAPER} of ${shown.length} columns; all are in the file.</p>`}
${notesOf({
  numRows: rows.length,
  alike: alike.map((place) => `${columns[place]} = ${textOf(0, place)}`),
  left: differing.length - shown.length,
})}`
}

/** The columns whose words are broken on paper, the longest first, so that those of all others stay whole. */
function brokenOnPaper(columns: readonly (readonly string[])[]): ReadonlySet<number> {
  const longest = columns.map((texts) =>
    texts
      .flatMap((text) => text.split(/ +/))
      .reduce((most, { length }) => Math.max(most, length), 0),
  )
  const broken = new Set<number>()
  let letters = longest.reduce((sum, length) => sum + length, 0)
  for (const at of [...longest.keys()].sort((a, b) => (longest[b] ?? 0) - (longest[a] ?? 0))) {
    const saved = (longest[at] ?? 0) - LETTERS_OF_BROKEN
    if (letters <= LETTERS_ON_PAPER || saved <= 0) break
    broken.add(at)
    letters -= saved
  }
  return broken
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

/** The cells of a column as a reader sees them. */
function columnTexts(cells: readonly string[]): string[] {
  const measures = cells
    .filter((cell) => NUMBER.test(cell))
    .map(Number)
    .filter(isRounded)
  const isMeasure = measures.length > 0
  const digits = digitsOfMany(measures)
  return cells.map((cell) => {
    if (!NUMBER.test(cell)) return cell
    const value = Number(cell)
    const isWhole = Number.isSafeInteger(value) && (!isMeasure || Math.abs(value) >= LEAST_WHOLE)
    return isWhole
      ? String(value).replace('-', '−')
      : formatMeasure(value, { digits, keepZeros: isMeasure })
  })
}

/** With more digits where fewer would make 1 of a share below it: 0.9996 is not 1.00. */
function formatMeasure(value: number, options: { digits: number; keepZeros: boolean }): string {
  let { digits } = options
  const seemsOne = () => Math.abs(value) < 1 && Math.abs(Number(value.toPrecision(digits))) === 1
  while (digits < MOST_DIGITS && seemsOne()) digits++
  return formatNumber(value, { ...options, digits })
}

/** Whether a number is one of many digits, as measures are and settings are not. */
function isRounded(value: number): boolean {
  return !Number.isSafeInteger(value) && Number(value.toPrecision(DIGITS)) !== value
}
