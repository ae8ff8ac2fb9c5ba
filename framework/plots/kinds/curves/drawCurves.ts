import type { ColumnTable } from 'arquero'
import { type CurveAxis, hasValues, type TrainingCurve } from '../../../compare/trainingCurves.ts'
import { concatenate } from '../../../stats/concatenate.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import type { Smoothing } from '../../../stats/smoothing.ts'
import { runKeys, texts } from '../../../tables/columns.ts'
import { count, noneHas } from '../../../text/counts.ts'
import { formatNumber } from '../../../text/numbers/numberFormat.ts'
import type { Figure, FigureDataset } from '../../figure.ts'
import type { ScaleChoice } from '../../parts/axes/axes.ts'
import { beyondMiddlesNote } from '../../parts/axes/beyondMiddles.ts'
import { dataAxis, isBeyond } from '../../parts/axes/dataAxis.ts'
import { extent } from '../../parts/axes/extent.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { columnTitle } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { type Group, groupLegend, groupRows } from '../../parts/groups.ts'
import {
  type HighlightOptions,
  highlightGroups,
  highlightWords,
  isBackground,
} from '../../parts/highlight.ts'
import type { SharedLook } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { curveDatasets } from './curveDatasets.ts'
import { areThinned } from './curveLines.ts'
import {
  averageCurves,
  curveSetsOf,
  fewerFrom,
  isOfOneEpoch,
  settingsOf,
  wordsOfSettings,
} from './curveSets.ts'
import {
  captionOf,
  coveredCurvesNote,
  cutBandsNote,
  divergedCurvesNote,
  fewerRunsNote,
  keyOf,
  notesOn,
  oneEpochNote,
  runsPerLine,
} from './curvesText.ts'
import { dashesOf } from './dashes.ts'
import { forwardTimes, horizontalAxis } from './horizontalAxis.ts'
import { smoothCurves, smoothingText } from './smoothCurves.ts'
import type { TimeUnit } from './timeUnit.ts'

/** What the curves of a figure show; see `CurveOptions`. */
export interface DrawnCurves {
  readonly metric: string
  readonly split: string
  /** Whether histories have rows by split, as facts do. */
  readonly hasSplits: boolean
  readonly x: CurveAxis
  /** Of the time, where that is the horizontal axis. */
  readonly unit: TimeUnit
  readonly group: string | null
  readonly dash: string | undefined
  readonly within: readonly string[]
  /** The columns whose values have a panel each, of the whole figure. Default: it is one panel. */
  readonly panels?: readonly string[]
  readonly scale: ScaleChoice
  readonly show: 'mean and runs' | 'mean' | 'runs'
  readonly smooth: Smoothing | undefined
  readonly palette: Palette | undefined
  readonly highlight?: HighlightOptions['highlight']
  /** Those that the figure shares with others. Default: what its own curves need. */
  readonly axes?: SharedLook['axes']
  readonly cuts?: SharedLook['cuts']
  /** Whether panels take the axes, the legend and the words of the figure, and nothing that is drawn. */
  readonly isBare?: boolean
  /** The column of the curve of a row, where they are not all of `metric`. */
  readonly metricOf?: (row: number) => string
  /** What a row is, in notes. Default a run. */
  readonly noun?: string
}

/**
 * Curves on one pair of axes.
 *
 * @param given curves of the runs, in the order of the table
 * @param ofRuns what the message of a figure without values adds about the histories
 */
export function drawCurves(
  kind: string,
  runs: ColumnTable,
  given: readonly TrainingCurve[],
  drawn: DrawnCurves,
  ofRuns = '',
): Figure {
  const { metric, split, hasSplits, x, unit, group, dash, panels = [], scale, show } = drawn
  const { smooth, highlight, axes, isBare = false, noun = 'run', metricOf = () => metric } = drawn
  const curves = x === 'time' ? given.map(forwardTimes) : given
  const within = [...drawn.within, ...panels.filter((column) => column !== group)]
  const y = curves.map((curve) => curve.y.filter((_, i) => Number.isFinite(curve.x[i])))
  const [low] = extent(concatenate(y))
  if (!Number.isFinite(low)) {
    return noteFigure(
      kind,
      noneHas(
        runs.numRows(),
        noun,
        `values of ${columnTitle(metric)} (${metric}, split ${split}${ofRuns})` +
          `${x === 'time' ? ' with times of its epochs' : ''}`,
      ),
      noun === 'run' ? divergedCurvesNote(curves, metricOf, runs) : [],
    )
  }
  const { axis: yAxis, notes: axisNotes } = dataAxis(y, 'y', {
    title: columnTitle(metric),
    scale,
    gridLines: true,
    noun,
    cuts: drawn.cuts?.y,
    shared: axes?.y,
  })
  const xAxis = axes?.x ?? horizontalAxis(curves, x, unit)
  const words = highlightWords(runs, highlight)
  const hasCurve = (row: number) => hasValues(curves[row] as TrainingCurve)
  const arePoints = curves.every(({ y }) => y.filter(Number.isFinite).length <= 1)
  const dashes = dashesOf(runs, dash, hasCurve, arePoints)
  const groups = highlightGroups(runs, drawnGroups(runs, drawn, hasCurve), highlight)
  const ownDash = new Map(groups.flatMap((each) => each.rows.map((row) => [row, each.dash])))
  const smoothed = smooth === undefined ? curves : smoothCurves(curves, smooth, yAxis)
  const settingWords = wordsOfSettings(runs, [group, dash, ...within])
  const curveSets = curveSetsOf(groups, smoothed, {
    dashOf: (row) => (dash === undefined ? ownDash.get(row) : undefined) ?? dashes.ofRow(row),
    settingOf: settingsOf(runs, within),
  })
  const estimator = yAxis.type === 'logarithmic' ? 'geometric' : 'mean'
  const { means, alone, bands } = averageCurves(curveSets, {
    ...{ x, show, estimator },
    panelOf: settingsOf(runs, panels),
  })
  const single = show === 'mean' ? alone : curveSets
  const nAlone = alone.reduce((n, { curves }) => n + curves.length, 0)
  const unitSize = x === 'time' ? unit.seconds : 1
  // Beside a diverged run, what covers all of the axis would only hide the other groups.
  const isCut = y.some((values) => values.some((value) => isBeyond(value, yAxis)))
  const isHidden = ({ low, high }: MeanInterval) => isCut && low < yAxis.min && high > yAxis.max
  const place = { yAxis, unitSize, runs: runKeys(runs) }
  const shownAs = shownNames(groups.map(({ name }) => name))
  const fewer = fewerFrom(means).map(
    ({ name, from }) => `${shownAs(name)} from ${formatNumber(from / unitSize)}`,
  )
  const sizeInLegend = (each: Group) => {
    if (isBackground(each)) return `n = ${each.rows.length}`
    const lines = curveSets.filter((curveSet) => curveSet.group === each)
    return runsPerLine(
      each.rows.length,
      lines.map(({ curves }) => curves.length),
      means.size > 0,
    )
  }

  const dashNames = dash === undefined ? [] : texts(runs, dash)
  const dashAs = shownNames(dashNames)
  const dashNameOf =
    dash === undefined ? undefined : (row: number) => dashAs(dashNames[row] as string)
  const points = arePoints ? [] : curveSets.filter(isOfOneEpoch)
  const drawDatasets = () =>
    curveDatasets(curveSets, place, {
      ...{ means, points, single, nAlone },
      band: bands !== null ? { isHidden, hasEdges: show === 'mean' } : null,
      raw: smooth && curves,
      hasDashes: dash !== undefined,
      settingOf: settingWords,
    })
  const withMarker = (line: FigureDataset): FigureDataset => {
    const pointStyle = dashes.markerOf(line.borderDash ?? [])
    return pointStyle === undefined ? line : { ...line, pointStyle }
  }

  return composeFigure({
    kind,
    x: xAxis,
    y: yAxis,
    datasets: isBare ? [] : drawDatasets().map(withMarker),
    legend: [
      groupLegend(groups, group, 'line', sizeInLegend),
      ...dashes.legend,
      ...keyOf(bands ?? [], estimator),
    ],
    notes: [
      ...dashes.notes,
      ...oneEpochNote(
        points.map((each) => shownAs(each.group.name)),
        x,
      ),
      ...fewerRunsNote(fewer, x === 'time' ? unit.name : x),
      ...cutBandsNote(bands ?? [], yAxis, isHidden),
      ...notesOn(curves, yAxis, { metricOf, runs, x }),
      ...axisNotes,
      ...beyondMiddlesNote(
        [...means].map(([{ group }, { points }]) => ({
          of: shownAs(group.name),
          values: points.map(({ estimate }) => estimate),
        })),
        yAxis,
        'mean curve',
        'y',
      ),
      ...(isBare ? [] : coveredCurvesNote(means, alone, dashNameOf)),
      ...words.notes,
    ],
    caption:
      captionOf({
        metric,
        split: hasSplits ? split : null,
        x,
        show,
        isThinned: areThinned(single),
        smoothing: smooth && smoothingText(smooth, yAxis),
        means: [...means.values()],
        bands: bands ?? [],
        estimator,
        within,
      }) +
      words.caption +
      namesInFull(groups.map(({ name }) => name)) +
      dashes.inFull,
    alt: `${columnTitle(metric)} of ${count(runs.numRows(), 'run')} against ${xAxis.title.text}.`,
  })
}

/** The groups of the runs that have a curve, without dashes of their own where a parameter has them. */
function drawnGroups(
  runs: ColumnTable,
  { group, dash, palette }: DrawnCurves,
  hasCurve: (row: number) => boolean,
): Group[] {
  return groupRows(runs, group, palette)
    .map((each) => ({
      ...each,
      rows: each.rows.filter(hasCurve),
      ...(dash !== undefined && { dash: [] }),
    }))
    .filter(({ rows }) => rows.length > 0)
}
