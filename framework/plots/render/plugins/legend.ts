import type { Chart, ChartArea, Plugin } from 'chart.js'
import { drawPoint } from 'chart.js/helpers'
import type { Figure, LegendItem, LegendSection } from '../../figure.ts'
import { FONT_PX, font, INK, LINE_PX, PX_PER_INCH, pt } from '../../theme.ts'
import type { Context } from './context.ts'
import { addLayoutBox } from './layoutBox.ts'
import { fitText, wrapText } from './text.ts'

/** Figures narrower than this have their legend below the axes, where it costs no width. */
const RIGHT_FROM_PX = 4 * PX_PER_INCH
const MAX_WIDTH = { share: 0.36, px: 190 }
/** Of an average letter. */
const LETTER_PX = FONT_PX.legend * 0.5
const SYMBOL_PX = 22
const GAP_PX = 6
const ROW_PX = FONT_PX.legend * 1.35
const SECTION_GAP_PX = ROW_PX / 2

/** Roughly the height of the legend in a figure of this width if it is below the axes, else 0. */
export function legendHeightBelow(figure: Figure, figureWidth: number): number {
  if (!isBelow(figure, figureWidth)) return 0
  const rows = figure.legend.map(
    ({ title, items }) =>
      Math.ceil(items.length / itemsPerRow(items, figureWidth)) + (title === '' ? 0 : 1),
  )
  return rows.reduce((height, n) => height + n * ROW_PX, 0)
}

/** Roughly how many of the items stand side by side. */
function itemsPerRow(items: readonly LegendItem[], figureWidth: number): number {
  const letters = Math.max(...items.map(({ text }) => text.length))
  const itemPx = SYMBOL_PX + 3 * GAP_PX + letters * LETTER_PX
  return Math.max(1, Math.floor((figureWidth - 4 * GAP_PX) / itemPx))
}

function isBelow({ legendSide }: Figure, figureWidth: number): boolean {
  return legendSide === 'below' || figureWidth < RIGHT_FROM_PX
}

interface Entry {
  left: number
  top: number
  width: number
  lines: string[]
  /** Absent for the title of a section. */
  item?: LegendItem
}

/** The legend, outside the axes: titled sections of symbols and names. */
export function legendPlugin(figure: Figure): Plugin<'scatter'> {
  return {
    id: 'groupLegend',
    beforeInit(chart) {
      if (figure.legend.length > 0) addLegend(chart, figure)
    },
  }
}

function addLegend(chart: Chart, figure: Figure): void {
  const { legend } = figure
  const isRight = !isBelow(figure, chart.width)
  let entries: Entry[] = []
  addLayoutBox(chart, {
    position: isRight ? 'right' : 'bottom',
    weight: 1000,
    measure(maxWidth) {
      const width = isRight ? Math.max(chart.width * MAX_WIDTH.share, MAX_WIDTH.px) : maxWidth
      entries = arrange(chart.ctx, legend, width - 2 * GAP_PX, !isRight)
      return {
        width: 2 * GAP_PX + Math.max(...entries.map((entry) => entry.left + entry.width)),
        height:
          2 * GAP_PX + Math.max(...entries.map(({ top, lines }) => top + lines.length * ROW_PX)),
      }
    },
    draw(area) {
      const top = isRight ? chart.chartArea.top : area.top + GAP_PX
      for (const entry of entries) drawEntry(chart.ctx, entry, area, top)
    },
  })
}

/**
 * Places titles and items below each other or, `flowing`, side by side in rows. Long items take
 * more than one line.
 */
function arrange(
  context: Context,
  legend: readonly LegendSection[],
  maxWidth: number,
  flowing: boolean,
): Entry[] {
  const entries: Entry[] = []
  let top = 0
  for (const { title, items } of legend) {
    if (entries.length > 0) top += SECTION_GAP_PX
    if (title !== '') {
      context.font = font(FONT_PX.legend, 600)
      const text = fitText(context, title, maxWidth)
      entries.push({ left: 0, top, width: context.measureText(text).width, lines: [text] })
      top += ROW_PX
    }
    context.font = font(FONT_PX.legend)
    let left = 0
    let rowHeight = ROW_PX
    for (const item of items) {
      const indent = item.symbol === 'none' ? 0 : SYMBOL_PX + GAP_PX
      const lines = wrapText(context, item.text, maxWidth - indent)
      const width = indent + Math.max(...lines.map((line) => context.measureText(line).width))
      if (left > 0 && (!flowing || left + width > maxWidth)) {
        left = 0
        top += rowHeight
        rowHeight = ROW_PX
      }
      entries.push({ left, top, width, lines, item })
      left += width + 2 * GAP_PX
      rowHeight = Math.max(rowHeight, lines.length * ROW_PX)
    }
    top += rowHeight
  }
  return entries
}

function drawEntry(context: Context, entry: Entry, area: ChartArea, legendTop: number): void {
  const left = area.left + GAP_PX + entry.left
  const middle = legendTop + entry.top + ROW_PX / 2
  const { item } = entry
  const indent = item === undefined || item.symbol === 'none' ? 0 : SYMBOL_PX + GAP_PX
  context.save()
  if (item !== undefined) drawSymbol(context, item, left, middle)
  context.font = font(FONT_PX.legend, item === undefined ? 600 : 400)
  context.fillStyle = INK.text
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  entry.lines.forEach((line, i) => {
    context.fillText(line, left + indent, middle + i * ROW_PX)
  })
  context.restore()
}

function drawSymbol(
  context: Context,
  { symbol, colour, dash = [], pointStyle = 'circle' }: LegendItem,
  left: number,
  middle: number,
): void {
  context.fillStyle = colour
  context.strokeStyle = colour
  context.beginPath()
  if (symbol === 'line') {
    context.lineWidth = LINE_PX.curve
    context.setLineDash(dash)
    context.moveTo(left, middle)
    context.lineTo(left + SYMBOL_PX, middle)
    context.stroke()
    // A dash left on would turn the text after it into shapes in a PDF.
    context.setLineDash([])
  } else if (symbol === 'point') {
    const shape = { pointStyle, radius: pt(2.6), rotation: 0, borderWidth: 0 }
    drawPoint(context, shape, left + SYMBOL_PX / 2, middle)
  } else if (symbol === 'box' || symbol === 'band') {
    const height = symbol === 'box' ? pt(6.5) : pt(5)
    context.fillRect(left, middle - height / 2, SYMBOL_PX, height)
  }
}
