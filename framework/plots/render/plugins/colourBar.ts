import type { Chart, ChartArea, Plugin } from 'chart.js'
import type { ColourBar, Figure } from '../../figure.ts'
import { positionOf } from '../../parts/colours/colourScale.ts'
import { sequentialColour } from '../../parts/colours/palette.ts'
import { FONT_PX, font, INK, LINE_PX, PX_PER_INCH } from '../../theme.ts'
import { addLayoutBox } from './layoutBox.ts'
import { fitText } from './text.ts'

const BAR_PX = 12
const GAP_PX = 8
const TICK_PX = 4
const STEPS = 128
const OPEN_END_PX = 6

/** Figures narrower than this have the bar below the axes, where it costs no width. */
const BESIDE_FROM_PX = 3.6 * PX_PER_INCH
const LINE_HEIGHT = 1.25
const BELOW_PX = 2 * GAP_PX + BAR_PX + TICK_PX + LINE_HEIGHT * (FONT_PX.tick + FONT_PX.title)

/** Height of the bar in a figure of this width if it is below the axes, else 0, in CSS pixels. */
export function colourBarHeightBelow({ colourBar }: Figure, figureWidth: number): number {
  if (colourBar === undefined || colourBar.side === 'right') return 0
  return figureWidth < BESIDE_FROM_PX ? BELOW_PX : 0
}

/**
 * A colour bar right of the axes, as high as they are, with ticks and a title along it; in narrow figures
 * below the axes, as wide as these.
 */
export function colourBarPlugin(figure: Figure): Plugin<'scatter'> {
  const { colourBar } = figure
  return {
    id: 'colourBar',
    beforeInit(chart) {
      if (colourBar === undefined) return
      if (colourBarHeightBelow(figure, chart.width) > 0) {
        addLayoutBox(chart, {
          position: 'bottom',
          weight: 10,
          measure: (width) => ({ width, height: BELOW_PX }),
          draw: (area) => drawBelow(chart, colourBar, area),
        })
        return
      }
      addLayoutBox(chart, {
        position: 'right',
        weight: 10,
        measure(_, height) {
          chart.ctx.font = font(FONT_PX.tick)
          const labels = colourBar.ticks.map(({ label }) => chart.ctx.measureText(label).width)
          const width = 3 * GAP_PX + BAR_PX + TICK_PX + Math.max(0, ...labels) + FONT_PX.title
          return { width, height }
        },
        draw: (area) => drawBeside(chart, colourBar, area),
      })
    },
  }
}

/** From the low end at 0 to the high one at `length` of an upright bar, whose left edge is at 0. */
function drawColours(
  ctx: CanvasRenderingContext2D,
  { ticks, openEnds = [], ...scale }: ColourBar,
  length: number,
): void {
  for (let step = 0; step < STEPS; step++) {
    ctx.fillStyle = sequentialColour((step + 0.5) / STEPS)
    const top = -((step + 1) / STEPS) * length
    ctx.fillRect(0, top, BAR_PX, Math.min(-top, length / STEPS + 0.5))
  }
  ctx.strokeStyle = INK.axis
  ctx.lineWidth = LINE_PX.axis
  ctx.strokeRect(0, -length, BAR_PX, length)
  for (const end of openEnds) drawOpenEnd(ctx, end, end === 'low' ? 0 : -length)
  for (const { value } of ticks) {
    const at = -positionOf(value, scale) * length
    ctx.beginPath()
    ctx.moveTo(BAR_PX, at)
    ctx.lineTo(BAR_PX + TICK_PX, at)
    ctx.stroke()
  }
}

/** A triangle beyond an end, in its colour. */
function drawOpenEnd(ctx: CanvasRenderingContext2D, end: 'low' | 'high', edge: number): void {
  const tip = edge + (end === 'low' ? OPEN_END_PX : -OPEN_END_PX)
  ctx.fillStyle = sequentialColour(end === 'low' ? 0 : 1)
  ctx.beginPath()
  ctx.moveTo(0, edge)
  ctx.lineTo(BAR_PX / 2, tip)
  ctx.lineTo(BAR_PX, edge)
  ctx.closePath()
  ctx.fill()
  ctx.stroke()
}

function drawBeside({ ctx, chartArea }: Chart, bar: ColourBar, area: ChartArea): void {
  const { top, bottom, height } = chartArea
  const left = area.left + GAP_PX
  ctx.save()
  ctx.translate(left, bottom)
  drawColours(ctx, bar, height)
  ctx.restore()
  ctx.save()
  ctx.font = font(FONT_PX.tick)
  ctx.fillStyle = INK.text
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  let last = Number.POSITIVE_INFINITY
  for (const { value, label } of bar.ticks) {
    const at = bottom - positionOf(value, bar) * height
    if (label === '' || last - at < FONT_PX.tick * LINE_HEIGHT) continue
    ctx.fillText(label, left + BAR_PX + TICK_PX + 3, at)
    last = at
  }
  ctx.font = font(FONT_PX.title)
  ctx.textAlign = 'center'
  ctx.translate(area.right - FONT_PX.title / 2, (top + bottom) / 2)
  ctx.rotate(-Math.PI / 2)
  ctx.fillText(fitText(ctx, bar.title, height), 0, 0)
  ctx.restore()
}

function drawBelow({ ctx, chartArea }: Chart, bar: ColourBar, area: ChartArea): void {
  const { left, width } = chartArea
  const top = area.top + GAP_PX
  ctx.save()
  // An upright bar, turned so that it rises to the right and its ticks point down.
  ctx.translate(left, top)
  ctx.transform(0, 1, -1, 0, 0, 0)
  drawColours(ctx, bar, width)
  ctx.restore()
  ctx.save()
  ctx.font = font(FONT_PX.tick)
  ctx.fillStyle = INK.text
  ctx.textAlign = 'center'
  ctx.textBaseline = 'top'
  const labelTop = top + BAR_PX + TICK_PX
  let end = area.left
  for (const { value, label } of bar.ticks) {
    const at = left + positionOf(value, bar) * width
    const half = ctx.measureText(label).width / 2
    if (label === '' || at - half < end || at + half > area.right) continue
    ctx.fillText(label, at, labelTop)
    end = at + half + GAP_PX
  }
  ctx.font = font(FONT_PX.title)
  const title = fitText(ctx, bar.title, area.right - area.left)
  const half = ctx.measureText(title).width / 2
  const middle = Math.max(area.left + half, Math.min(area.right - half, left + width / 2))
  ctx.fillText(title, middle, labelTop + FONT_PX.tick * LINE_HEIGHT)
  ctx.restore()
}
