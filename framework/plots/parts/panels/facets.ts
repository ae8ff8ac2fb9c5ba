import type { ColumnTable } from 'arquero'
import { sizeOfName } from '../../../text/names/sizeOfName.ts'
import type { Figure, FigureAxis, Panel } from '../../figure.ts'
import type { ScaleChoice } from '../axes/axes.ts'
import { largest } from '../axes/extent.ts'
import { coloursOfNames, type Palette } from '../colours/palette.ts'
import { columnName } from '../columnTitles.ts'
import { groupNames } from '../groups.ts'
import {
  type Facet,
  type FacetedItem,
  type Facets,
  facetsOfGroups,
  facetsOfItems,
  facetsOfRuns,
  type PanelRoom,
} from './facetMembers.ts'
import { notesOfPanels } from './panelNotes.ts'
import { composePlot, emptyPanel, plotsOf } from './panels.ts'

/** Whether all panels have the same axes, or both, the horizontal or the vertical one fit each panel. */
export type FacetAxes = 'shared' | 'free' | 'free x' | 'free y'

/** The same where each panel has rows of its own. */
export type RowFacetAxes = Extract<FacetAxes, 'free' | 'free y'>

export interface FacetOptions {
  /**
   * Column of which every value has a panel of its own, or two: one for the rows of panels, one for the
   * columns. `null`: one panel for all. Default: none, unless the kind of figure says otherwise.
   */
  readonly facet?: string | readonly [rows: string, columns: string] | null
  /** Default `shared`. */
  readonly facetAxes?: FacetAxes
}

/** What the panels of a figure have in common. */
export interface SharedLook {
  readonly scale: ScaleChoice
  readonly xScale: ScaleChoice
  readonly palette: Palette | undefined
  /** Whether extreme values may lie beyond the axes. Default: unless their scales are chosen. */
  readonly cuts?: Readonly<Record<'x' | 'y', boolean>>
  /** Of a panel, the axes that all share: what reaches from end to end reaches to theirs. */
  readonly axes?: Partial<Record<'x' | 'y', FigureAxis>> | undefined
  /** Whether nothing is to be drawn: of the figure of all, panels take the axes, the legend and the words. */
  readonly isBare?: boolean
}

/** What kinds that do not take it as an option get of it. */
export type Cuttable = Pick<SharedLook, 'cuts' | 'axes'>

/** What was asked for: {@link FacetOptions} with a column, and what {@link SharedLook} follows from. */
export interface FacetedLook {
  readonly facet: NonNullable<FacetOptions['facet']>
  readonly facetAxes?: FacetAxes | undefined
  /** Column of the colours. */
  readonly group: string | null
  readonly palette: Palette | undefined
  readonly scale?: ScaleChoice | undefined
  readonly xScale?: ScaleChoice | undefined
  /** Most panels. Default 24, which fill a page. */
  readonly limit?: number | undefined
}

/**
 * Draws a figure for all runs and one for those of each panel, with the same colours and kinds of axes,
 * so that what one legend says holds in every panel. What the titles of the panels say is not said again by
 * the legend: where a panel is of one group, its title has the number of runs.
 *
 * @param runs for the panels and the colours
 * @param draw the figure of some rows of the table; all of them where it is given none
 */
export function drawFacets(
  runs: ColumnTable,
  { facet, group, limit, isOneColumn, ...look }: FacetedLook & PanelRoom,
  draw: (look: SharedLook, rows?: number[]) => Figure,
): Figure {
  const keyTitle = group !== null && [facet].flat().includes(group) ? columnName(group) : undefined
  const facets = facetsOfRuns(runs, facet, { limit, isOneColumn })
  return drawPanels(facets, groupNames(runs, group), { ...look, keyTitle }, draw)
}

/**
 * Does the same for items that are not runs and say in which panel they stand. Where none does, the
 * figure is a single one or, with `byGroup`, has a panel for each group.
 *
 * @param groups of the items, for their colours
 */
export function drawItemFacets<Item extends FacetedItem>(
  items: readonly Item[],
  groups: readonly string[],
  look: Omit<FacetedLook, 'facet' | 'group'> & { readonly byGroup?: boolean },
  draw: (look: SharedLook, items: readonly Item[]) => Figure,
): Figure {
  const facets =
    facetsOfItems(items, look.limit) ?? (look.byGroup ? facetsOfGroups(groups) : undefined)
  const { palette, scale = 'auto', xScale = 'auto' } = look
  if (facets === undefined) return draw({ scale, xScale, palette }, items)
  return drawPanels(facets, groups, look, (shared, members) =>
    draw(shared, members?.map((i) => items[i] as Item) ?? items),
  )
}

interface PanelsLook extends Omit<FacetedLook, 'facet' | 'group'> {
  /** Of the section of the legend that says what the titles of the panels say. Default none. */
  readonly keyTitle?: string | undefined
}

function drawPanels(
  facets: Facets,
  groups: readonly string[],
  { facetAxes = 'shared', palette, scale = 'auto', xScale = 'auto', keyTitle }: PanelsLook,
  draw: (look: SharedLook, members?: number[]) => Figure,
): Figure {
  const colourOf = new Map([...coloursOfNames(groups), ...(palette ?? [])])
  // Of what panels have for themselves, nothing lies beyond the axis of all, which is not drawn.
  const cutsWhere = (isFreeAxis: boolean) => ({
    x: xScale === 'auto' && isFree(facetAxes, 'x') === isFreeAxis,
    y: scale === 'auto' && isFree(facetAxes, 'y') === isFreeAxis,
  })
  // What the figure says of all its runs does not count those of panels that a page has no room for.
  const inPanels = facets.isCut ? facets.panels.flatMap(({ members }) => members) : undefined
  const drawWhole = (choice: ScaleChoice) =>
    draw(
      { scale: choice, xScale, palette: colourOf, isBare: true, cuts: cutsWhere(false) },
      inPanels,
    )
  const whole = drawWhole(scale)
  const { x, y } = whole.chart.options.scales
  const axes = { ...(!isFree(facetAxes, 'x') && { x }), ...(!isFree(facetAxes, 'y') && { y }) }
  const drawParts = (choice: ScaleChoice) =>
    facets.panels.map(({ members }) =>
      draw(
        {
          ...{ scale: choice, xScale: scaleOf(whole, 'x'), palette: colourOf, axes },
          cuts: cutsWhere(true),
        },
        members,
      ),
    )
  const isLog = (figure: Figure) => scaleOf(figure, 'y') === 'log'
  const staysLog =
    isLog(whole) && (!isFree(facetAxes, 'y') || scale === 'log' || drawParts(scale).some(isLog))
  const shared = staysLog ? 'log' : 'linear'
  const parts = drawParts(shared)
  const all = isLog(whole) === staysLog ? whole : drawWhole(shared)
  const sizes = keyTitle === undefined ? undefined : sizesOf(parts, keyTitle)
  return sizes === undefined
    ? facetFigure(facets, all, parts, facetAxes)
    : facetFigure(withSizes(facets, sizes), withoutKey(all, keyTitle), parts, facetAxes)
}

/** `(n = 4)`, as the key of a panel's only group has it; undefined unless all panels have one. */
function sizesOf(parts: readonly Figure[], keyTitle: string): string[] | undefined {
  const sizes = parts.map((part) => {
    if (isEmpty(part)) return ''
    const keys = part.legend.filter(({ title }) => title === keyTitle)
    const [item, ...others] = keys.flatMap(({ items, scale = [] }) => [...items, ...scale])
    return others.length > 0 ? undefined : sizeOfName(item?.text ?? '') || undefined
  })
  return sizes.every((size) => size !== undefined) ? sizes : undefined
}

function withSizes({ panels, ...facets }: Facets, sizes: readonly string[]): Facets {
  return {
    ...facets,
    panels: panels.map((panel, i) => ({ ...panel, title: `${panel.title}${sizes[i]}` })),
  }
}

function withoutKey(figure: Figure, keyTitle: string | undefined): Figure {
  return { ...figure, legend: figure.legend.filter(({ title }) => title !== keyTitle) }
}

function scaleOf({ chart }: Figure, direction: 'x' | 'y'): 'log' | 'linear' {
  return chart.options.scales[direction].type === 'logarithmic' ? 'log' : 'linear'
}

/** The rows of the table, in this order. */
export function rowsOf(runs: ColumnTable, rows: number[]): ColumnTable {
  return runs.reify(rows)
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
  if (isEmpty(whole)) return whole
  const free = DIRECTIONS.filter((direction) => parts.length > 1 && isFree(facetAxes, direction))
  // Several where the plots of the figure stand below each other.
  const sharedByPlot = plotsOf(whole).map(({ chart }) => chart.options.scales)
  const plots = parts.flatMap((part, i) =>
    sharedByPlot.map((shared, at): Panel => {
      const title = at === 0 ? (facets.panels[i] as Facet).title : ''
      const plot = isEmpty(part) ? undefined : plotsOf(part)[at]
      if (plot === undefined) return emptyPanel(title, shared)
      const own = plot.chart.options.scales
      const x = free.includes('x') ? own.x : shared.x
      const y = free.includes('y') ? own.y : shared.y
      const { marks, labels } = plot
      const { datasets } = plot.chart.data
      return { title, ...composePlot({ x, y, datasets, marks, labels }) }
    }),
  )
  const { columns } = facets
  const stack = whole.panels?.stack
  // Rows of text need their height, however wide they are.
  const heights = parts.filter((part) => !isEmpty(part)).map(({ size }) => size)
  const plotInches = heights.some(({ shrinks }) => !shrinks)
    ? largest(heights.map(({ height }) => height)) - FOOT_INCHES
    : undefined
  return {
    ...whole,
    ...composePlot(whole.chart.options.scales),
    panels: {
      plots,
      ...(free.length > 0 && { freeAxes: free }),
      ...(plotInches !== undefined && { plotInches }),
      ...(columns !== undefined && { columns }),
      ...(stack !== undefined && { stack }),
    },
    legendSide: 'below',
    notes: [
      ...facets.notes,
      ...notesOfPanels(
        whole.notes,
        parts.map(({ notes }, i) => ({ title: (facets.panels[i] as Facet).title, notes })),
        free,
      ),
    ],
    caption: `${whole.caption} ${facets.by}${FREE[free.join('') as keyof typeof FREE]}.${facets.titlesInFull}`,
    alt: `${whole.alt} ${facets.by}.`,
  }
}

const DIRECTIONS = ['x', 'y'] as const
/** Of a figure's height: its horizontal axis, which panels share. */
const FOOT_INCHES = 0.65

const FREE = {
  '': '',
  x: ', each with its own horizontal axis',
  y: ', each with its own vertical axis',
  xy: ', each with its own axes',
}

/** Whether each panel has an axis of its own in the direction. */
export function isFree(axes: FacetAxes, direction: 'x' | 'y'): boolean {
  return axes === 'free' || axes === `free ${direction}`
}

/** A figure that only says why there is nothing to draw. */
function isEmpty({ chart }: Figure): boolean {
  return !chart.options.scales.x.display
}
