import { concatenate } from '../../stats/concatenate.ts'
import type {
  Figure,
  FigureAxis,
  FigureDataset,
  FigurePoint,
  Plot,
  PointStyle,
  SpareRows,
} from '../figure.ts'
import { INK, LINE_PX, pt } from '../theme.ts'
import { markerOf } from './colours/markers.ts'
import { withOpacity } from './colours/palette.ts'
import { composePlot, type PlotParts } from './panels/panels.ts'
import { runsOfPoints } from './runsOfPoints.ts'

type Optional = 'legend' | 'notes'

export interface FigureParts
  extends PlotParts,
    Omit<Figure, 'size' | keyof Plot | Optional>,
    Partial<Pick<Figure, Optional>> {
  /** Inches at the full width. Default 3.7. */
  readonly height?: number
  /** See {@link Figure.size}. Default true. */
  readonly shrinks?: boolean
  readonly rows?: SpareRows
}

/** A figure of its parts, with nothing drawn where a part is left out. */
export function composeFigure({
  kind,
  x,
  y,
  datasets,
  marks,
  labels,
  height = 3.7,
  shrinks = true,
  rows,
  ...parts
}: FigureParts): Figure {
  const plot = composePlot({ x, y, datasets, marks, labels })
  return {
    kind,
    marks: plot.marks,
    labels: plot.labels,
    legend: [],
    notes: [],
    ...parts,
    chart: plot.chart,
    size: { height, shrinks, ...(rows && { rows }) },
  }
}

/** The figure with further notes below it. */
export function withNotes(figure: Figure, notes: readonly string[]): Figure {
  return notes.length === 0 ? figure : { ...figure, notes: [...figure.notes, ...notes] }
}

/**
 * What a figure without data becomes: it says so, and `reason` says what is missing. No kind of
 * figure fails for lack of data.
 */
export function noteFigure(kind: string, reason: string, notes: readonly string[] = []): Figure {
  const hidden: FigureAxis = {
    type: 'linear',
    display: false,
    position: 'bottom',
    reverse: false,
    min: 0,
    max: 1,
    title: { display: false, text: '' },
    afterBuildTicks: 'fixedTicks',
    ticks: { callback: 'fixedLabels', autoSkip: false, maxRotation: 0 },
    fixedTicks: [],
    gridLines: false,
  }
  return composeFigure({
    kind,
    x: hidden,
    y: { ...hidden, position: 'left' },
    marks: [
      { shape: 'rect', x: [0, 1], y: [0, 1], stroke: INK.grid },
      {
        shape: 'text',
        at: [0.5, 0.5],
        text: 'Nothing to draw',
        colour: INK.muted,
        align: 'center',
        bold: true,
      },
    ],
    notes: [reason, ...notes],
    caption: reason,
    alt: `Nothing to draw: ${reason}`,
    height: 1.6,
    shrinks: false,
  })
}

interface LineStyle {
  readonly colour: string
  readonly width: number
  readonly dash?: number[]
}

/**
 * A line through points with a gap where one is `null`; a point between two gaps is a dot. Many of them are no larger
 * than the line is wide, or they would hide it.
 */
export function lineDataset(data: FigurePoint[], style: LineStyle): FigureDataset {
  const isGap = (at: number) => typeof data[at]?.y !== 'number'
  const isAlone = data.map((_, at) => !isGap(at) && isGap(at - 1) && isGap(at + 1))
  const nAlone = isAlone.filter(Boolean).length
  const isLine = data.some((_, at) => !isGap(at) && !isAlone[at])
  const radius = nAlone > (isLine ? MANY_DOTS.ofLine : MANY_DOTS.alone) ? style.width / 2 : DOT_PX
  return {
    data,
    showLine: true,
    pointRadius: nAlone > 0 ? isAlone.map((alone) => (alone ? radius : 0)) : 0,
    pointBorderWidth: 0,
    pointBackgroundColor: style.colour,
    borderColor: style.colour,
    borderWidth: style.width,
    borderDash: style.dash ?? [],
  }
}

const DOT_PX = pt(2)
/** Of a line with gaps, and where there is no line beside them. */
const MANY_DOTS = { ofLine: 4, alone: 100 }

/**
 * The area between two lines, as two datasets that must stay next to each other.
 *
 * @param options `hasEdges`: thin lines along it, which could be taken for runs where those are thin lines
 *   too. Default false
 */
export function bandDatasets(
  low: FigurePoint[],
  high: FigurePoint[],
  colour: string,
  { hasEdges = false } = {},
): FigureDataset[] {
  const edge = {
    showLine: true,
    pointRadius: 0,
    borderColor: withOpacity(colour, EDGE_OPACITY),
    borderWidth: hasEdges ? LINE_PX.edge : 0,
  }
  return [
    { ...edge, data: low, fill: false },
    { ...edge, data: high, fill: '-1', backgroundColor: withOpacity(colour, BAND_OPACITY) },
  ]
}

/** Where bands overlap, their edges tell them apart, and a stronger fill would be mud. */
const BAND_OPACITY = 0.13
const EDGE_OPACITY = 0.45

/**
 * Points with a thin white rim, so that neighbours stay apart; markers of lines have none.
 *
 * @param style `runs`: one for each point, where they are runs; `isMiddle`: they are means or medians
 */
export function pointsDataset(
  data: FigurePoint[],
  style: {
    colour: string
    radius?: number
    pointStyle?: PointStyle
    runs?: readonly string[]
    isMiddle?: true
  },
): FigureDataset {
  const { strokeWidth, ...marker } = markerOf(style.pointStyle ?? 'circle', style.radius ?? pt(2.6))
  return {
    data,
    showLine: false,
    pointRadius: marker.radius,
    pointStyle: marker.pointStyle,
    ...(marker.rotation !== 0 && { pointRotation: marker.rotation }),
    pointBackgroundColor: style.colour,
    pointBorderColor: strokeWidth > 0 ? style.colour : INK.paper,
    pointBorderWidth: strokeWidth || pt(0.4),
    ...(style.isMiddle && { isMiddle: true }),
    ...ofRuns(style.runs ?? []),
  }
}

/** A line of a run, or from run to run. */
export interface RunLine {
  readonly points: readonly FigurePoint[]
  /** The run, or one for each point. */
  readonly run: string | readonly string[]
}

/** The lines as one dataset, which keeps whose each of them is. */
export function linesDataset(lines: readonly RunLine[], style: LineStyle): FigureDataset {
  const data = joinLines(lines.map(({ points }) => points))
  const runs = concatenate(
    lines.map(({ points, run }, at) => {
      const ofPoints = typeof run === 'string' ? points.map(() => run) : run
      // The gap before a line is the line's.
      return at === 0 ? ofPoints : [ofPoints[0] ?? '', ...ofPoints]
    }),
  )
  return { ...lineDataset(data, style), ...ofRuns(runs) }
}

function ofRuns(runs: readonly string[]): Pick<FigureDataset, 'runs'> {
  return runs.some((run) => run !== '') ? { runs: runsOfPoints(runs) } : {}
}

/** The lines as one, with gaps between them: many lines in a dataset draw in half the time. */
export function joinLines(lines: Iterable<readonly FigurePoint[]>): FigurePoint[] {
  const joined: FigurePoint[] = []
  for (const [at, line] of [...lines].entries()) {
    if (at > 0) joined.push({ x: null, y: null })
    for (const point of line) joined.push(point)
  }
  return joined
}
