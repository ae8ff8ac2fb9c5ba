import type { Chart, Plugin, Scale } from 'chart.js'
import type { Figure, Mark, PointLabel } from '../../figure.ts'
import { FONT_PX, font, INK, LINE_PX } from '../../theme.ts'
import { type Box, boxAround, type Segment } from './boxes.ts'
import type { Context } from './context.ts'
import { POINT_RADIUS_PX } from './freePlaces.ts'
import { placeLabels } from './labelPlaces.ts'
import { fitTexts } from './text.ts'

const MAX_WIDTH_SHARE = 0.3
const LINE_HEIGHT = 1.15

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
  ctx.font = font(FONT_PX.label)
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  const names = labels.map(({ text }) => text)
  const texts = fitTexts(ctx as unknown as Context, names, chart.width * MAX_WIDTH_SHARE)
  const wanted = labels.map((label, i) => {
    const point = { x: x.getPixelForValue(label.x), y: y.getPixelForValue(label.y) }
    const { width } = ctx.measureText(texts[i] as string)
    return { point, width, height: FONT_PX.label * LINE_HEIGHT }
  })
  const places = placeLabels(wanted, {
    within: chart.chartArea,
    points: pointBoxes(chart),
    lines: marks.flatMap((mark) => lineBoxes(chart, mark)),
  })
  places.forEach((place, i) => {
    if (place === undefined) return
    if (place.leader !== undefined) drawLeader(ctx, place.leader)
    ctx.fillStyle = labels[i]?.colour ?? INK.text
    ctx.fillText(texts[i] as string, place.box.left, (place.box.top + place.box.bottom) / 2)
  })
  return places.filter((place) => place !== undefined).length
}

/** What labels must not cover: every point that is drawn as a point. */
function pointBoxes(chart: Chart): Box[] {
  return chart.data.datasets.flatMap((dataset, index) =>
    'pointRadius' in dataset && dataset.pointRadius === 0
      ? []
      : chart.getDatasetMeta(index).data.map((point) => boxAround(point, POINT_RADIUS_PX)),
  )
}

/** Nor the lines between them, which run along the axes. */
function lineBoxes(chart: Chart, mark: Mark): Box[] {
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

function drawLeader(context: Chart['ctx'], { from, to }: Segment): void {
  context.strokeStyle = INK.muted
  context.lineWidth = LINE_PX.run
  context.beginPath()
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
  context.stroke()
}
