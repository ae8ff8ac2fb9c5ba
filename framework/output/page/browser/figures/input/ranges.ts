import { positionOf } from '../../../../../plots/parts/colours/colourScale.ts'
import { runAt } from '../../../../../plots/parts/runsOfPoints.ts'
import { type DrawnFigure, pixelsOf } from '../drawOnCanvas.ts'
import { type PanelArea, panelAreas, pixelAt, shareAt, valueAtPixel } from '../panelAreas.ts'
import type { Place } from '../place.ts'
import { element, placeAt } from '../stage.ts'
import { nAxes } from '../view/brushing.ts'
import type { Direction, Range } from '../view/figureView.ts'
import type { Part } from '../view/zooming.ts'

/** Along an axis: less than this apart, nothing of the direction is meant. */
const THIN_PX = 8
/** How near the pointer must be to a vertical axis to brush it. */
const REACH_PX = 24
const BRUSH_HALF_PX = 8

/** What a pointer is drawn over, in the figure's pixels. */
export interface Rectangle {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** Directions in which it is too small to mean anything. */
  readonly isThin: { x: boolean; y: boolean }
}

/** The rectangle between two places within a panel; a thin one is as high or as wide as the panel. */
export function rectangleOf(
  area: PanelArea,
  from: Place,
  to: Place,
): {
  left: number
  right: number
  top: number
  bottom: number
  isThin: { x: boolean; y: boolean }
} {
  const hold = (at: number, least: number, most: number) => Math.max(least, Math.min(most, at))
  const isThin = {
    x: Math.abs(to.x - from.x) < THIN_PX,
    y: Math.abs(to.y - from.y) < THIN_PX,
  }
  const { left, right, top, bottom } = area
  const across = [hold(from.x, left, right), hold(to.x, left, right)].sort((a, b) => a - b)
  const along = [hold(from.y, top, bottom), hold(to.y, top, bottom)].sort((a, b) => a - b)
  return {
    left: isThin.x ? left : (across[0] as number),
    right: isThin.x ? right : (across[1] as number),
    top: isThin.y ? top : (along[0] as number),
    bottom: isThin.y ? bottom : (along[1] as number),
    isThin,
  }
}

/** The part of a panel's axes that a rectangle covers. */
export function partOf(area: PanelArea, { left, right, top, bottom, isThin }: Rectangle): Part {
  const shares = (direction: Direction, from: number, to: number): Range => {
    const ends = [shareAt(area, direction, from), shareAt(area, direction, to)]
    return [Math.min(...ends), Math.max(...ends)]
  }
  return {
    ...(!isThin.x && { x: shares('x', left, right) }),
    ...(!isThin.y && { y: shares('y', top, bottom) }),
  }
}

/** The vertical axis near a place of parallel coordinates, counted from the left. */
export function brushedAxisAt(
  drawn: DrawnFigure,
  area: PanelArea,
  { x }: Place,
): number | undefined {
  const axis = Math.round(valueAtPixel(area, 'x', x))
  if (axis < 0 || axis >= nAxes(drawn.figure)) return undefined
  const at = pixelAt(area, 'x', positionOf(axis, area.axes.x))
  return Math.abs(at - x) <= REACH_PX ? axis : undefined
}

/** The values of an axis between two pixels of it. */
export function valuesBetween(area: PanelArea, from: number, to: number): Range {
  const values = [valueAtPixel(area, 'y', from), valueAtPixel(area, 'y', to)]
  return [Math.min(...values), Math.max(...values)]
}

/** The runs of which something is drawn between the edges. */
export function runsIn(drawn: DrawnFigure, { left, right, top, bottom }: Rectangle): string[] {
  const runs = new Set<string>()
  for (const [index, dataset] of drawn.plot.chart.data.datasets.entries()) {
    if (dataset.runs === undefined) continue
    for (const [at, pixel] of pixelsOf(drawn, index).entries()) {
      if (pixel === undefined) continue
      const isIn = pixel.x >= left && pixel.x <= right && pixel.y >= top && pixel.y <= bottom
      const run = isIn ? runAt(dataset, at) : undefined
      if (run !== undefined) runs.add(run)
    }
  }
  for (const { run, ...mark } of drawn.plot.marks) {
    if (run === undefined || mark.shape !== 'rect') continue
    const { x, y } = drawn.chart.scales
    const ends = (scale: typeof x, values: readonly number[]) =>
      values.map((value) => scale?.getPixelForValue(value) ?? Number.NaN)
    const [across, along] = [ends(x, mark.x), ends(y, mark.y)]
    const isIn =
      Math.max(...across) >= left &&
      Math.min(...across) <= right &&
      Math.max(...along) >= top &&
      Math.min(...along) <= bottom
    if (isIn) runs.add(run)
  }
  return [...runs]
}

/** Shows the brushed ranges on their axes, in every panel. */
export function showBrushes(
  paper: HTMLElement,
  drawn: DrawnFigure,
  brushes: ReadonlyMap<number, Range>,
  scale: number,
): void {
  for (const old of paper.querySelectorAll('.live-figure-brush')) old.remove()
  for (const area of panelAreas(drawn)) {
    for (const [axis, [from, to]] of brushes) {
      const at = pixelAt(area, 'x', positionOf(axis, area.axes.x))
      const [bottom, top] = [from, to].map((value) =>
        pixelAt(area, 'y', positionOf(value, area.axes.y)),
      ) as [number, number]
      const brush = element('div', 'live-figure-range live-figure-brush')
      placeAt(brush, scale, {
        left: at - BRUSH_HALF_PX,
        top,
        width: 2 * BRUSH_HALF_PX,
        height: bottom - top,
      })
      paper.append(brush)
    }
  }
}
