import type { ColumnTable } from 'arquero'
import { type MeanCurve, meanCurve } from '../../../compare/meanCurve.ts'
import type { CurveAxis, TrainingCurve } from '../../../compare/trainingCurves.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { count, noneHas } from '../../../text/counts.ts'
import { formatNumber } from '../../../text/numberFormat.ts'
import type { Figure, FigureAxis, FigureDataset, FigurePoint } from '../../figure.ts'
import { axis, extent, fixedAxis, isDrawable, type ScaleChoice } from '../../parts/axes.ts'
import { columnTitle } from '../../parts/columnTitles.ts'
import {
  bandDatasets,
  composeFigure,
  joinLines,
  lineDataset,
  noteFigure,
} from '../../parts/composeFigure.ts'
import { type Group, groupLegend, groupRows } from '../../parts/groups.ts'
import {
  type HighlightOptions,
  highlightGroups,
  highlightWords,
  isBackground,
} from '../../parts/highlight.ts'
import { faded, type Palette, withOpacity } from '../../parts/palette.ts'
import { LINE_PX, pt } from '../../theme.ts'
import {
  captionOf,
  cutBandsNote,
  fewerRunsNote,
  keyOf,
  notesOn,
  runsPerLine,
} from './curvesText.ts'
import { dashesOf } from './dashes.ts'
import { type Strand, settingsOf, strandsOf } from './strands.ts'
import type { TimeUnit } from './timeUnit.ts'

/** What the curves of a figure show; see `CurveOptions`. */
export interface DrawnCurves {
  metric: string
  split: string
  /** Whether histories have rows by split, as facts do. */
  hasSplits: boolean
  x: CurveAxis
  /** Of the time, where that is the horizontal axis. */
  unit: TimeUnit
  group: string | null
  dash: string | undefined
  within: readonly string[]
  scale: ScaleChoice
  show: 'mean and runs' | 'mean' | 'runs'
  palette: Palette | undefined
  highlight?: HighlightOptions['highlight']
}

const MAX_POINTS_OF_STRAND = 40_000
/** More bands than this cover each other. */
const MAX_BANDS = 12

/** Behind a mean many thin lines add up, so the more there are the fainter each is. */
const runOpacity = (n: number) => Math.max(0.04, Math.min(0.5, 12 / n))

/**
 * Curves on one pair of axes.
 *
 * @param curves of the runs, in the order of the table
 * @param ofRuns what the message of a figure without values adds about the histories
 */
export function drawCurves(
  kind: string,
  runs: ColumnTable,
  curves: readonly TrainingCurve[],
  drawn: DrawnCurves,
  ofRuns = '',
): Figure {
  const { metric, split, hasSplits, x, unit, group, dash, within, scale, show } = drawn
  const y = curves.flatMap((curve) => curve.y.filter((_, i) => Number.isFinite(curve.x[i])))
  const [low] = extent(y)
  if (!Number.isFinite(low)) {
    return noteFigure(
      kind,
      noneHas(
        runs.numRows(),
        'run',
        `values of ${columnTitle(metric)} (${metric}, split ${split}${ofRuns})` +
          `${x === 'time' ? ' with times of its epochs' : ''}`,
      ),
    )
  }
  const yAxis = axis(y, 'y', { title: columnTitle(metric), scale, gridLines: true })
  const xAxis = horizontalAxis(curves, x, unit)
  const { palette, highlight } = drawn
  const groups = highlightGroups(runs, groupRows(runs, group, palette), highlight)
  const words = highlightWords(runs, highlight)
  const dashes = dashesOf(runs, dash)
  const strands = strandsOf(groups, curves, {
    dashOf: dashes.ofRow,
    settingOf: settingsOf(runs, within),
  })
  const averaged =
    show === 'runs'
      ? []
      : strands.filter(({ group, curves }) => curves.length > 1 && !isBackground(group))
  const alone = strands.filter((strand) => !averaged.includes(strand))
  const single = show === 'mean' ? alone : strands
  const hasBands = averaged.length <= MAX_BANDS
  const estimator = yAxis.type === 'logarithmic' ? 'geometric' : 'mean'
  const means = averaged.map((strand) => meanCurve(strand.curves, x, estimator))
  const bands = hasBands ? means.flatMap(({ points }) => points.filter(hasInterval)) : []
  const every = epochsPerPoint(single)
  const nAlone = alone.reduce((n, { curves }) => n + curves.length, 0)
  const unitSize = x === 'time' ? unit.seconds : 1
  const toPoints: ToPoints = (curve) =>
    curve.x.map((at, i) => point(at / unitSize, curve.y[i], yAxis))
  const fewer = [...groupBy(averaged.keys(), (i) => averaged[i]?.group.name)].flatMap(
    ([name, lines]) => {
      const from = Math.min(...lines.map((i) => means[i]?.fewerFrom ?? Number.POSITIVE_INFINITY))
      return Number.isFinite(from) ? [`${name} from ${formatNumber(from / unitSize)}`] : []
    },
  )

  const sizeInLegend = (each: Group) => {
    if (isBackground(each)) return `n = ${each.rows.length}`
    const lines = strands.filter((strand) => strand.group === each)
    return runsPerLine(
      each.rows.length,
      lines.map(({ curves }) => curves.length),
      means.length > 0,
    )
  }

  return composeFigure({
    kind,
    x: xAxis,
    y: yAxis,
    datasets: [
      ...means.flatMap((mean, i) =>
        meanLines(averaged[i] as Strand, mean, toPoints, hasBands ? yAxis : null),
      ),
      ...single.map((strand) =>
        runLines(strand, every, toPoints, averaged.includes(strand) ? 'behind mean' : nAlone),
      ),
    ],
    legend: [
      groupLegend(groups, group, 'line', sizeInLegend),
      ...dashes.legend,
      ...keyOf(bands, estimator),
    ],
    notes: [
      ...dashes.notes,
      ...fewerRunsNote(fewer, x === 'time' ? unit.name : x),
      ...cutBandsNote(bands, yAxis),
      ...notesOn(curves, yAxis, metric),
      ...words.notes,
    ],
    caption:
      captionOf({
        metric,
        split: hasSplits ? split : null,
        x,
        show,
        every,
        means,
        bands,
        estimator,
        within,
      }) + words.caption,
    alt: `${columnTitle(metric)} of ${count(runs.numRows(), 'run')} against ${xAxis.title.text}.`,
  })
}

function horizontalAxis(
  curves: readonly TrainingCurve[],
  x: CurveAxis,
  unit: TimeUnit,
): FigureAxis {
  const drawn = curves.flatMap((curve) => curve.x.filter((_, i) => Number.isFinite(curve.y[i])))
  if (x !== 'time') {
    const title = x === 'epoch' ? 'Epoch' : 'Step'
    const [first, last] = extent(drawn)
    if (first === last) {
      return fixedAxis('x', { title, integers: true }, 'linear', first - 0.5, last + 0.5)
    }
    return axis(drawn, 'x', { title, scale: 'linear', fromZero: true, integers: true })
  }
  const elapsed = drawn.map((seconds) => seconds / unit.seconds)
  return axis(elapsed, 'x', {
    title: `Training time (${unit.name})`,
    scale: 'linear',
    fromZero: true,
  })
}

type ToPoints = (curve: { x: readonly number[]; y: readonly number[] }) => FigurePoint[]

/** @param among how many lines without a mean there are, this one included */
function runLines(
  { group, dash, curves }: Strand,
  every: number,
  toPoints: ToPoints,
  among: 'behind mean' | number,
): FigureDataset {
  const style = isBackground(group)
    ? { colour: faded(group.colour, curves.length), width: LINE_PX.run }
    : among === 'behind mean'
      ? { colour: withOpacity(group.colour, runOpacity(curves.length)), width: LINE_PX.run }
      : { colour: faded(group.colour, among), width: pt(0.9) }
  const points = curves.map((curve) => toPoints(thinOut(curve, every)))
  return lineDataset(joinLines(points), { ...style, dash })
}

/** More than one where single runs have more points than a figure has room for; means have them all. */
function epochsPerPoint(strands: readonly Strand[]): number {
  const points = strands.map(({ curves }) => curves.reduce((sum, { y }) => sum + y.length, 0))
  return Math.max(1, Math.ceil(Math.max(...points) / MAX_POINTS_OF_STRAND))
}

function thinOut({ x, y }: TrainingCurve, every: number): Pick<TrainingCurve, 'x' | 'y'> {
  if (every === 1) return { x, y }
  const isKept = (_: number, i: number) => i % every === 0 || i === y.length - 1
  return { x: x.filter(isKept), y: y.filter(isKept) }
}

/** @param band the vertical axis; null for no interval */
function meanLines(
  { group, dash }: Strand,
  { x, points }: MeanCurve,
  toPoints: ToPoints,
  band: FigureAxis | null,
): FigureDataset[] {
  const y = points.map(({ estimate }) => estimate)
  const line = lineDataset(toPoints({ x, y }), {
    colour: group.colour,
    width: LINE_PX.curve,
    dash,
  })
  if (band === null || !points.some(hasInterval)) return [line]
  const edge = (bound: 'low' | 'high', end: number) =>
    toPoints({ x, y: points.map((interval) => drawableBound(interval[bound], end, band)) })
  const [low, high] = [edge('low', band.min), edge('high', band.max)]
  return [line, ...bandDatasets(low, high, group.colour)]
}

/** A bound as it is, or the end of the axis where that has no place for it. */
function drawableBound(bound: number, end: number, axis: FigureAxis): number {
  return isDrawable(bound, axis) || Number.isNaN(bound) ? bound : end
}

function hasInterval({ kind }: MeanInterval): boolean {
  return kind !== 'none'
}

function point(x: number, y: number | undefined, yAxis: FigureAxis): FigurePoint {
  return y !== undefined && Number.isFinite(x) && isDrawable(y, yAxis)
    ? { x, y }
    : { x: null, y: null }
}
