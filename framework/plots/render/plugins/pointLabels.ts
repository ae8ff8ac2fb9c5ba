import type { Chart, ChartArea, Plugin, Scale } from 'chart.js'
import type { Figure, Mark, PointLabel } from '../../figure.ts'
import { FONT_PX, font, INK, LINE_PX } from '../../theme.ts'
import type { Context } from './context.ts'
import { pixel } from './pixel.ts'
import { fitText } from './text.ts'

const MAX_WIDTH_SHARE = 0.3
const LINE_HEIGHT = 1.15
/** Tried in this order: close to the point first, then further off with a line to it. */
const DISTANCES_PX = [7, 16, 28, 44, 64]
const LEADER_FROM_PX = 16
const LEADER_STEP_PX = 3
const DIRECTIONS = [
  [1, -1],
  [1, 0],
  [1, 1],
  [-1, -1],
  [-1, 0],
  [-1, 1],
  [0, -1],
  [0, 1],
] as const
const POINT_RADIUS_PX = 4

/**
 * Writes names beside points; a name for which no free place is left is not written.
 *
 * @param onUnnamed is told how many names are not written
 */
export function pointLabelsPlugin(
  { labels, marks }: Figure,
  onUnnamed: (n: number) => void = () => {},
): Plugin<'scatter'> {
  return {
    id: 'pointLabels',
    afterDatasetsDraw(chart) {
      if (labels.length === 0) return
      chart.ctx.save()
      onUnnamed(labels.length - drawLabels(chart, labels, marks))
      chart.ctx.restore()
    },
  }
}

/** @returns how many labels there was room for */
function drawLabels(chart: Chart, labels: readonly PointLabel[], marks: readonly Mark[]): number {
  const { ctx } = chart
  const { x, y } = chart.scales as { x: Scale; y: Scale }
  const taken: Taken = {
    points: pointAreas(chart),
    lines: marks.flatMap((mark) => lineAreas(chart, mark)),
    written: [],
  }
  let written = 0
  const height = FONT_PX.label * LINE_HEIGHT
  ctx.font = font(FONT_PX.label)
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  for (const label of labels) {
    const text = fitText(ctx, label.text, chart.width * MAX_WIDTH_SHARE)
    const point = { x: pixel(x, label.x), y: pixel(y, label.y) }
    const place = freePlace(point, ctx.measureText(text).width, height, chart.chartArea, taken)
    if (place === undefined) continue
    written++
    const { area, leader } = place
    taken.written.push(area, ...leader)
    if (leader.length > 0) drawLeader(ctx, point, nearestIn(area, point))
    ctx.fillStyle = label.colour
    ctx.fillText(text, area.left, (area.top + area.bottom) / 2)
  }
  return written
}

type Area = Pick<ChartArea, 'left' | 'right' | 'top' | 'bottom'>

interface Point {
  x: number
  y: number
}

interface Taken {
  points: Area[]
  lines: Area[]
  /** Labels and their lines. */
  written: Area[]
}

/** What labels must not cover: every point that is drawn as a point. */
function pointAreas(chart: Chart): Area[] {
  return chart.data.datasets.flatMap((dataset, index) =>
    'pointRadius' in dataset && dataset.pointRadius === 0
      ? []
      : chart.getDatasetMeta(index).data.map(({ x, y }) => around(x, y, POINT_RADIUS_PX)),
  )
}

/** Nor the lines between them, which run along the axes. */
function lineAreas(chart: Chart, mark: Mark): Area[] {
  if (mark.shape !== 'line') return []
  const { x, y } = chart.scales as { x: Scale; y: Scale }
  const pixels = mark.points.map(([atX, atY]) => [x.getPixelForValue(atX), y.getPixelForValue(atY)])
  return pixels.slice(1).map((to, i) => {
    const [[x0, y0], [x1, y1]] = [pixels[i], to] as [[number, number], [number, number]]
    return {
      left: Math.min(x0, x1) - 1,
      right: Math.max(x0, x1) + 1,
      top: Math.min(y0, y1) - 1,
      bottom: Math.max(y0, y1) + 1,
    }
  })
}

function freePlace(
  point: Point,
  width: number,
  height: number,
  within: Area,
  { points, lines, written }: Taken,
): { area: Area; leader: Area[] } | undefined {
  const own = around(point.x, point.y, POINT_RADIUS_PX)
  // A line cannot help to begin on neighbours that overlap its own point.
  const others = points.filter((other) => !overlaps(other, own))
  for (const distance of DISTANCES_PX) {
    for (const [dx, dy] of DIRECTIONS) {
      const reach = dx !== 0 && dy !== 0 ? distance * Math.SQRT1_2 : distance
      const left = point.x + dx * reach + (dx < 0 ? -width : dx === 0 ? -width / 2 : 0)
      const top = point.y + dy * reach + (dy < 0 ? -height : dy === 0 ? -height / 2 : 0)
      const area = { left, right: left + width, top, bottom: top + height }
      const leader = distance < LEADER_FROM_PX ? [] : leaderAreas(point, nearestIn(area, point))
      const isFree =
        contains(within, area) &&
        ![...points, ...lines, ...written].some((other) => overlaps(other, area)) &&
        !leader.some((part) => [...others, ...written].some((other) => overlaps(other, part)))
      if (isFree) return { area, leader }
    }
  }
  return undefined
}

/** The line from a point to its label, in small squares. */
function leaderAreas(from: Point, to: Point): Area[] {
  const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / LEADER_STEP_PX)
  return Array.from({ length: steps }, (_, i) => {
    const share = i / steps
    return around(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share, 1)
  })
}

function drawLeader(context: Context, from: Point, to: Point): void {
  context.strokeStyle = INK.muted
  context.lineWidth = LINE_PX.run
  context.beginPath()
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
  context.stroke()
}

function nearestIn({ left, right, top, bottom }: Area, point: Point): Point {
  return {
    x: Math.min(right, Math.max(left, point.x)),
    y: Math.min(bottom, Math.max(top, point.y)),
  }
}

function around(x: number, y: number, radius: number): Area {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
}

function contains(outer: Area, inner: Area): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  )
}

function overlaps(a: Area, b: Area): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
