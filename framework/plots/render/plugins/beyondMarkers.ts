import type { Chart, Scale } from 'chart.js'
import type { FigureAxis, FigureDataset } from '../../figure.ts'
import { isBeyond } from '../../parts/dataAxis.ts'
import { LINE_PX, pt } from '../../theme.ts'
import type { Context } from './context.ts'
import { pixel } from './pixel.ts'

const HALF_WIDTH_PX = pt(2.6)
const LENGTH_PX = pt(4)
const SHAFT_PX = pt(7)

/** Marks points beyond the axes by arrows at their edge, where Chart.js draws nothing. */
export function drawBeyondMarkers(
  chart: Chart,
  datasets: readonly FigureDataset[],
  { x: xAxis, y: yAxis }: { x: FigureAxis; y: FigureAxis },
): void {
  const { ctx } = chart
  const { x, y } = chart.scales as { x: Scale; y: Scale }
  const { left, right, top, bottom } = chart.chartArea
  ctx.lineWidth = LINE_PX.marker
  for (const { data, showLine, pointBackgroundColor } of datasets) {
    if (showLine !== false || typeof pointBackgroundColor !== 'string') continue
    ctx.fillStyle = pointBackgroundColor
    ctx.strokeStyle = pointBackgroundColor
    for (const point of data) {
      if (point.x === null || point.y === null) continue
      const [atX, atY] = [pixel(x, point.x), pixel(y, point.y)]
      if (isBeyond(point.y, yAxis)) drawArrow(ctx, atX, atY, 0, Math.sign(atY - (top + bottom) / 2))
      else if (isBeyond(point.x, xAxis)) {
        drawArrow(ctx, atX, atY, Math.sign(atX - (left + right) / 2), 0)
      }
    }
  }
}

/** An arrow with its tip at a point, towards (dx, dy); its shaft tells it from triangular markers. */
function drawArrow(context: Context, x: number, y: number, dx: number, dy: number): void {
  const [baseX, baseY] = [x - dx * LENGTH_PX, y - dy * LENGTH_PX]
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(baseX - dy * HALF_WIDTH_PX, baseY + dx * HALF_WIDTH_PX)
  context.lineTo(baseX + dy * HALF_WIDTH_PX, baseY - dx * HALF_WIDTH_PX)
  context.closePath()
  context.fill()
  context.beginPath()
  context.moveTo(baseX, baseY)
  context.lineTo(x - dx * SHAFT_PX, y - dy * SHAFT_PX)
  context.stroke()
}
