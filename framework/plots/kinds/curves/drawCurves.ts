import type { ColumnTable } from 'arquero'
import { meanCurve } from '../../../compare/meanCurve.ts'
import type { CurveAxis, TrainingCurve } from '../../../compare/trainingCurves.ts'
import type { Smoothing } from '../../../stats/smoothing.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { count, noneHas } from '../../../text/counts.ts'
import { formatNumber } from '../../../text/numberFormat.ts'
import type { Figure, FigureAxis } from '../../figure.ts'
import { axis, extent, fixedAxis, type ScaleChoice } from '../../parts/axes.ts'
import { columnTitle } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { type Group, groupLegend, groupRows } from '../../parts/groups.ts'
import type { Palette } from '../../parts/palette.ts'
import { areThinned, hasInterval, meanLines, runLines } from './curveLines.ts'
import {
  captionOf,
  cutBandsNote,
  fewerRunsNote,
  keyOf,
  notesOn,
  runsPerLine,
} from './curvesText.ts'
import { dashesOf } from './dashes.ts'
import { smoothCurves, smoothingText } from './smoothCurves.ts'
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
  smooth: Smoothing | undefined
  palette: Palette | undefined
}

/** More bands than this cover each other. */
const MAX_BANDS = 12

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
  {
    metric,
    split,
    hasSplits,
    x,
    unit,
    group,
    dash,
    within,
    scale,
    show,
    smooth,
    palette,
  }: DrawnCurves,
  ofRuns = '',
): Figure {
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
  const groups = groupRows(runs, group, palette)
  const dashes = dashesOf(runs, dash)
  const smoothed = smooth === undefined ? curves : smoothCurves(curves, smooth, yAxis)
  const strands = strandsOf(groups, smoothed, {
    dashOf: dashes.ofRow,
    settingOf: settingsOf(runs, within),
  })
  const averaged = show === 'runs' ? [] : strands.filter(({ curves }) => curves.length > 1)
  const alone = strands.filter((strand) => !averaged.includes(strand))
  const single = show === 'mean' ? alone : strands
  const hasBands = averaged.length <= MAX_BANDS
  const estimator = yAxis.type === 'logarithmic' ? 'geometric' : 'mean'
  const means = averaged.map((strand) => meanCurve(strand.curves, x, estimator))
  const bands = hasBands ? means.flatMap(({ points }) => points.filter(hasInterval)) : []
  const nAlone = alone.reduce((n, { curves }) => n + curves.length, 0)
  const unitSize = x === 'time' ? unit.seconds : 1
  const place = { yAxis, unitSize }
  const fewer = [...groupBy(averaged.keys(), (i) => averaged[i]?.group.name)].flatMap(
    ([name, lines]) => {
      const from = Math.min(...lines.map((i) => means[i]?.fewerFrom ?? Number.POSITIVE_INFINITY))
      return Number.isFinite(from) ? [`${name} from ${formatNumber(from / unitSize)}`] : []
    },
  )

  const sizeInLegend = (each: Group) => {
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
      ...means.flatMap((mean, i) => meanLines(averaged[i] as Strand, mean, place, hasBands)),
      ...single.flatMap((strand) => {
        const raw = {
          ...strand,
          curves: strand.curves.map(({ row }) => curves[row] as TrainingCurve),
        }
        if (averaged.includes(strand))
          return [runLines(raw, place, smooth === undefined ? 'behind mean' : 'raw')]
        const line = runLines(strand, place, nAlone)
        return smooth === undefined ? [line] : [line, runLines(raw, place, 'raw')]
      }),
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
    ],
    caption: captionOf({
      metric,
      split: hasSplits ? split : null,
      x,
      show,
      isThinned: areThinned(single),
      smoothing: smooth && smoothingText(smooth, yAxis),
      means,
      bands,
      estimator,
      within,
    }),
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
