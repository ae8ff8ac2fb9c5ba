import type { FigureDataset, Mark } from '../../../../plots/figure.ts'
import { type BeyondPoint, beyondPoints } from '../../../../plots/parts/beyondPoints.ts'
import { plotsOf } from '../../../../plots/parts/panels/panels.ts'
import { runAt } from '../../../../plots/parts/runsOfPoints.ts'
import { INK } from '../../../../plots/theme.ts'
import type { DrawnFigure } from './drawOnCanvas.ts'
import type { Place } from './panelAreas.ts'

/** What of a figure is at a place. */
export interface Pointed extends Place {
  /** The run that it is of, if it is of a single one. */
  readonly run?: string
  readonly colour: string
  /** What it is of, where that is not a single run. */
  readonly label?: string
  /** Whether the place has a meaning along the axes only where these have names: it is within an area. */
  readonly isArea?: boolean
  /** Where it lies beyond the axes, which end at its place. */
  readonly beyond?: BeyondPoint['towards']
}

/** In pixels of the figure: how near the pointer must be. */
const REACH = { point: 14, line: 8 }
/** A point counts as nearer than a line by so much, which may run through it. */
const POINT_FIRST = 4
/** A step's two ends stand above each other but for what a page rounds. */
const RISER_PX = 0.2

/** The point, line or bar that is nearest to a place, if one is near; of equal ones, the first on top. */
export function pointedAt(drawn: DrawnFigure, place: Place): Pointed | undefined {
  let nearest: { distance: number; pointed: Pointed } | undefined
  const offer = (distance: number, reach: number, pointed: () => Pointed) => {
    if (distance > reach || (nearest && distance >= nearest.distance)) return
    nearest = { distance, pointed: pointed() }
  }
  // A line of no run has values between its points too, unless these are epochs or names.
  const isEvenBetween = plotsOf(drawn.figure).every(
    ({ chart }) => chart.options.scales.x.places === undefined,
  )
  for (const [index, dataset] of drawn.plot.chart.data.datasets.entries()) {
    const pixels = pixelsOf(drawn, index)
    const colour = colourOf(dataset)
    // Edges of bands and areas are not what a reader points at.
    if (colour === undefined || isBandEdge(dataset)) continue
    for (const [at, pixel] of pixels.entries()) {
      if (pixel === undefined) continue
      const here = () => ({ ...pixel, colour, ...whoseOf(dataset, at) })
      if (!dataset.showLine) {
        offer(distanceBetween(place, pixel) - POINT_FIRST, REACH.point, here)
        continue
      }
      const before = pixels[at - 1]
      if (before === undefined) {
        if (pixels[at + 1] === undefined) offer(distanceBetween(place, pixel), REACH.point, here)
        continue
      }
      const { distance, share, nearest } = nearestOnSegment(place, before, pixel)
      offer(distance, REACH.line, () => {
        // On the riser of a step there is no value but those of its ends.
        const isRiser = Math.abs(before.x - pixel.x) < RISER_PX
        if (isEvenBetween && dataset.runs === undefined && !isRiser) {
          return { ...nearest, colour, ...whoseOf(dataset, at) }
        }
        return share < 0.5 ? { ...before, colour, ...whoseOf(dataset, at - 1) } : here()
      })
    }
  }
  for (const arrow of drawn.plot.beyond ?? beyondPoints(drawn.plot.chart)) {
    const pixel = pixelOf(drawn, arrow)
    offer(distanceBetween(place, pixel) - POINT_FIRST, REACH.point, () => ({
      ...pixel,
      colour: arrow.colour,
      beyond: arrow.towards,
      ...(arrow.run !== undefined && { run: arrow.run }),
    }))
  }
  return nearest?.pointed ?? markAt(drawn, place)
}

/** Where a run stands in a figure: at the end of its line, or at its first point or bar. */
export function placeOfRun(drawn: DrawnFigure, run: string): Pointed | undefined {
  for (const [index, dataset] of drawn.plot.chart.data.datasets.entries()) {
    if (!dataset.runs?.some(([, name]) => name === run)) continue
    const pixels = pixelsOf(drawn, index)
    const own = [...pixels.keys()].filter(
      (at) => pixels[at] !== undefined && runAt(dataset, at) === run,
    )
    const at = dataset.showLine ? own.at(-1) : own[0]
    const pixel = at === undefined ? undefined : pixels[at]
    if (pixel !== undefined) return { ...pixel, run, colour: colourOf(dataset) ?? '' }
  }
  for (const mark of drawn.plot.marks) {
    if (mark.run !== run || mark.shape !== 'rect') continue
    const pixel = pixelOf(drawn, { x: (mark.x[0] + mark.x[1]) / 2, y: (mark.y[0] + mark.y[1]) / 2 })
    return { ...pixel, run, colour: mark.fill ?? '' }
  }
  return undefined
}

/** The places of a dataset's points, as they are drawn; none for gaps. */
export function pixelsOf({ chart }: DrawnFigure, dataset: number): (Place | undefined)[] {
  return chart
    .getDatasetMeta(dataset)
    .data.map(({ x, y }) => (Number.isFinite(x) && Number.isFinite(y) ? { x, y } : undefined))
}

function pixelOf({ chart }: DrawnFigure, { x, y }: { x: number; y: number }): Place {
  return {
    x: chart.scales.x?.getPixelForValue(x) ?? Number.NaN,
    y: chart.scales.y?.getPixelForValue(y) ?? Number.NaN,
  }
}

/** The areas of a figure that say what they are, such as bars and cells, in their order. */
export function labelledAreas(drawn: DrawnFigure): Pointed[] {
  return drawn.plot.marks.flatMap((mark) => {
    if (mark.shape !== 'rect' || mark.label === undefined || mark.run !== undefined) return []
    const [a, b] = cornersOf(drawn, mark)
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
    return [{ ...middle, label: mark.label, colour: mark.fill ?? '', isArea: true }]
  })
}

function cornersOf(drawn: DrawnFigure, { x, y }: Extract<Mark, { shape: 'rect' }>): [Place, Place] {
  return [pixelOf(drawn, { x: x[0], y: y[0] }), pixelOf(drawn, { x: x[1], y: y[1] })]
}

/** The bar or cell at a place. */
function markAt(drawn: DrawnFigure, place: Place): Pointed | undefined {
  return drawn.plot.marks.toReversed().flatMap((mark): Pointed[] => {
    if (mark.shape !== 'rect' || (mark.run === undefined && mark.label === undefined)) return []
    const [a, b] = cornersOf(drawn, mark)
    const isIn = (at: number, from: number, to: number) =>
      at >= Math.min(from, to) - 2 && at <= Math.max(from, to) + 2
    return isIn(place.x, a.x, b.x) && isIn(place.y, a.y, b.y)
      ? [{ ...place, ...whose(mark), colour: mark.fill ?? '' }]
      : []
  })[0]
}

function whose({ run, label }: Extract<Mark, { shape: 'rect' }>) {
  return run === undefined ? { label: label ?? '', isArea: true } : { run }
}

function whoseOf(dataset: FigureDataset, at: number): Pick<Pointed, 'run' | 'label'> {
  const run = runAt(dataset, at)
  if (run !== undefined) return { run }
  return dataset.label === undefined ? {} : { label: dataset.label }
}

function colourOf({
  showLine,
  borderColor,
  pointBackgroundColor: fill,
  pointBorderColor,
}: FigureDataset): string | undefined {
  // A hollow point is filled with paper.
  const colour = showLine ? borderColor : fill === INK.paper ? pointBorderColor : fill
  return typeof colour === 'string' ? colour : undefined
}

/** Whether it is one of the two lines of a band, of which the second fills to the first. */
function isBandEdge({ fill }: FigureDataset): boolean {
  return fill === false || fill === '-1'
}

function distanceBetween(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

/** The place on a line between two others that is nearest to a place, and how far along it is. */
function nearestOnSegment(
  place: Place,
  from: Place,
  to: Place,
): { distance: number; share: number; nearest: Place } {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((place.x - from.x) * dx + (place.y - from.y) * dy) / length
  const share = Math.max(0, Math.min(1, along))
  const nearest = { x: from.x + share * dx, y: from.y + share * dy }
  return { distance: distanceBetween(place, nearest), share, nearest }
}
