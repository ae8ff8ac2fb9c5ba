import type { ColumnTable } from 'arquero'
import { columnNotes } from '../../tables/columnAliases.ts'
import { texts } from '../../tables/columns.ts'
import { groupBy } from '../../tables/groupBy.ts'
import type { LegendItem, LegendSection } from '../figure.ts'
import { INK } from '../theme.ts'
import { columnName } from './columnTitles.ts'
import { colourFinder, compareNames, isNumber, type Palette } from './palette.ts'
import { shownNames } from './shownNames.ts'

/** Rows of the runs table that share a colour. */
export interface Group {
  name: string
  colour: string
  rows: number[]
}

const ALL_RUNS = 'all runs'
/** More entries than this are counted, not named. */
const MAX_LEGEND_ITEMS = 12

/**
 * The runs by a parameter, numbers by value and names by code point; all in one group where
 * the parameter is `null`.
 *
 * @param palette the report's colours; groups that it lacks take theirs from the names at hand
 */
export function groupRows(
  runs: ColumnTable,
  column: string | null,
  palette?: Palette | undefined,
): Group[] {
  const names = groupNames(runs, column)
  const colourOf = colourFinder(names, palette)
  return [...groupBy(names.keys(), (row) => names[row] as string)]
    .sort(([a], [b]) => compareNames(a, b))
    .map(([name, members]) => ({
      name,
      colour: colourOf(name),
      rows: members,
    }))
}

/**
 * The column that a figure colours by unless it is told: the tokenizer in tables of facts, else the
 * first parameter that the sweep varied; null where there is none.
 */
export function usualGroup(runs: ColumnTable): string | null {
  if (runs.columnIndex('tokenizer') >= 0 || columnNotes(runs) === undefined) return 'tokenizer'
  return columnNotes(runs)?.parameters?.find((name) => name !== 'seed') ?? null
}

/** The name of each run's group, in row order. */
export function groupNames(runs: ColumnTable, column: string | null): string[] {
  return column === null ? new Array<string>(runs.numRows()).fill(ALL_RUNS) : texts(runs, column)
}

/**
 * One legend entry a group, with its number of runs; past a dozen the rest is counted, and of numbers,
 * whose colours are a scale, values from end to end are named.
 *
 * @param sizeOf what stands for the number, such as that of each of the group's lines
 */
export function groupLegend(
  groups: readonly Group[],
  column: string | null,
  symbol: LegendItem['symbol'],
  sizeOf = ({ rows }: Group) => `n = ${rows.length}`,
): LegendSection {
  const isScale = groups.every(({ name }) => isNumber(name))
  const named = isScale ? fromEndToEnd(groups, MAX_LEGEND_ITEMS - 1) : groups
  const shownAs = shownNames(groups.map(({ name }) => name))
  const section = legendSection(
    column === null ? '' : columnName(column),
    named.map((group) => ({
      text: `${shownAs(group.name)} (${sizeOf(group)})`,
      symbol,
      colour: group.colour,
    })),
  )
  const nBetween = groups.length - named.length
  if (nBetween === 0) return section
  const rest = { text: `and ${nBetween} more between`, symbol: 'none' as const, colour: INK.text }
  return { ...section, items: [...section.items, rest] }
}

/** All of them, or past a dozen `n` in even steps, the first and the last among them. */
function fromEndToEnd<Item>(items: readonly Item[], n: number): readonly Item[] {
  if (items.length <= MAX_LEGEND_ITEMS) return items
  return Array.from(
    { length: n },
    (_, i) => items[Math.round((i * (items.length - 1)) / (n - 1))] as Item,
  )
}

/** A section of the legend; past a dozen items the rest is counted. */
export function legendSection(title: string, items: LegendItem[]): LegendSection {
  if (items.length <= MAX_LEGEND_ITEMS) return { title, items }
  const named = items.slice(0, MAX_LEGEND_ITEMS - 1)
  const rest: LegendItem = {
    text: `… and ${items.length - named.length} more`,
    symbol: 'none',
    colour: INK.text,
  }
  return { title, items: [...named, rest] }
}
