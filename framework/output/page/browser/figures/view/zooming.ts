import type { Figure, FigureAxis } from '../../../../../plots/figure.ts'
import { positionOf, valueAt } from '../../../../../plots/parts/colours/colourScale.ts'
import { plotsOf } from '../../../../../plots/parts/panels/panels.ts'
import type { Direction, FigureView, Range } from './figureView.ts'
import { axisName, mayRescale, viewAxis } from './viewAxis.ts'

const DIRECTIONS = ['x', 'y'] as const

/** Parts of the axes as they are shown, by shares from their smallest values: below 0 and above 1 is beside them. */
export type Part = { readonly [D in Direction]?: Range }

/** Whether there are axes of which a part can be looked at. */
export function isZoomable(figure: Figure): boolean {
  return plotsOf(figure).some(({ chart }) =>
    DIRECTIONS.every((direction) => chart.options.scales[direction].display),
  )
}

/** The view of a part of what a panel shows; a share of 1 has the axis as it is printed again. */
export function zoomTo(figure: Figure, view: FigureView, panel: number, part: Part): FigureView {
  const zoom = new Map(view.zoom)
  for (const direction of DIRECTIONS) {
    const shares = part[direction]
    const printed = plotsOf(figure)[panel]?.chart.options.scales[direction]
    if (shares === undefined || printed === undefined || !printed.display) continue
    const name = axisName(figure, direction, panel)
    const shown = viewAxis(figure, printed, name, view)
    const whole = viewAxis(figure, printed, name, { ...view, zoom: new Map() })
    const range = within(
      whole,
      shares.map((share) => positionOf(valueAt(share, shown), whole)) as [number, number],
    )
    if (range === undefined) zoom.delete(name)
    else zoom.set(name, range)
  }
  return { ...view, zoom }
}

/** The part moved into the axis where it reaches beyond; undefined for all of it. */
function within(whole: FigureAxis, [from, to]: [number, number]): Range | undefined {
  const length = Math.min(1, to - from)
  if (length > 1 - 1e-9) return undefined
  const start = Math.max(0, Math.min(1 - length, from))
  return [valueAt(start, whole), valueAt(start + length, whole)]
}

/** All panels nearer by a factor, about their middles. */
export function zoomAll(figure: Figure, view: FigureView, factor: number): FigureView {
  const part = nearer(factor, 0.5)
  return changeAll(figure, view, { x: part, y: part })
}

/** All panels moved by shares of what they show, to larger values. */
export function moveAll(
  figure: Figure,
  view: FigureView,
  by: Readonly<Record<Direction, number>>,
): FigureView {
  return changeAll(figure, view, { x: [by.x, 1 + by.x], y: [by.y, 1 + by.y] })
}

function changeAll(figure: Figure, view: FigureView, part: Part): FigureView {
  return plotsOf(figure).reduce((changed, _, panel) => {
    // Of an axis that panels share, the first one speaks.
    const own = DIRECTIONS.filter(
      (direction) => panel === 0 || axisName(figure, direction, panel) !== direction,
    )
    const parts = Object.fromEntries(own.map((direction) => [direction, part[direction]]))
    return zoomTo(figure, changed, panel, parts)
  }, view)
}

/** The shares of an axis that are nearer by a factor, with a place of it moved to another. */
export function nearer(factor: number, share: number, to = share): Range {
  return [share - to / factor, share + (1 - to) / factor]
}

/** The directions whose axes can be logarithmic and linear, with what they are. */
export function scalesOf(
  figure: Figure,
  view: FigureView,
): { direction: Direction; isLog: boolean }[] {
  return DIRECTIONS.filter((direction) => mayRescale(figure, direction)).map((direction) => ({
    direction,
    isLog: (view.scales.get(direction) ?? printedScale(figure, direction)) === 'logarithmic',
  }))
}

/** The view with the other kind of scale in a direction. */
export function switchScale(figure: Figure, view: FigureView, direction: Direction): FigureView {
  const printed = printedScale(figure, direction)
  const scales = new Map(view.scales)
  if (scales.has(direction)) scales.delete(direction)
  else scales.set(direction, printed === 'linear' ? 'logarithmic' : 'linear')
  const zoom = new Map([...view.zoom].filter(([name]) => !name.startsWith(direction)))
  return { ...view, scales, zoom }
}

function printedScale(figure: Figure, direction: Direction): FigureAxis['type'] {
  return (plotsOf(figure)[0] ?? figure).chart.options.scales[direction].type
}
