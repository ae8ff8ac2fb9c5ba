import type { ColumnTable } from 'arquero'
import { columnNotes } from '../../tables/columnAliases.ts'
import { texts } from '../../tables/columns.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { amountText } from '../../text/counts.ts'
import type { LegendItem, LegendSection, PointStyle } from '../figure.ts'
import { INK } from '../theme.ts'
import { endToEnd } from './axes/endToEnd.ts'
import { extent } from './axes/extent.ts'
import { dashOf, pointStyleOf } from './colours/categories.ts'
import {
  ALL_RUNS,
  colourFinder,
  compareNames,
  isNumber,
  LEAST_NUMBERS,
  type Palette,
} from './colours/palette.ts'
import { columnName } from './columnTitles.ts'
import { MAX_NAME_LETTERS, shownNames } from './shownNames.ts'

/** Rows of the runs table that share a colour, a marker and a dash. */
export interface Group {
  readonly name: string
  readonly colour: string
  readonly pointStyle: PointStyle
  /** Empty for a solid line. */
  readonly dash: number[]
  readonly rows: number[]
}

/** More entries than this are counted, not named. */
const MAX_LEGEND_ITEMS = 12
/** Of a strip of more values than can all be labelled. */
const LABELS_OF_LONG_SCALE = 5
const DIGITS_OF_LONG_SCALE = 3
const NO_SYMBOL = { symbol: 'none', colour: INK.text } as const

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
  const nNames = palette?.size ?? new Set(names).size
  return [...groupBy(names.keys(), (row) => names[row] as string)]
    .sort(([a], [b]) => compareNames(a, b))
    .map(([name, members]) => {
      const colour = colourOf(name)
      return {
        name,
        colour,
        pointStyle: pointStyleOf(colour),
        dash: dashOf(colour, nNames),
        rows: members,
      }
    })
}

/**
 * The column that a figure colours by unless it is told: the tokenizer where the table has it, else the
 * first parameter that the sweep varied; null where there is none.
 */
export function usualGroup(runs: ColumnTable): string | null {
  if (runs.columnIndex('tokenizer') >= 0) return 'tokenizer'
  return columnNotes(runs)?.parameters?.find((name) => name !== 'seed') ?? null
}

/** The name of each run's group, in row order. */
export function groupNames(runs: ColumnTable, column: string | null): string[] {
  return column === null ? new Array<string>(runs.numRows()).fill(ALL_RUNS) : texts(runs, column)
}

/**
 * One legend entry a group, with its number of runs, as {@link sectionOf} has them.
 *
 * @param symbol `marked` with the marker of the points on it
 * @param sizeOf what stands for the number, such as that of each of the group's lines
 * @param options `fillOf`: the fill of a box, where that is not its colour; `hasSpareRows`: the rows of the
 *   groups are those of the figure, of which a height may leave some out. Default false
 */
export function groupLegend(
  groups: readonly Group[],
  column: string | null,
  symbol: LegendItem['symbol'] | 'marked line' | 'marked box',
  sizeOf = ({ rows }: Group) => `n = ${rows.length}`,
  {
    fillOf,
    hasSpareRows = false,
  }: { readonly fillOf?: (colour: string) => string; readonly hasSpareRows?: boolean } = {},
): LegendSection {
  const shownAs = shownNames(groups.map(({ name }) => name))
  return sectionOf(
    column === null ? '' : columnName(column),
    groups.map((group) => ({ ...group, n: group.rows.length, size: sizeOf(group) })),
    ({ name, colour, pointStyle, dash, size, rows }) => ({
      text: `${shownAs(name)} (${size})`,
      symbol: symbol === 'marked line' ? 'line' : symbol === 'marked box' ? 'box' : symbol,
      colour,
      ...(symbol === 'point' && pointStyle !== 'circle' && { pointStyle }),
      ...(symbol.startsWith('marked') && { pointStyle }),
      ...(symbol.endsWith('line') && dash.length > 0 && { dash }),
      ...(symbol.endsWith('box') && fillOf !== undefined && { fill: fillOf(colour) }),
      ...(hasSpareRows && { rows }),
    }),
  )
}

/**
 * `n = 4 per line`, or `n = 2 to 4 per line`: what stands behind each of a group's means. Sums of weights, which are
 * not whole, are called so: `weight = 1410 per line`.
 *
 * @param sizes of the lines, bars or whatever `unit` names; at least one
 */
export function sizePer(sizes: readonly number[], unit: string): string {
  return `${sizeText(sizes)} per ${unit}`
}

/** The same of what may be alone, which is then `n = 200`. */
export function sizeOrPer(sizes: readonly number[], unit: string): string {
  return sizes.length === 1 ? sizeText(sizes) : sizePer(sizes, unit)
}

function sizeText(sizes: readonly number[]): string {
  const what = sizes.every(Number.isInteger) ? 'n' : 'weight'
  return `${what} = ${[...new Set(extent(sizes).map(amountText))].join(' to ')}`
}

/** A group in the legend. */
export interface LegendGroup {
  readonly name: string
  readonly colour: string
  /** Of runs or models. */
  n: number
  /** The number in words. */
  readonly size: string
}

/**
 * Groups in the legend: past a dozen the rest is counted. Three numbers or more, whose colours are a
 * scale, are a strip from the smallest to the largest.
 */
export function sectionOf<G extends LegendGroup>(
  title: string,
  groups: readonly G[],
  itemOf: (group: G) => LegendItem,
): LegendSection {
  const numbers = groups.filter(({ name }) => isNumber(name))
  if (numbers.length < LEAST_NUMBERS) return legendSection(title, groups.map(itemOf))
  const others = groups.filter((group) => !numbers.includes(group))
  return withScale(legendSection(title, others.map(itemOf)), numbers)
}

/** Puts the strip of a scale before the items of a section, and what its values have in common. */
function withScale({ title, items }: LegendSection, groups: readonly LegendGroup[]): LegendSection {
  const [first = ''] = groups.map(({ size }) => size)
  const isEven = groups.every(({ size }) => size === first)
  const isLong = groups.length > MAX_LEGEND_ITEMS
  const labelled = new Set(isLong ? endToEnd(groups.length, LABELS_OF_LONG_SCALE) : groups.keys())
  const shownAs = shownNames(
    groups.flatMap(({ name }, i) => (labelled.has(i) ? name : [])),
    MAX_NAME_LETTERS,
    isLong ? DIGITS_OF_LONG_SCALE : undefined,
  )
  const scale = groups.map(({ name, colour, size }, i) => ({
    colour,
    text: labelled.has(i) ? shownAs(name) : '',
    ...(!isEven && !isLong && { size }),
  }))
  const [least, most] = extent(groups.map(({ n }) => n))
  const ofAll = isEven ? first : isLong ? `n = ${least} to ${most}` : ''
  const note = { text: `${ofAll}${/^n = [\d to]+$/.test(ofAll) ? ' each' : ''}`, ...NO_SYMBOL }
  return { title, scale, items: ofAll === '' ? items : [note, ...items] }
}

/** A section of the legend; past a dozen items the rest is counted. */
export function legendSection(title: string, items: LegendItem[]): LegendSection {
  if (items.length <= MAX_LEGEND_ITEMS) return { title, items }
  const named = items.slice(0, MAX_LEGEND_ITEMS - 1)
  return {
    title,
    items: [...named, { text: `… and ${items.length - named.length} more`, ...NO_SYMBOL }],
  }
}
