import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { texts } from '../../tables/columns.ts'
import { flatten, type Select, type SelectValue } from '../../tables/select.ts'
import { valueKey } from '../../tables/valueKey.ts'
import { count } from '../../text/counts.ts'
import { valueName } from '../../text/names/valueName.ts'
import { nearest } from '../../text/nearest.ts'
import type { Figure } from '../figure.ts'
import { ALL_RUNS, coloursOfNames, type Palette } from './colours/palette.ts'
import { columnName } from './columnTitles.ts'
import type { Group } from './groups.ts'

/** Wanted values by column, as `selectRuns` takes them: `{ tokenizer: 'vq', seed: [1, 2] }`. */
export interface HighlightOptions {
  /** Runs that stand out: all others are drawn thin and grey behind them. Default: all stand out. */
  readonly highlight?: Select
  /** Runs that are left out of the figure, which says so. Default: none. */
  readonly hide?: Select
}

/** The colour of the runs that do not stand out. */
export const BACKGROUND = '#b8b8b8'
/** What they are called in legends, and what the others are where they have no groups. */
const OTHERS = 'other runs'
const HIGHLIGHTED = 'highlighted runs'
const BEHIND = { name: OTHERS, colour: BACKGROUND, pointStyle: 'circle', dash: [] } satisfies Omit<
  Group,
  'rows'
>
const MAX_VALUES = 4

/** What the options of highlighting take. */
export function highlightSchemas(
  runs: ColumnTable,
): Record<keyof HighlightOptions, v.GenericSchema> {
  const selection = v.custom<Select>(
    (value) => isSelection(value) && unknownColumn(runs, value) === undefined,
    ({ input }) => {
      const unknown = isSelection(input) ? unknownColumn(runs, input) : undefined
      if (unknown === undefined) return 'expected values by column, such as { tokenizer: "vq" }'
      const near = nearest(unknown, runs.columnNames())
      return `expected columns of the table, and ${unknown} is none${near === undefined ? '' : `, perhaps "${near}"`}`
    },
  )
  return { highlight: selection, hide: selection }
}

/** The runs that are shown, with the colours that they have among all runs, and the note on the others. */
export function withoutHidden(
  runs: ColumnTable,
  hide: Select | undefined,
  { group, palette }: { group: string | null; palette: Palette | undefined },
): { runs: ColumnTable; palette: Palette | undefined; notes: string[] } {
  const isHidden = matcher(runs, hide)
  if (isHidden === undefined) return { runs, palette, notes: [] }
  const rows = [...Array(runs.numRows()).keys()].filter((row) => !isHidden(row))
  const n = runs.numRows() - rows.length
  return {
    runs: runs.reify(rows),
    palette: palette ?? (group === null ? undefined : coloursOfNames(texts(runs, group))),
    notes: [
      n === 0
        ? `No run has ${inWords(hide)}, so that none is left out.`
        : `Left out: ${count(n, 'run')} with ${inWords(hide)}.`,
    ],
  }
}

/** The figure with more notes, after its own. */
export function withNotes(figure: Figure, notes: readonly string[]): Figure {
  return notes.length === 0 ? figure : { ...figure, notes: [...figure.notes, ...notes] }
}

/** Which runs stand out; undefined where none is to. */
export function matcher(
  runs: ColumnTable,
  wanted: Select | undefined,
): ((row: number) => boolean) | undefined {
  const filters = flatten(wanted ?? {}).flatMap(([column, values]) => {
    const known = resolveColumn(runs, column)
    if (known === undefined) return []
    const keys = new Set(values.map(valueKey))
    const cells = runs.array(known) as ArrayLike<unknown>
    return [(row: number) => keys.has(valueKey(cells[row]))]
  })
  return filters.length === 0 ? undefined : (row) => filters.every((matches) => matches(row))
}

/** Whether a group is that of the runs that do not stand out. */
export function isBackground({ colour }: Pick<Group, 'colour'>): boolean {
  return colour === BACKGROUND
}

/**
 * The groups' runs that stand out, then all others as one grey group, which is drawn behind and named last
 * in the legend. Without `highlight` all runs stand out.
 */
export function highlightGroups(
  runs: ColumnTable,
  groups: readonly Group[],
  highlight: Select | undefined,
): Group[] {
  const standsOut = matcher(runs, highlight)
  if (standsOut === undefined) return [...groups]
  const others = groups.flatMap(({ rows }) => rows.filter((row) => !standsOut(row)))
  return [
    ...groups
      .map((group) => ({
        ...group,
        name: group.name === ALL_RUNS ? HIGHLIGHTED : group.name,
        rows: group.rows.filter(standsOut),
      }))
      .filter(({ rows }) => rows.length > 0),
    ...(others.length > 0 ? [{ ...BEHIND, rows: others }] : []),
  ]
}

/** The sentence of a caption on what stands out or that nothing does, and a note of that. */
export function highlightWords(
  runs: ColumnTable,
  highlight: Select | undefined,
): { caption: string; notes: string[] } {
  const standsOut = matcher(runs, highlight)
  if (standsOut === undefined) return { caption: '', notes: [] }
  const words = inWords(highlight)
  const isFound = [...Array(runs.numRows()).keys()].some(standsOut)
  return {
    caption: isFound
      ? ` Runs with ${words} are highlighted; the others are grey.`
      : ` No run has ${words}: all are grey.`,
    notes: isFound ? [] : [`No run has ${words}, so that none is highlighted.`],
  }
}

/** `Tokenizer vq and Seed 1 or 2` */
function inWords(selection: Select | undefined): string {
  return flatten(selection ?? {})
    .map(([column, values]) => `${columnName(column)} ${listed(values)}`)
    .join(' and ')
}

function listed(values: readonly SelectValue[]): string {
  const named = values.slice(0, MAX_VALUES).map(valueName)
  return values.length > MAX_VALUES
    ? `${named.join(', ')} or one of ${values.length - MAX_VALUES} more`
    : named.join(' or ')
}

function unknownColumn(runs: ColumnTable, selection: Select): string | undefined {
  if (runs.numRows() === 0) return undefined
  return flatten(selection)
    .map(([column]) => column)
    .find((column) => resolveColumn(runs, column) === undefined)
}

function isSelection(value: unknown): value is Select {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
