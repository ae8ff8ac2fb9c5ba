import type { ColumnTable } from 'arquero'
import { texts } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { count } from '../../../text/counts.ts'
import { withoutCommonKey } from '../../../text/shorten.ts'
import { compareNames, isNumber } from '../colours/palette.ts'
import { columnName } from '../columnTitles.ts'
import { MAX_TITLE_LETTERS, namesInFull, shownNames } from '../shownNames.ts'

/** What stands in one panel. */
export interface Facet {
  readonly title: string
  /** Places in the table or the array. */
  readonly members: number[]
}

export interface Facets {
  /** What the panels stand for, in words: `Panels by Globals weight β.` */
  readonly by: string
  readonly panels: Facet[]
  /** What the caption says of titles that are shortened. */
  readonly titlesInFull: string
  /** Panels in a row, where a column of the table says. */
  readonly columns?: number
  /** Whether there are more than a page has room for. */
  readonly isCut: boolean
  readonly notes: string[]
}

/** The column that gives the panels, or those of their rows and columns. */
type PanelColumns = string | readonly [rows: string, columns: string]

const MAX_PANELS = 24

/**
 * The runs by the values of one column, or by two: rows of panels and columns of them.
 *
 * @param limit most panels; `isOneColumn`: they stand below each other, where one without runs keeps no place
 */
export function facetsOfRuns(
  runs: ColumnTable,
  facet: PanelColumns,
  { limit = MAX_PANELS, isOneColumn = false }: PanelRoom = {},
): Facets {
  const columns = typeof facet === 'string' ? [facet] : facet
  const values = columns.map((column) => texts(runs, column))
  const names = values.map((cells) => [...new Set(cells)].sort(compareNames))
  const shownAs = names.map((each) => shownNames(each, Number.POSITIVE_INFINITY))
  // A column of a single value tells nothing, unless it is the only one.
  const isTold = (i: number) =>
    (names[i]?.length ?? 0) > 1 || (i === 0 && names.every((each) => each.length <= 1))
  const titleOf = (cells: readonly string[]) =>
    cells
      .map((cell, i) => valueTitle(columns[i] as string, cell, shownAs[i]?.(cell)))
      .filter((_, i) => isTold(i))
      .join(', ')
  const rowsByTitle = groupBy(values[0]?.keys() ?? [], (row) =>
    titleOf(values.map((cells) => cells[row] as string)),
  )
  const [first = [], second] = names
  const titles = first.flatMap((a) =>
    second === undefined ? [titleOf([a])] : second.map((b) => titleOf([a, b])),
  )
  const panels = titles
    .map((title) => ({ title, members: rowsByTitle.get(title) ?? [] }))
    .filter(({ members }) => !isOneColumn || members.length > 0)
  const inRow = isOneColumn ? 1 : second?.length
  return {
    by: `Panels by ${columns.map(columnName).join(' and ')}`,
    ...atMost(limit, panels),
    ...(inRow !== undefined && { columns: inRow }),
  }
}

/** Of a kind of figure, where its panels cannot stand beside each other. */
export interface PanelRoom {
  readonly limit?: number | undefined
  readonly isOneColumn?: boolean | undefined
}

/** The panel in which each run stands, of {@link facetsOfRuns}; the same for all where there is no column. */
export function panelsOfRows(runs: ColumnTable, facet: PanelColumns | null | undefined): string[] {
  const columns = [facet ?? []].flat().map((column) => texts(runs, column))
  return Array.from({ length: runs.numRows() }, (_, row) =>
    JSON.stringify(columns.map((cells) => cells[row])),
  )
}

/** Items that say in which panel they stand; undefined where none does. */
export function facetsOfItems(
  items: readonly FacetedItem[],
  limit = MAX_PANELS,
): Facets | undefined {
  if (items.every(({ facet }) => facet === undefined)) return undefined
  const values = items.map(({ facet = '' }) => [facet].flat())
  const members = groupBy(items.keys(), (i) => panelOf(items[i] as FacetedItem))
  const isGrid = values.every(({ length }) => length > 1)
  const [rows, columns] = [0, 1].map((at) => [...new Set(values.map((each) => each[at] as string))])
  const titles = isGrid
    ? (rows as string[]).flatMap(
        (row) => columns?.map((column) => titleOfItem([row, column])) ?? [],
      )
    : [...members.keys()]
  const panels = titles.map((title) => ({ title, members: members.get(title) ?? [] }))
  return {
    by: count(panels.length, 'panel'),
    ...atMost(limit, panels),
    ...(isGrid && { columns: (columns as string[]).length }),
  }
}

/**
 * A panel for each group of items that name none, whose title has the number of models where some groups have
 * several.
 *
 * @param groups of the items
 */
export function facetsOfGroups(groups: readonly string[]): Facets {
  const byGroup = groupBy(groups.keys(), (i) => groups[i] as string)
  const facets = atMost(
    MAX_PANELS,
    Array.from(byGroup, ([title, members]) => ({ title, members })),
  )
  const areSingle = facets.panels.every(({ members }) => members.length === 1)
  return {
    by: 'A panel for each group',
    ...facets,
    panels: facets.panels.map(({ title, members }) => ({
      title: areSingle ? title : `${title} (n = ${members.length})`,
      members,
    })),
  }
}

/**
 * The panel of an item whose kind of figure has a panel for each `name` by itself, such as a corruption:
 * with a facet of its own it stands in a row of panels for it.
 */
export function facetWithin(facet: PanelPlace | undefined, name: string): PanelPlace {
  if (facet === undefined) return name
  const [row, column = ''] = [facet].flat()
  return [row as string, titleOfItem([column, name])]
}

/** The title of the panel that an item stands in. */
export function panelOf({ facet = '' }: FacetedItem): string {
  return titleOfItem([facet].flat())
}

function titleOfItem(values: readonly string[]): string {
  return values.filter((value) => value !== '').join(', ')
}

/** What a figure of items that are not runs takes for panels. */
export interface FacetedItem {
  /**
   * Title of the panel that it stands in, or what stands for its row of panels and its column. Default:
   * all items stand on one pair of axes.
   */
  readonly facet?: PanelPlace
}

/** The title of a panel, or what stands for its row and its column. */
export type PanelPlace = string | readonly [row: string, column: string]

function atMost(
  n: number,
  panels: Facet[],
): Pick<Facets, 'panels' | 'titlesInFull' | 'isCut' | 'notes'> {
  const shown = panels.slice(0, n)
  const whole = shown.map(({ title }) => title)
  const areLong = whole.some((title) => title.length > MAX_TITLE_LETTERS)
  const titles = areLong ? withoutCommonKey(whole) : whole
  const shownAs = shownNames(titles, MAX_TITLE_LETTERS)
  return {
    panels: shown.map(({ members }, i) => ({ title: shownAs(titles[i] as string), members })),
    titlesInFull: namesInFull(titles, MAX_TITLE_LETTERS),
    isCut: panels.length > n,
    notes: panels.length > n ? [`The first ${n} of ${panels.length} panels are shown.`] : [],
  }
}

/** `Globals weight β = 10`, `Tokenizer: vq`. */
function valueTitle(column: string, cell: string, shown = cell): string {
  return `${columnName(column)}${isNumber(cell) ? ' =' : ':'} ${shown}`
}
