import type {
  Figure,
  FigureAxis,
  FigureDataset,
  Mark,
  Plot,
  PointLabel,
} from '../../plots/figure.ts'
import { positionOf } from '../../plots/parts/colours/colourScale.ts'
import { largestTriangles } from '../../plots/parts/largestTriangles.ts'
import { pickPoints } from '../../plots/parts/pickPoints.ts'
import { arrangeFigure } from '../../plots/render/arrangement/arrangeFigure.ts'
import { PX_PER_INCH } from '../../plots/theme.ts'
import { rounder } from './compact/roundNumber.ts'
import { thinLine } from './compact/thinLine.ts'
import { thinPoints } from './compact/thinPoints.ts'

/** The widest figure. */
const INCHES = 12
/** Lines of few points keep them all: each is a value that a reader may ask for. */
const LONG_LINE = 200
const TOLERANCE_PX = 0.1
/** More points in a dataset lie on each other, and more in a plot have no room for digits that are not seen. */
const MANY_POINTS = 20_000
/** What a figure of hundreds of thousands of points is thinned to, as lines are in print. */
const MOST_POINTS = 40_000

type ToPixels = (x: number, y: number) => { x: number; y: number }

/**
 * The figure for a page: its numbers rounded to a tenth of a pixel at 12 in, or to three digits, and without
 * points that make no difference of more than that. Only beyond 40 000 points a line or a marker does
 * thinning show when one zooms in, of which a note tells.
 */
export function compactFigure(figure: Figure): Figure {
  let nThinned = 0
  const { plot: arranged, heightPx } = arrangeFigure(figure, { width: INCHES })
  const whole = { left: 0, right: INCHES, bottom: 0, top: heightPx / PX_PER_INCH }
  const compact = <P extends Plot>(plot: P, panel = 0): P => {
    const { scales } = plot.chart.options
    const { left, right, bottom, top } = arranged.frames?.[panel] ?? whole
    const size = { x: (right - left) * PX_PER_INCH, y: (top - bottom) * PX_PER_INCH }
    const rounding = (keepsDigits: boolean): Round => ({
      x: rounder(scales.x, size.x, { keepsDigits }),
      y: rounder(scales.y, size.y, { keepsDigits }),
    })
    const round = rounding(false)
    // The curves of a thousand runs would leave other figures no room to be live.
    const nPoints = plot.chart.data.datasets.reduce((sum, { data }) => sum + data.length, 0)
    const roundPositive = rounding(nPoints <= MANY_POINTS)
    const toPixels: ToPixels = (x, y) => ({
      x: size.x * positionOf(x, scales.x),
      y: size.y * positionOf(y, scales.y),
    })
    return {
      ...plot,
      chart: {
        ...plot.chart,
        data: {
          datasets: plot.chart.data.datasets.map((dataset) => {
            const { thinned, isSeen } = thin(dataset, scales.y, toPixels)
            if (isSeen) nThinned++
            return roundDataset(thinned, isPositive(thinned) ? roundPositive : round)
          }),
        },
      },
      marks: plot.marks.map((mark) => roundMark(mark, round)),
      labels: plot.labels.map((label) => roundLabel(label, round)),
    }
  }
  const made =
    figure.panels === undefined
      ? compact(figure)
      : {
          ...figure,
          panels: {
            ...figure.panels,
            plots: figure.panels.plots.map((plot, panel) => compact(plot, panel)),
          },
        }
  if (nThinned === 0) return made
  const note = `On this page, only ${MOST_POINTS} points of each line or marker are drawn; the printed figure has all.`
  return { ...made, notes: [...made.notes, note] }
}

interface Round {
  x(value: number): number
  y(value: number): number
}

function isPositive({ data }: FigureDataset): boolean {
  return data.every(({ x, y }) => (x ?? 0) >= 0 && (y ?? 0) >= 0)
}

/** Lengths of styles, in pixels. */
const roundLength = (value: number) => Number(value.toFixed(2))

function thin(
  dataset: FigureDataset,
  yAxis: FigureAxis,
  toPixels: ToPixels,
): { thinned: FigureDataset; isSeen: boolean } {
  const { data, showLine, fill, pointBackgroundColor } = dataset
  // The edges of an area are not cut apart from each other.
  if (showLine && fill !== undefined) return { thinned: dataset, isSeen: false }
  if (showLine) {
    if (data.length <= LONG_LINE) return { thinned: dataset, isSeen: false }
    const line = pickPoints(dataset, thinLine(data, toPixels, TOLERANCE_PX))
    if (line.data.length <= MOST_POINTS) return { thinned: line, isSeen: false }
    const kept = new Set(largestTriangles(line.data, MOST_POINTS, yAxis))
    const places = [...line.data.keys()].filter((at) => kept.has(line.data[at] as (typeof data)[0]))
    return { thinned: pickPoints(line, places), isSeen: true }
  }
  if (data.length <= MANY_POINTS) return { thinned: dataset, isSeen: false }
  const opacity = opacityOf(pointBackgroundColor)
  let cell = 1
  let places = thinPoints(data, toPixels, cell, opacity)
  const isSeen = places.length > MOST_POINTS
  while (places.length > MOST_POINTS) {
    cell *= 1.5
    places = thinPoints(data, toPixels, cell, 1)
  }
  return { thinned: pickPoints(dataset, places), isSeen }
}

/** Of `#rrggbbaa`. */
function opacityOf(colour: unknown): number {
  return typeof colour === 'string' && colour.length === 9
    ? Number.parseInt(colour.slice(7), 16) / 255
    : 1
}

function roundDataset(dataset: FigureDataset, round: Round): FigureDataset {
  const lengths = Object.entries(dataset).flatMap(([key, value]) =>
    typeof value === 'number' ? [[key, roundLength(value)] as const] : [],
  )
  return {
    ...dataset,
    ...Object.fromEntries(lengths),
    ...(Array.isArray(dataset.pointRadius) && {
      pointRadius: dataset.pointRadius.map((each) => roundLength(Number(each))),
    }),
    data: dataset.data.map(({ x, y }) => ({
      x: x === null ? null : round.x(x),
      y: y === null ? null : round.y(y),
    })),
  }
}

function roundMark(mark: Mark, { x, y }: Round): Mark {
  if (mark.shape === 'line') {
    const points = mark.points.map(([atX, atY]): [number, number] => [x(atX), y(atY)])
    return { ...mark, points, width: roundLength(mark.width) }
  }
  if (mark.shape === 'text') return { ...mark, at: [x(mark.at[0]), y(mark.at[1])] }
  return { ...mark, x: [x(mark.x[0]), x(mark.x[1])], y: [y(mark.y[0]), y(mark.y[1])] }
}

function roundLabel(label: PointLabel, { x, y }: Round): PointLabel {
  return { ...label, x: x(label.x), y: y(label.y) }
}
