import type { Chart, Plugin } from 'chart.js'
import type { Figure } from '../../../figure.ts'
import { largest } from '../../../parts/axes/extent.ts'
import { withOpacity } from '../../../parts/colours/palette.ts'
import { INK, PX_PER_INCH } from '../../../theme.ts'
import type { SinglePlot } from '../../arrangement/singlePlot.ts'
import { footnotesHeight } from '../footnotes.ts'
import { addLayoutBox } from '../layoutBox.ts'
import { type Corner, freeCorner } from './freeCorner.ts'
import {
  type Entry,
  flowingEntries,
  flowingHeight,
  inColumns,
  moved,
  type PlacedLegendEntry,
  standingEntries,
  standingWidth,
} from './legendEntries.ts'

/** Figures narrower than this have their legend below the axes, where it costs no width. */
const RIGHT_FROM_PX = 4 * PX_PER_INCH
const MAX_WIDTH = { share: 0.36, px: 190, insideShare: 0.45, columnsShare: 0.6 }
/** Above and below a legend beside the axes. */
const MARGINS_PX = 20
const GAP_PX = 6
/** Beside the axes, whose last tick label reaches out by half of it. */
const BESIDE_PX = 8
/** Of a legend within the axes, where grid lines would run through its letters. */
const BACKING_OPACITY = 0.85

/** Roughly the height of the legend in a figure of this width if it is below the axes, else 0. */
export function legendHeightBelow(figure: Figure, figureWidth: number): number {
  if (!isBelow(figure, figureWidth) || figure.legend.length === 0) return 0
  return flowingHeight(figure.legend, figureWidth - 4 * GAP_PX) + 2 * GAP_PX
}

/**
 * Roughly the width of the legend in a figure of this width if it is not below the axes, else 0: it may
 * then find room within them.
 */
export function legendWidthBeside(figure: Figure, figureWidth: number): number {
  if (isBelow(figure, figureWidth) || figure.legend.length === 0) return 0
  return 2 * GAP_PX + BESIDE_PX + standingWidth(figure.legend, widthBeside(figureWidth))
}

/** The most that a legend beside the axes takes. */
function widthBeside(figureWidth: number): number {
  return Math.max(figureWidth * MAX_WIDTH.share, MAX_WIDTH.px) - 2 * GAP_PX
}

function isBelow({ legendSide }: Figure, figureWidth: number): boolean {
  return legendSide === 'below' || !canStandBeside(figureWidth)
}

/** Whether a figure of this width has room for a legend beside its axes. */
export function canStandBeside(figureWidth: number): boolean {
  return figureWidth >= RIGHT_FROM_PX
}

/**
 * The legend: titled sections of symbols and names. In a corner of the axes that the data leave free,
 * where there is one, else beside the axes, and below those of narrow figures.
 *
 * @param onPlaced called with the places of the entries, each time that they are drawn
 */
export function legendPlugin(
  figure: SinglePlot,
  onPlaced: (entries: readonly PlacedLegendEntry[]) => void = () => {},
): Plugin<'scatter'> {
  const draw = (chart: Chart, entries: readonly Entry[], left: number, top: number) => {
    drawEntries(chart, entries, left, top)
    onPlaced(entries.flatMap(({ targets }) => targets.map((each) => moved(each, left, top))))
  }
  let inside: { entries: Entry[]; corner: Corner } | undefined
  return {
    id: 'groupLegend',
    beforeInit(chart) {
      if (figure.legend.length === 0) return
      if (isBelow(figure, chart.width)) {
        addBox(chart, 'bottom', draw, (maxWidth) =>
          flowingEntries(chart.ctx, figure.legend, maxWidth),
        )
        return
      }
      const entriesWithin = (width: number) =>
        standingEntries(chart.ctx, figure.legend, width - 2 * GAP_PX)
      const entries = entriesWithin(chart.width * MAX_WIDTH.insideShare)
      const corner = freeCorner(figure, chart, sizeOf(entries))
      if (corner !== undefined) inside = { entries, corner }
      else {
        const standing = entriesWithin(widthBeside(chart.width) + 2 * GAP_PX)
        const room = chart.height - footnotesHeight(figure, chart.width) - MARGINS_PX
        const columns = inColumns(standing, room)
        const isTooWide = sizeOf(columns).width > chart.width * MAX_WIDTH.columnsShare
        const beside = isTooWide ? standing : columns
        addBox(chart, 'right', draw, () => beside)
      }
    },
    afterDatasetsDraw(chart) {
      if (inside !== undefined) drawInside(chart, inside.entries, inside.corner, draw)
    },
  }
}

function sizeOf(entries: readonly Entry[]): { width: number; height: number } {
  return {
    width: 2 * GAP_PX + largest(entries.map(({ left, width }) => left + width)),
    height: 2 * GAP_PX + largest(entries.map(({ top, height }) => top + height)),
  }
}

function addBox(
  chart: Chart,
  position: 'right' | 'bottom',
  draw: DrawEntries,
  arrange: (maxWidth: number) => Entry[],
): void {
  let entries: Entry[] = []
  const besidePx = position === 'right' ? BESIDE_PX : 0
  addLayoutBox(chart, {
    position,
    weight: 1000,
    measure(maxWidth) {
      entries = arrange(maxWidth - 2 * GAP_PX)
      const { width, height } = sizeOf(entries)
      return { width: width + besidePx, height }
    },
    draw(area) {
      const top = position === 'right' ? chart.chartArea.top : area.top + GAP_PX
      draw(chart, entries, area.left + GAP_PX + besidePx, top)
    },
  })
}

function drawInside(
  chart: Chart,
  entries: readonly Entry[],
  corner: Corner,
  draw: DrawEntries,
): void {
  const { chartArea, ctx } = chart
  const { width, height } = sizeOf(entries)
  const left = corner.endsWith('left') ? chartArea.left + GAP_PX : chartArea.right - width
  const top = corner.startsWith('top') ? chartArea.top : chartArea.bottom - height - GAP_PX
  ctx.save()
  ctx.fillStyle = withOpacity(INK.paper, BACKING_OPACITY)
  ctx.fillRect(left, top, width, height)
  ctx.restore()
  draw(chart, entries, left + GAP_PX, top + GAP_PX)
}

type DrawEntries = typeof drawEntries

function drawEntries(chart: Chart, entries: readonly Entry[], left: number, top: number): void {
  for (const entry of entries) {
    chart.ctx.save()
    entry.draw(chart.ctx, left + entry.left, top + entry.top)
    chart.ctx.restore()
  }
}
