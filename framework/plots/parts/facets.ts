import type { ColumnTable } from 'arquero'
import { keepNames } from '../../tables/columnAliases.ts'
import { texts } from '../../tables/columns.ts'
import { groupBy } from '../../tables/groupBy.ts'
import type { Figure, Panel } from '../figure.ts'
import type { ScaleChoice } from './axes.ts'
import { columnName } from './columnTitles.ts'
import { groupNames } from './groups.ts'
import { colours, compareNames, isNumber, type Palette } from './palette.ts'
import { composePlot, emptyPanel } from './panels.ts'

/** Whether all panels have the same vertical axis, or each one that holds its own values. */
export type FacetAxes = 'shared' | 'free'

export interface FacetOptions {
  /**
   * Column of which every value has a panel of its own, or two: one for the rows of panels, one for the
   * columns. `null`: one panel for all. Default: none, unless the kind of figure says otherwise.
   */
  facet?: string | readonly [rows: string, columns: string] | null
  /** Default `shared`. */
  facetAxes?: FacetAxes
}

/** The runs of one panel. */
interface Facet {
  title: string
  rows: number[]
}

interface Facets {
  /** What the panels stand for, such as `Globals weight β`. */
  by: string
  panels: Facet[]
  /** Panels in a row, where a column of the table says. */
  columns?: number
  notes: string[]
}

const MAX_PANELS = 24

/** The runs by the values of one column, or by two: rows of panels and columns of them. */
function facetsOf(runs: ColumnTable, facet: NonNullable<FacetOptions['facet']>): Facets {
  const columns = typeof facet === 'string' ? [facet] : facet
  const values = columns.map((column) => texts(runs, column))
  const names = values.map((cells) => [...new Set(cells)].sort(compareNames))
  // A column of a single value tells nothing, unless it is the only one.
  const isTold = (i: number) =>
    (names[i]?.length ?? 0) > 1 || (i === 0 && names.every((each) => each.length <= 1))
  const titleOf = (cells: readonly string[]) =>
    cells
      .map((cell, i) => valueTitle(columns[i] as string, cell))
      .filter((_, i) => isTold(i))
      .join(', ')
  const rowsByTitle = groupBy(values[0]?.keys() ?? [], (row) =>
    titleOf(values.map((cells) => cells[row] as string)),
  )
  const [first = [], second] = names
  const titles = first.flatMap((a) =>
    second === undefined ? [titleOf([a])] : second.map((b) => titleOf([a, b])),
  )
  const panels = titles.map((title) => ({ title, rows: rowsByTitle.get(title) ?? [] }))
  return {
    by: columns.map(columnName).join(' and '),
    panels: panels.slice(0, MAX_PANELS),
    ...(second && { columns: second.length }),
    notes:
      panels.length > MAX_PANELS
        ? [`The first ${MAX_PANELS} of ${panels.length} panels are shown.`]
        : [],
  }
}

/** `Globals weight β = 10`, `Tokenizer: vq`. */
function valueTitle(column: string, cell: string): string {
  return `${columnName(column)}${isNumber(cell) ? ' =' : ':'} ${cell}`
}

/** What the panels of a figure have in common. */
export interface SharedLook {
  scale: ScaleChoice
  xScale: ScaleChoice
  palette: Palette
}

/** What was asked for: {@link FacetOptions} with a column, and what {@link SharedLook} follows from. */
export interface FacetedLook {
  facet: NonNullable<FacetOptions['facet']>
  facetAxes?: FacetAxes | undefined
  /** Column of the colours. */
  group: string | null
  palette: Palette | undefined
  scale?: ScaleChoice | undefined
  xScale?: ScaleChoice | undefined
}

/**
 * Draws a figure for all runs and one for those of each panel, with the same colours and kinds of axes,
 * so that what one legend says holds in every panel.
 *
 * @param runs for the panels and the colours
 * @param draw the figure of some rows of the table; all of them where it is given none
 */
export function drawFacets(
  runs: ColumnTable,
  { facet, facetAxes = 'shared', group, palette, scale = 'auto', xScale = 'auto' }: FacetedLook,
  draw: (look: SharedLook, rows?: number[]) => Figure,
): Figure {
  const facets = facetsOf(runs, facet)
  const colourOf = new Map([...colours(groupNames(runs, group)), ...(palette ?? [])])
  const drawWhole = (choice: ScaleChoice) => draw({ scale: choice, xScale, palette: colourOf })
  const whole = drawWhole(scale)
  const drawPanels = (choice: ScaleChoice) =>
    facets.panels.map(({ rows }) =>
      draw({ scale: choice, xScale: scaleOf(whole, 'x'), palette: colourOf }, rows),
    )
  const isLog = (figure: Figure) => scaleOf(figure, 'y') === 'log'
  const staysLog =
    isLog(whole) && (facetAxes === 'shared' || scale === 'log' || drawPanels(scale).some(isLog))
  const shared = staysLog ? 'log' : 'linear'
  return facetFigure(
    facets,
    isLog(whole) === staysLog ? whole : drawWhole(shared),
    drawPanels(shared),
    facetAxes,
  )
}

function scaleOf({ chart }: Figure, direction: 'x' | 'y'): 'log' | 'linear' {
  return chart.options.scales[direction].type === 'logarithmic' ? 'log' : 'linear'
}

/** The rows of the table, in this order. */
export function rowsOf(runs: ColumnTable, rows: number[]): ColumnTable {
  return keepNames(runs, runs.reify(rows))
}

/**
 * Small multiples of a figure, with one legend.
 *
 * @param whole the figure of all runs, whose legend, axes, notes and words the panels share
 * @param parts the figures of the panels' runs, in the order of the panels; all axes of a direction
 *   have the same type as in `whole`, and the same unit
 */
function facetFigure(
  facets: Facets,
  whole: Figure,
  parts: readonly Figure[],
  facetAxes: FacetAxes,
): Figure {
  const { x, y } = whole.chart.options.scales
  const isFree = facetAxes === 'free' && parts.length > 1
  const plots = parts.map((part, i): Panel => {
    const title = (facets.panels[i] as Facet).title
    if (isEmpty(part)) return emptyPanel(title, { x, y })
    const axes = { x, y: isFree ? part.chart.options.scales.y : y }
    const { marks, labels } = part
    return { title, ...composePlot({ ...axes, datasets: part.chart.data.datasets, marks, labels }) }
  })
  const { columns } = facets
  return {
    ...whole,
    ...composePlot({ x, y }),
    panels: {
      plots,
      ...(isFree && { freeAxes: ['y'] }),
      ...(columns !== undefined && { columns }),
    },
    legendSide: 'below',
    notes: [...facets.notes, ...whole.notes],
    caption: `${whole.caption} Panels by ${facets.by}${isFree ? ', each with its own vertical axis' : ''}.`,
    alt: `${whole.alt} ${parts.length} panels by ${facets.by}.`,
  }
}

/** A figure that only says why there is nothing to draw. */
function isEmpty({ chart }: Figure): boolean {
  return !chart.options.scales.x.display
}
