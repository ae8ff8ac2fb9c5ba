import type { Chart, Plugin } from 'chart.js'
import { drawPoint } from 'chart.js/helpers'
import type { Figure, LegendItem, LegendSection } from '../../figure.ts'
import { markerOf } from '../../parts/colours/markers.ts'
import { FONT_PX, font, INK, LINE_PX, PX_PER_INCH, pt } from '../../theme.ts'
import type { Context } from './context.ts'
import { addLayoutBox } from './layoutBox.ts'
import { lyingScale, standingScale } from './legendScale.ts'
import { fitText, wrapText } from './text.ts'

/** Figures narrower than this have their legend below the axes, where it costs no width. */
const RIGHT_FROM_PX = 4 * PX_PER_INCH
const MAX_WIDTH = { share: 0.36, px: 190 }
const SCALE_ROWS = 2
/** Of an average letter. */
const LETTER_PX = FONT_PX.legend * 0.5
const SYMBOL_PX = 22
const GAP_PX = 6
const MARKER_PX = pt(2.6)
const ROW_PX = FONT_PX.legend * 1.35
const SECTION_GAP_PX = ROW_PX / 2

/** Roughly the height of the legend in a figure of this width if it is below the axes, else 0. */
export function legendHeightBelow(figure: Figure, figureWidth: number): number {
  if (!isBelow(figure, figureWidth)) return 0
  const rows = figure.legend.map(
    ({ title, scale, items }) =>
      Math.ceil(items.length / itemsPerRow(items, figureWidth)) +
      (title === '' ? 0 : 1) +
      (scale === undefined ? 0 : SCALE_ROWS),
  )
  return rows.reduce((height, n) => height + n * ROW_PX, 0)
}

/** Roughly the width of the legend in a figure of this width if it is beside the axes, else 0. */
export function legendWidthBeside(figure: Figure, figureWidth: number): number {
  if (isBelow(figure, figureWidth) || figure.legend.length === 0) return 0
  const widths = figure.legend.flatMap(({ title, scale = [], items }) => [
    title.length * LETTER_PX,
    ...[...items, ...scale].map(({ text }) => SYMBOL_PX + GAP_PX + text.length * LETTER_PX),
  ])
  return 2 * GAP_PX + Math.min(widthBeside(figureWidth), Math.max(...widths))
}

/** The most that a legend beside the axes takes. */
function widthBeside(figureWidth: number): number {
  return Math.max(figureWidth * MAX_WIDTH.share, MAX_WIDTH.px) - 2 * GAP_PX
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

/** A title, an item or the strip of a scale, relative to the legend's upper left corner. */
interface Entry {
  left: number
  top: number
  width: number
  height: number
  draw(context: Context, left: number, top: number): void
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
      const width = isRight ? widthBeside(chart.width) : maxWidth - 2 * GAP_PX
      entries = arrange(chart.ctx, legend, width, !isRight)
      return {
        width: 2 * GAP_PX + Math.max(...entries.map((entry) => entry.left + entry.width)),
        height: 2 * GAP_PX + Math.max(...entries.map(({ top, height }) => top + height)),
      }
    },
    draw(area) {
      const top = isRight ? chart.chartArea.top : area.top + GAP_PX
      for (const entry of entries) {
        chart.ctx.save()
        entry.draw(chart.ctx, area.left + GAP_PX + entry.left, top + entry.top)
        chart.ctx.restore()
      }
    },
  })
}

/**
 * Places titles, scales and items below each other or, `flowing`, side by side in rows. Long items
 * take more than one line.
 */
function arrange(
  context: Context,
  legend: readonly LegendSection[],
  maxWidth: number,
  flowing: boolean,
): Entry[] {
  const entries: Entry[] = []
  let top = 0
  for (const { title, scale, items } of legend) {
    if (entries.length > 0) top += SECTION_GAP_PX
    if (title !== '') {
      entries.push({ left: 0, top, ...titleEntry(context, title, maxWidth) })
      top += ROW_PX
    }
    let left = 0
    let rowHeight = 0
    const contents = [
      ...(scale === undefined
        ? []
        : [flowing ? lyingScale(context, scale, maxWidth) : standingScale(context, scale)]),
      ...items.map((item) => itemEntry(context, item, maxWidth)),
    ]
    for (const content of contents) {
      if (left > 0 && (!flowing || left + content.width > maxWidth)) {
        left = 0
        top += rowHeight
        rowHeight = 0
      }
      entries.push({ left, top, ...content })
      left += content.width + 2 * GAP_PX
      rowHeight = Math.max(rowHeight, content.height)
    }
    top += rowHeight
  }
  return entries
}

type Content = Omit<Entry, 'left' | 'top'>

function titleEntry(context: Context, title: string, maxWidth: number): Content {
  context.font = font(FONT_PX.legend, 600)
  const text = fitText(context, title, maxWidth)
  return {
    width: context.measureText(text).width,
    height: ROW_PX,
    draw: (context, left, top) => writeLines(context, [text], left, top, 600),
  }
}

function itemEntry(context: Context, item: LegendItem, maxWidth: number): Content {
  context.font = font(FONT_PX.legend)
  const indent = item.symbol === 'none' ? 0 : SYMBOL_PX + GAP_PX
  const lines = wrapText(context, item.text, maxWidth - indent)
  return {
    width: indent + Math.max(...lines.map((line) => context.measureText(line).width)),
    height: lines.length * ROW_PX,
    draw(context, left, top) {
      drawSymbol(context, item, left, top + ROW_PX / 2)
      writeLines(context, lines, left + indent, top)
    },
  }
}

function writeLines(
  context: Context,
  lines: readonly string[],
  left: number,
  top: number,
  weight?: 600,
): void {
  context.font = font(FONT_PX.legend, weight)
  context.fillStyle = INK.text
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  lines.forEach((line, i) => {
    context.fillText(line, left, top + ROW_PX / 2 + i * ROW_PX)
  })
}

function drawSymbol(
  context: Context,
  { symbol, colour, dash = [], pointStyle }: LegendItem,
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
  } else if (symbol === 'box' || symbol === 'band') {
    const height = symbol === 'box' ? pt(6.5) : pt(5)
    context.fillRect(left, middle - height / 2, SYMBOL_PX, height)
  }
  if (symbol === 'point' || (symbol === 'line' && pointStyle !== undefined)) {
    const { strokeWidth, ...marker } = markerOf(pointStyle ?? 'circle', MARKER_PX)
    context.lineWidth = strokeWidth
    drawPoint(context, { ...marker, borderWidth: strokeWidth }, left + SYMBOL_PX / 2, middle)
  }
}
