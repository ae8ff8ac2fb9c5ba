import type { Chart, Plugin, Scale } from 'chart.js'
import type { Figure, Mark, PointLabel } from '../../../figure.ts'
import { withOpacity } from '../../../parts/colours/palette.ts'
import { FONT_PX, font, INK, LINE_PX, pt } from '../../../theme.ts'
import type { OnUnwritten } from '../../noteUnwritten.ts'
import type { Context } from '../context.ts'
import { pixel } from '../pixel.ts'
import { fitTexts } from '../text.ts'
import { type Box, boxAround, overlaps, type Segment } from './boxes.ts'
import { type Obstacles, POINT_RADIUS_PX, type WantedLabel } from './freePlaces.ts'
import { nPlaced, type Places, placeLabels } from './labelPlaces.ts'

/** Of the figure's width, for one name: at first, and where not all find room. */
const WIDTH_SHARES = [0.3, 0.21, 0.15]
const LINE_HEIGHT = 1.15
const RIM_PX = pt(2)
const RIM_OPACITY = 0.8

/**
 * Writes names beside points; a name for which no free place is left is not written.
 *
 * @param onUnwritten receives how many names are not written
 */
export function pointLabelsPlugin(
  { labels, marks }: Figure,
  onUnwritten: OnUnwritten = () => {},
): Plugin<'scatter'> {
  return {
    id: 'pointLabels',
    afterDatasetsDraw(chart) {
      if (labels.length === 0) return
      chart.ctx.save()
      onUnwritten('names', labels.length - drawLabels(chart, labels, marks))
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
  const points = labels.map((label) => ({ x: pixel(x, label.x), y: pixel(y, label.y) }))
  const drawn = pointBoxes(chart)
  const named = points.map((point) => boxAround(point, POINT_RADIUS_PX))
  const obstacles = {
    within: chart.chartArea,
    points: drawn,
    background: drawn.filter((each) => !named.some((own) => overlaps(own, each))),
    lines: marks.flatMap((mark) => lineBoxes(chart, mark)),
  }
  const names = labels.map(({ text }) => text)
  const withins = labels.map(({ within }) => within && boxOf(chart, within))
  const { texts, places } = placeNames(
    ctx as unknown as Context,
    names,
    points.map((point, i) => ({ point, within: withins[i] })),
    obstacles,
    chart.width,
  )
  places.forEach((place, i) => {
    if (place === undefined) return
    if (place.leader !== undefined) drawLeader(ctx, place.leader)
    drawName(ctx, texts[i] as string, place.box, labels[i]?.colour ?? INK.text)
  })
  return nPlaced(places)
}

/** Places the names as long as they may be, or shorter where that leaves room for more of them. */
function placeNames(
  context: Context,
  names: readonly string[],
  points: readonly Pick<WantedLabel, 'point' | 'within'>[],
  obstacles: Obstacles,
  figureWidth: number,
): { texts: readonly string[]; places: Places } {
  let best: { texts: readonly string[]; places: Places } = { texts: names, places: [] }
  for (const share of WIDTH_SHARES) {
    const texts = fitTexts(context, names, figureWidth * share)
    const wanted = points.map((each, i) => {
      const { width } = context.measureText(texts[i] as string)
      return { ...each, width, height: FONT_PX.label * LINE_HEIGHT }
    })
    const places = placeLabels(wanted, obstacles)
    if (best.places.length === 0 || nPlaced(places) > nPlaced(best.places)) best = { texts, places }
    if (nPlaced(best.places) === names.length) break
  }
  return best
}

function boxOf(chart: Chart, { x, y }: NonNullable<PointLabel['within']>): Box {
  const scales = chart.scales as { x: Scale; y: Scale }
  const [left, right] = x.map((value) => scales.x.getPixelForValue(value)) as [number, number]
  const [bottom, top] = y.map((value) => scales.y.getPixelForValue(value)) as [number, number]
  return { left, right, top, bottom }
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

/** A thin rim of paper keeps the letters apart from points that they may cover. */
function drawName(
  context: Chart['ctx'],
  text: string,
  { left, top, bottom }: Box,
  colour: string,
): void {
  const middle = (top + bottom) / 2
  context.lineJoin = 'round'
  context.lineWidth = RIM_PX
  context.strokeStyle = withOpacity(INK.paper, RIM_OPACITY)
  context.strokeText(text, left, middle)
  context.fillStyle = colour
  context.fillText(text, left, middle)
}

function drawLeader(context: Chart['ctx'], { from, to }: Segment): void {
  context.strokeStyle = INK.muted
  context.lineWidth = LINE_PX.run
  context.beginPath()
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
  context.stroke()
}
