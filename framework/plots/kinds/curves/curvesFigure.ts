import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import { type MeanCurve, meanCurve } from '../../../compare/meanCurve.ts'
import {
  type CurveAxis,
  readCurves,
  type TrainingCurve,
  usualAxis,
} from '../../../compare/trainingCurves.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { TEXT } from '../../../text/checkOptions.ts'
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
import { type Group, groupLegend, groupRows, usualGroup } from '../../parts/groups.ts'
import {
  checkData,
  checkOptions,
  columnOf,
  historyColumnOf,
  PALETTE,
  PER_EPOCH,
  RUNS,
  SCALE,
} from '../../parts/options.ts'
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
import { type TimeUnit, timeUnit } from './timeUnit.ts'

export interface CurveOptions {
  /** Column of the histories. Default `val_loss`. */
  metric?: string
  /** Column of the runs that gives the colour; `null` for one colour. Default `tokenizer`. */
  group?: string | null
  /** Column of the runs that gives the dash of the lines, for up to five values. Default none. */
  dash?: string
  /**
   * Columns in which the runs behind a mean agree besides `group` and `dash`, such as the parameters of
   * the sweep but the seed: otherwise a mean mixes settings. Default none.
   */
  within?: readonly string[]
  /**
   * `time` is the training time, for facts summed up over the epochs. Where epochs are the default and
   * histories have none, or several rows of one, steps are.
   */
  x?: CurveAxis
  /** `train`, `val` or `test`. Default `train` for `train_loss`, else `val`. */
  split?: string
  /** Of the vertical axis. Default `auto`. */
  scale?: ScaleChoice
  /**
   * Means with their intervals and the single runs thin behind them, or one of the two. A run that
   * is alone in its group has no mean. On a logarithmic axis means are geometric. Past a dozen means,
   * they have no intervals.
   */
  show?: 'mean and runs' | 'mean' | 'runs'
  /** The report's colours. Default: of the groups at hand. */
  palette?: Palette | undefined
}

/** The defaults in which the figures of curves differ. */
export interface CurveDefaults {
  x: NonNullable<CurveOptions['x']>
  /** By the number of runs. */
  show(nRuns: number): NonNullable<CurveOptions['show']>
}

const MAX_POINTS_OF_STRAND = 40_000
/** More bands than this cover each other. */
const MAX_BANDS = 12

/** Behind a mean many thin lines add up, so the more there are the fainter each is. */
const runOpacity = (n: number) => Math.max(0.04, Math.min(0.5, 12 / n))

/**
 * What {@link lossVsTime} and {@link learningCurves} have in common.
 *
 * @throws {ReportError} `FIGURE_OPTIONS_INVALID`
 */
export function curvesFigure(
  kind: string,
  runs: ColumnTable,
  perEpoch: ReadonlyMap<string, ColumnTable>,
  options: CurveOptions,
  defaults: CurveDefaults,
): Figure {
  checkData(kind, { runs, perEpoch }, { runs: RUNS, perEpoch: PER_EPOCH })
  checkOptions(kind, options, {
    metric: historyColumnOf(perEpoch),
    group: columnOf(runs, 'or null'),
    dash: columnOf(runs),
    within: v.array(columnOf(runs)),
    x: v.picklist(['time', 'epoch', 'step']),
    split: TEXT,
    scale: SCALE,
    show: v.picklist(['mean and runs', 'mean', 'runs']),
    palette: PALETTE,
  })
  const { metric = 'val_loss', group = usualGroup(runs), scale = 'auto' } = options
  const { within = [] } = options
  const show = options.show ?? defaults.show(runs.numRows())
  const split = options.split ?? (metric === 'train_loss' ? 'train' : 'val')
  const usual = defaults.x === 'time' ? 'time' : usualAxis(runs, perEpoch, { metric, split })
  const x = options.x ?? usual
  const curves = readCurves(runs, perEpoch, { metric, split, x })
  const y = curves.flatMap((curve) => curve.y.filter((_, i) => Number.isFinite(curve.x[i])))
  const [low] = extent(y)
  if (!Number.isFinite(low)) {
    return noteFigure(
      kind,
      noneHas(
        runs.numRows(),
        'run',
        `values of ${columnTitle(metric)} (${metric}, split ${split}${metricsAtHand(perEpoch)})` +
          `${x === 'time' ? ' with times of its epochs' : ''}`,
      ),
    )
  }
  const yAxis = axis(y, 'y', { title: columnTitle(metric), scale, gridLines: true })
  const unit = timeUnit(curves.flatMap((curve) => curve.x))
  const xAxis = horizontalAxis(curves, x, unit)
  const groups = groupRows(runs, group, options.palette)
  const dashes = dashesOf(runs, options.dash)
  const strands = strandsOf(groups, curves, {
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
    ],
    caption: captionOf({
      metric,
      split: hasSplits(perEpoch) ? split : null,
      x,
      show,
      every,
      means,
      bands,
      estimator,
      within,
    }),
    alt: `${columnTitle(metric)} of ${count(runs.numRows(), 'run')} against ${xAxis.title.text}.`,
  })
}

/** Whether histories have rows by split, as facts do. */
function hasSplits(perEpoch: ReadonlyMap<string, ColumnTable>): boolean {
  return [...perEpoch.values()].some((history) => history.columnIndex('split') >= 0)
}

/** The metrics that the first history of another source than facts has: their names differ. */
function metricsAtHand(perEpoch: ReadonlyMap<string, ColumnTable>): string {
  const history = [...perEpoch.values()].find((table) => table.columnIndex('split') < 0)
  const names = history?.columnNames().filter((name) => !AXES.includes(name)) ?? []
  if (names.length === 0) return ''
  return `; there are ${names.slice(0, MAX_NAMED).join(', ')}${names.length > MAX_NAMED ? ', …' : ''}`
}

const AXES = ['step', 'epoch', 'time_s']
const MAX_NAMED = 8

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
  const style =
    among === 'behind mean'
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
