import type { FigureAxis } from '../../../../plots/figure.ts'
import { valueAt } from '../../../../plots/parts/colours/colourScale.ts'
import type { DrawnFigure } from './drawOnCanvas.ts'
import type { Place } from './place.ts'
import type { Direction } from './view/figureView.ts'

/** Where a panel, or the only plot of a figure, stands: edges in the figure's pixels. */
export interface PanelArea {
  readonly panel: number
  readonly title: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly axes: Readonly<Record<Direction, FigureAxis>>
}

/** The panels of a figure as it is drawn. */
export function panelAreas({ chart, plot, figure }: DrawnFigure): PanelArea[] {
  const { x, y } = chart.scales
  if (plot.frames === undefined || x === undefined || y === undefined) {
    const { left, right, top, bottom } = chart.chartArea
    const axes = figure.chart.options.scales
    return [{ panel: 0, title: '', left, right, top, bottom, axes }]
  }
  return plot.frames.flatMap((frame, panel): PanelArea[] => {
    const shown = figure.panels?.plots[panel]
    if (shown === undefined) return []
    return [
      {
        panel,
        title: shown.title,
        left: x.getPixelForValue(frame.left),
        right: x.getPixelForValue(frame.right),
        top: y.getPixelForValue(frame.top),
        bottom: y.getPixelForValue(frame.bottom),
        axes: shown.chart.options.scales,
      },
    ]
  })
}

/** The panel at a place, or within a few pixels of it. */
export function areaAt(
  areas: readonly PanelArea[],
  { x, y }: Place,
  margin = 0,
): PanelArea | undefined {
  return areas.find(
    ({ left, right, top, bottom }) =>
      x >= left - margin && x <= right + margin && y >= top - margin && y <= bottom + margin,
  )
}

/** How far along a panel's axis from its smallest value a pixel is. */
export function shareAt(area: PanelArea, direction: Direction, pixel: number): number {
  const share =
    direction === 'x'
      ? (pixel - area.left) / (area.right - area.left)
      : (area.bottom - pixel) / (area.bottom - area.top)
  return area.axes[direction].reverse ? 1 - share : share
}

/** The value of a panel's axis at a pixel. */
export function valueAtPixel(area: PanelArea, direction: Direction, pixel: number): number {
  return valueAt(shareAt(area, direction, pixel), area.axes[direction])
}

/** The pixel so far along a panel's axis from its smallest value. */
export function pixelAt(area: PanelArea, direction: Direction, share: number): number {
  const along = area.axes[direction].reverse ? 1 - share : share
  return direction === 'x'
    ? area.left + along * (area.right - area.left)
    : area.bottom - along * (area.bottom - area.top)
}
