import type { Chart, Scale } from 'chart.js'
import { drawPoint } from 'chart.js/helpers'
import type { BeyondPoint } from '../../parts/beyondPoints.ts'
import { LINE_PX, pt } from '../../theme.ts'
import type { Context } from './context.ts'
import { pixel } from './pixel.ts'

const HALF_WIDTH_PX = pt(2.6)
const LENGTH_PX = pt(4)
const SHAFT_PX = pt(7)

/** Down the page is positive. */
const DIRECTIONS = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] } as const

/**
 * Marks points beyond the axes by arrows at their edge, where Chart.js draws nothing; those that keep their
 * marker have it in the place of the shaft.
 */
export function drawBeyondMarkers(chart: Chart, points: readonly BeyondPoint[]): void {
  const { ctx } = chart
  const { x, y } = chart.scales as { x: Scale; y: Scale }
  ctx.lineWidth = LINE_PX.marker
  // As of datasets, the first is on top.
  for (const point of points.toReversed()) {
    ctx.fillStyle = point.colour
    ctx.strokeStyle = point.colour
    const [atX, atY] = [pixel(x, point.x), pixel(y, point.y)]
    const [dx, dy] = DIRECTIONS[point.towards]
    drawHead(ctx, atX, atY, [dx, dy])
    if (point.marker === undefined) {
      drawShaft(ctx, atX, atY, [dx, dy])
    } else {
      const inside = LENGTH_PX + point.marker.radius
      const marker = { ...point.marker, borderWidth: 0 }
      drawPoint(ctx, marker, atX - dx * inside, atY - dy * inside)
    }
  }
}

/** The head of an arrow with its tip at a point. */
function drawHead(
  context: Context,
  x: number,
  y: number,
  [dx, dy]: readonly [number, number],
): void {
  const [baseX, baseY] = [x - dx * LENGTH_PX, y - dy * LENGTH_PX]
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(baseX - dy * HALF_WIDTH_PX, baseY + dx * HALF_WIDTH_PX)
  context.lineTo(baseX + dy * HALF_WIDTH_PX, baseY - dx * HALF_WIDTH_PX)
  context.closePath()
  context.fill()
}

/** The shaft behind it, which tells it from triangular markers. */
function drawShaft(
  context: Context,
  x: number,
  y: number,
  [dx, dy]: readonly [number, number],
): void {
  context.beginPath()
  context.moveTo(x - dx * LENGTH_PX, y - dy * LENGTH_PX)
  context.lineTo(x - dx * SHAFT_PX, y - dy * SHAFT_PX)
  context.stroke()
}
