import type { Chart, Plugin, Scale } from 'chart.js'
import type { FigureAxis } from '../../figure.ts'
import { beyondPoints } from '../../parts/beyondPoints.ts'
import { INK, LINE_PX } from '../../theme.ts'
import type { SinglePlot } from '../arrangement/singlePlot.ts'
import { drawBeyondMarkers } from './beyondMarkers.ts'
import type { Context } from './context.ts'

/** Room between axis and tick labels, which the ticks take up. */
export const TICK_PX = 5
const MINOR_TICK_PX = 3

/**
 * White paper, thin axis lines, ticks outwards (shorter where unlabelled), light grid lines, and
 * arrows where points lie beyond the axes.
 */
export function framePlugin({ chart: figureChart, beyond }: SinglePlot): Plugin<'scatter'> {
  const { scales } = figureChart.options
  return {
    id: 'frame',
    beforeDraw({ ctx, width, height }) {
      ctx.save()
      ctx.fillStyle = INK.paper
      ctx.fillRect(0, 0, width, height)
      ctx.restore()
    },
    beforeDatasetsDraw(chart) {
      chart.ctx.save()
      for (const id of ['x', 'y'] as const) drawAxis(chart, id, scales[id])
      chart.ctx.restore()
    },
    afterDatasetsDraw(chart) {
      chart.ctx.save()
      drawBeyondMarkers(chart, beyond ?? beyondPoints(figureChart))
      chart.ctx.restore()
    },
  }
}

function drawAxis(
  chart: Chart,
  id: 'x' | 'y',
  { display, fixedTicks, gridLines, line = true }: FigureAxis,
): void {
  const scale = chart.scales[id]
  if (!display || scale === undefined) return
  const { ctx, chartArea } = chart
  ctx.lineWidth = LINE_PX.axis
  if (gridLines) {
    ctx.strokeStyle = INK.grid
    for (const { value, label } of fixedTicks) {
      if (label === '') continue
      const at = scale.getPixelForValue(value)
      if (id === 'y') strokeLine(ctx, chartArea.left, at, chartArea.right, at)
      else strokeLine(ctx, at, chartArea.top, at, chartArea.bottom)
    }
  }
  ctx.strokeStyle = INK.axis
  const { left, right, top, bottom } = chartArea
  if (line && id === 'y') strokeLine(ctx, left, top, left, bottom)
  if (line && id === 'x') strokeLine(ctx, left, bottom, right, bottom)
  for (const { value, label } of fixedTicks) drawTick(chart, id, scale, value, label !== '')
}

function drawTick(
  chart: Chart,
  id: 'x' | 'y',
  scale: Scale,
  value: number,
  isMajor: boolean,
): void {
  const at = scale.getPixelForValue(value)
  const length = isMajor ? TICK_PX : MINOR_TICK_PX
  const { left, bottom } = chart.chartArea
  if (id === 'y') strokeLine(chart.ctx, left - length, at, left, at)
  else strokeLine(chart.ctx, at, bottom, at, bottom + length)
}

function strokeLine(context: Context, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath()
  context.moveTo(x0, y0)
  context.lineTo(x1, y1)
  context.stroke()
}
