import { type DrawnFigure, pixelsOf } from '../drawOnCanvas.ts'
import { labelledAreas } from '../pointing/areas.ts'
import { drawnLines, isBandEdge, whiskerOf } from '../pointing/intervals.ts'
import type { Pointed } from '../pointing/pointed.ts'
import { lineOf, ownerOf, pointOf } from '../pointing/pointedMarks.ts'

/** More points of one dataset are a cloud, which nobody steps through. */
const MOST_POINTS = 100

/**
 * What keys come to after the runs of a figure: its bars, boxes and cells, its points of no single run, the
 * whiskers through none of these, and the lines of what has no other place.
 */
export function stopsBesideRuns(drawn: DrawnFigure): Pointed[] {
  const points = pointsOfNoRun(drawn)
  const found = [...labelledAreas(drawn), ...points, ...bareWhiskers(drawn)]
  const labels = new Set(found.map(({ label }) => label))
  return [...found, ...linesOfNoRun(drawn).filter(({ label }) => label && !labels.has(label))]
}

function pointsOfNoRun(drawn: DrawnFigure): Pointed[] {
  return drawn.plot.chart.data.datasets.flatMap(({ data, showLine, runs }, index) =>
    showLine || runs !== undefined || data.length > MOST_POINTS
      ? []
      : pixelsOf(drawn, index).flatMap((place, at) =>
          place === undefined ? [] : [pointOf(drawn, index, at, place)],
        ),
  )
}

function bareWhiskers(drawn: DrawnFigure): Pointed[] {
  const lines = drawnLines(drawn)
  return lines.flatMap((line) => {
    const [from, to] = line.places
    const isBare =
      line.mark.run === undefined &&
      whiskerOf(line, lines) === line &&
      ownerOf(drawn, line) === undefined
    if (!isBare || from === undefined || to === undefined) return []
    return lineOf(drawn, line, lines, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }) ?? []
  })
}

/** Each at its end. */
function linesOfNoRun(drawn: DrawnFigure): Pointed[] {
  return drawn.plot.chart.data.datasets.flatMap((dataset, index) => {
    if (!dataset.showLine || dataset.runs !== undefined || isBandEdge(dataset)) return []
    const pixels = pixelsOf(drawn, index)
    const at = pixels.findLastIndex((place) => place !== undefined)
    const place = pixels[at]
    return place === undefined ? [] : [pointOf(drawn, index, at, place)]
  })
}
