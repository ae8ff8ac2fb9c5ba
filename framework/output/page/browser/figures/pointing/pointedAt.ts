import type { FigureDataset } from '../../../../../plots/figure.ts'
import { beyondPoints } from '../../../../../plots/parts/beyondPoints.ts'
import { plotsOf } from '../../../../../plots/parts/panels/panels.ts'
import { runAt } from '../../../../../plots/parts/runsOfPoints.ts'
import { type DrawnFigure, pixelOf, pixelsOf } from '../drawOnCanvas.ts'
import type { Place } from '../place.ts'
import { areaMarkAt, middleOf } from './areas.ts'
import { bandAbout, drawnLines, heightAt, isBandEdge } from './intervals.ts'
import type { Pointed } from './pointed.ts'
import { lineOf, pointOf } from './pointedMarks.ts'
import { distanceBetween, nearestOnLine, nearestOnSegment } from './segments.ts'

/** In pixels of the figure: how near the pointer must be. */
const REACH = { point: 14, line: 8 }
/** A point counts as nearer than a line by so much, which may run through it. */
const POINT_FIRST = 4
/** A line among the marks counts as further than one of data. */
const DATA_FIRST = 2
/** A step's two ends stand above each other but for what a page rounds. */
const RISER_PX = 0.2

/** The point, line, whisker or bar that is nearest to a place, if one is near; of equal ones, the first on top. */
export function pointedAt(drawn: DrawnFigure, place: Place): Pointed | undefined {
  let nearest: { distance: number; pointed: () => Pointed } | undefined
  const offer = (distance: number, reach: number, pointed: () => Pointed) => {
    if (distance > reach || (nearest && distance >= nearest.distance)) return
    nearest = { distance, pointed }
  }
  // A line of no run has values between its points too, unless these are epochs or names.
  const isEvenBetween = plotsOf(drawn.figure).every(
    ({ chart }) => chart.options.scales.x.places === undefined,
  )
  for (const [index, dataset] of drawn.plot.chart.data.datasets.entries()) {
    // Edges of bands and areas are not what a reader points at.
    if (!isSeen(dataset) || isBandEdge(dataset)) continue
    const pixels = pixelsOf(drawn, index)
    for (const [at, pixel] of pixels.entries()) {
      if (pixel === undefined) continue
      const here = () => pointOf(drawn, index, at, pixel)
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
          return pointOf(drawn, index, at, nearest)
        }
        return share < 0.5 ? pointOf(drawn, index, at - 1, before) : here()
      })
    }
  }
  for (const arrow of drawn.plot.beyond ?? beyondPoints(drawn.plot.chart)) {
    const pixel = pixelOf(drawn, arrow)
    offer(distanceBetween(place, pixel) - POINT_FIRST, REACH.point, () => ({
      ...pixel,
      beyond: arrow.towards,
      ...(arrow.run !== undefined && { run: arrow.run }),
    }))
  }
  const lines = drawnLines(drawn)
  for (const line of lines) {
    const found = nearestOnLine(place, line.places)
    if (found === undefined || found.distance > REACH.line) continue
    const pointed = lineOf(drawn, line, lines, found.nearest)
    if (pointed) offer(found.distance + DATA_FIRST, REACH.line, () => pointed)
  }
  return nearest?.pointed() ?? areaMarkAt(drawn, place) ?? bandAt(drawn, place)
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
    if (pixel !== undefined) return { ...pixel, run }
  }
  for (const mark of drawn.plot.marks) {
    if (mark.run !== run || mark.shape !== 'rect') continue
    return middleOf(drawn, mark)
  }
  return undefined
}

/** The line whose band is at a place, where the line is above or below it. */
function bandAt(drawn: DrawnFigure, { x, y }: Place): Pointed | undefined {
  for (const index of drawn.plot.chart.data.datasets.keys()) {
    const band = bandAbout(drawn, index, x)
    const height = band && heightAt(pixelsOf(drawn, index), x)
    if (height === undefined || band === undefined) continue
    if (y < Math.min(...band.ends) || y > Math.max(...band.ends)) continue
    return pointOf(drawn, index, 0, { x, y: height })
  }
  return undefined
}

/** Whether its line, or its points, have a colour. */
function isSeen({ showLine, borderColor, pointBackgroundColor }: FigureDataset): boolean {
  return typeof (showLine ? borderColor : pointBackgroundColor) === 'string'
}
