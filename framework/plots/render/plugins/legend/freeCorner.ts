import type { FigureAxis, FigureDataset, FigurePoint, Mark } from '../../../figure.ts'
import { positionOf } from '../../../parts/colours/colourScale.ts'
import { FONT_PX, font } from '../../../theme.ts'
import type { SinglePlot } from '../../arrangement/singlePlot.ts'
import type { Context } from '../context.ts'
import { footnotesHeight } from '../footnotes.ts'
import { type Box, boxAround, overlaps, type Point, passesThrough } from '../labels/boxes.ts'
import type { Block } from './flowRows.ts'

/** Where a legend stands within the axes, in the order in which they are tried. */
const CORNERS = ['top right', 'bottom right', 'top left', 'bottom left'] as const
export type Corner = (typeof CORNERS)[number]

/** A legend that takes more of the axes than this hides what they are for. */
const MOST = { width: 0.5, height: 0.6 }
/** Between the legend and data; the layout, which is not known yet, may shift these by a few pixels. */
const CLEAR_PX = 6
/** Around the axes: padding, ticks and the gaps between labels and title. */
const AROUND_PX = { side: 26, foot: 30 }

/** The figure's size in pixels, and what measures its texts. */
interface Paper extends Block {
  readonly ctx: Context
}

/**
 * A corner of the axes in which a legend covers no data, by the size that the axes have without a legend
 * beside them; none where names of points, which are placed later, or a colour bar stand in the figure, or
 * where the axes leave room beside them, as a square does.
 */
export function freeCorner(figure: SinglePlot, chart: Paper, legend: Block): Corner | undefined {
  const hasRoomBeside = figure.aspect !== undefined
  const isFull = figure.labels.length > 0 || figure.colourBar || figure.rowTitles
  if (hasRoomBeside || isFull || isPanelled(figure)) return undefined
  const plot = plotSize(figure, chart)
  if (legend.width > MOST.width * plot.width || legend.height > MOST.height * plot.height) {
    return undefined
  }
  return CORNERS.find((corner) => isFree(figure, plot, cornerBox(corner, plot, legend)))
}

/** Whether the axes are those of several panels, which stand side by side. */
function isPanelled({ beyond }: SinglePlot): boolean {
  return beyond !== undefined
}

function plotSize(figure: SinglePlot, { ctx, width, height }: Paper): Block {
  const { x, y } = figure.chart.options.scales
  ctx.font = font(FONT_PX.tick)
  const labels = y.fixedTicks.map(({ label }) => ctx.measureText(label).width)
  const title = ({ title }: FigureAxis) => (title.display ? FONT_PX.title * 1.4 : 0)
  return {
    width: width - Math.max(0, ...labels) - title(y) - AROUND_PX.side,
    height: height - FONT_PX.tick - title(x) - footnotesHeight(figure, width) - AROUND_PX.foot,
  }
}

/** The corner with the room around it, in pixels from the upper left of the axes. */
function cornerBox(corner: Corner, plot: Block, legend: Block): Box {
  const isLeft = corner.endsWith('left')
  const isTop = corner.startsWith('top')
  const [width, height] = [legend.width + CLEAR_PX, legend.height + CLEAR_PX]
  return {
    left: isLeft ? -CLEAR_PX : plot.width - width,
    right: isLeft ? width : plot.width + CLEAR_PX,
    top: isTop ? -CLEAR_PX : plot.height - height,
    bottom: isTop ? height : plot.height + CLEAR_PX,
  }
}

function isFree({ chart, marks }: SinglePlot, plot: Block, box: Box): boolean {
  const { x, y } = chart.options.scales
  const toPixel = (atX: number, atY: number): Point => ({
    x: shareOf(atX, x) * plot.width,
    y: (1 - shareOf(atY, y)) * plot.height,
  })
  const { datasets } = chart.data
  return (
    datasets.every((dataset, i) => isClear(dataset, datasets[i - 1], y, toPixel, box)) &&
    marks.every((mark) => isMarkClear(mark, toPixel, box))
  )
}

type ToPixel = (x: number, y: number) => Point

/** @param before the dataset down or up to which the area is filled, where one is */
function isClear(
  { data, showLine, fill }: FigureDataset,
  before: FigureDataset | undefined,
  y: FigureAxis,
  toPixel: ToPixel,
  box: Box,
): boolean {
  const pixelAt = (point: FigurePoint | undefined): Point | undefined =>
    point === undefined || point.x === null || point.y === null
      ? undefined
      : toPixel(point.x, point.y)
  let last: Point | undefined
  for (const [i, point] of data.entries()) {
    const at = pixelAt(point)
    if (at !== undefined) {
      const across =
        fill === '-1' ? pixelAt(before?.data[i]) : fill ? toPixel(point.x ?? 0, y.min) : undefined
      if (overlaps(boxAround(at, 0.5), box)) return false
      if (showLine && last && passesThrough({ from: last, to: at }, box)) return false
      if (across && passesThrough({ from: across, to: at }, box)) return false
    }
    last = at
  }
  return true
}

function isMarkClear(mark: Mark, toPixel: ToPixel, box: Box): boolean {
  if (mark.shape === 'text') {
    const [dx, dy] = mark.offset ?? [0, 0]
    const { x, y } = toPixel(...mark.at)
    return !overlaps(
      boxAround({ x: x + dx, y: y + dy }, mark.text.length * FONT_PX.label * 0.3),
      box,
    )
  }
  if (mark.shape === 'line') {
    const points = mark.points.map(([x, y]) => toPixel(x, y))
    return !points.slice(1).some((to, i) => passesThrough({ from: points[i] as Point, to }, box))
  }
  const [a, b] = [toPixel(mark.x[0], mark.y[0]), toPixel(mark.x[1], mark.y[1])]
  return !overlaps(
    {
      left: Math.min(a.x, b.x),
      right: Math.max(a.x, b.x),
      top: Math.min(a.y, b.y),
      bottom: Math.max(a.y, b.y),
    },
    box,
  )
}

/** Where a value stands along its axis from the left or the bottom, held at its ends. */
function shareOf(value: number, axis: FigureAxis): number {
  const share = Math.min(1, Math.max(0, positionOf(value, axis)))
  return axis.reverse ? 1 - share : share
}
