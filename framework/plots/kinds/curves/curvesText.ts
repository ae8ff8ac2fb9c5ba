import type { ColumnTable } from 'arquero'
import { hasDiverged } from '../../../compare/groups/divergence.ts'
import type { MeanCurve } from '../../../compare/meanCurve.ts'
import { type CurveAxis, hasValues, type TrainingCurve } from '../../../compare/trainingCurves.ts'
import { concatenate } from '../../../stats/concatenate.ts'
import {
  describeIntervals,
  ESTIMATORS,
  nameIntervals,
} from '../../../stats/intervals/intervalText.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { cells, runKeys } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { count, leftOut } from '../../../text/counts.ts'
import { listInWords } from '../../../text/lists.ts'
import type { FigureAxis, LegendSection } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'
import { BELOW_ALL_AXES, BEYOND_ALL_AXES, isInfinite } from '../../parts/axes/undrawn.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { sizePer } from '../../parts/groups.ts'
import { cutIntervalsNote } from '../../parts/meanMarks.ts'
import { coveredLinesNote } from '../../parts/panels/coveredLines.ts'
import { shownNames } from '../../parts/shownNames.ts'
import type { CurveSet } from './curveSets.ts'

// What a figure of curves says in words: its key, notes and caption.

/** Groups that a note names. */
const MAX_NAMED = 4

/**
 * How many runs stand behind each mean of a group, in the legend's words.
 *
 * @param sizes of the group's lines
 */
export function runsPerLine(total: number, sizes: readonly number[], hasMeans: boolean): string {
  if (!hasMeans || sizes.length < 2) return `n = ${total}`
  return sizePer(sizes, 'line')
}

/** The key of the bands. */
export function keyOf(
  bands: readonly MeanInterval[],
  estimator: MeanInterval['estimator'],
): LegendSection[] {
  if (bands.length === 0) return []
  const text = `${ESTIMATORS[estimator]}, ${nameIntervals(bands)}`
  return [{ title: '', items: [{ text, symbol: 'band', colour: '#bbbbbb' }] }]
}

/** That means go on with fewer runs, and from where. */
export function fewerRunsNote(fewer: readonly string[], unit: string): string[] {
  return fewerNote('runs stand behind a mean where some have ended', fewer, unit)
}

/**
 * That means are over fewer members than their group has, and where.
 *
 * @param what of what, and why
 * @param fewer the groups, and from where: `vq from 12`
 * @param unit of these places. Default: they say it themselves
 */
export function fewerNote(what: string, fewer: readonly string[], unit?: string): string[] {
  if (fewer.length === 0) return []
  const named = fewer.slice(0, MAX_NAMED).join(', ')
  const rest = fewer.length > MAX_NAMED ? ` and ${fewer.length - MAX_NAMED} more` : ''
  return [`Fewer ${what}: ${named}${rest}${unit === undefined ? '' : ` (${unit})`}.`]
}

/**
 * That intervals do not end where they seem to.
 *
 * @param isHidden whether an interval is not drawn
 */
export function cutBandsNote<Band extends Pick<MeanInterval, 'low' | 'high'>>(
  bands: readonly Band[],
  axis: FigureAxis,
  isHidden: (band: Band) => boolean,
): string[] {
  const hidden = bands.some(isHidden) ? '; those that would cover all of it are not drawn' : ''
  return cutIntervalsNote(bands, axis, hidden)
}

/** Which groups are points among lines. */
export function oneEpochNote(groups: readonly string[], x: CurveAxis): string[] {
  if (groups.length === 0) return []
  const named = listInWords([...new Set(groups)], MAX_NAMED)
  return [`With a single ${x === 'step' ? 'step' : 'epoch'}, drawn as a point: ${named}.`]
}

/** More lines are a bundle, in which nobody looks for one. */
const MAX_LINES = 24

/**
 * That lines of groups in one plot cover each other: means, and behind them curves without one.
 *
 * @param hasMarkers whether single points have the markers of dashes; without them, they are all alike
 */
export function coveredCurvesNote(
  means: ReadonlyMap<CurveSet, MeanCurve>,
  alone: readonly CurveSet[],
  dashNameOf: ((row: number) => string) | undefined,
): string[] {
  const lines = [
    ...Array.from(means, ([{ group, dash, curves }, { x, points }]) => ({
      ...{ group, dash, x, row: curves[0]?.row },
      y: points.map(({ estimate }) => estimate),
    })),
    ...alone.flatMap(({ group, dash, curves }) =>
      curves.map(({ x, y, row }) => ({ group, dash, x, y, row })),
    ),
  ]
  if (lines.length > MAX_LINES) return []
  const shownAs = shownNames(lines.map(({ group }) => group.name))
  return coveredLinesNote(
    lines.map(({ group, dash, x, y, row }) => ({
      name:
        dashNameOf === undefined || row === undefined
          ? shownAs(group.name)
          : `${shownAs(group.name)} (${dashNameOf(row)})`,
      points: x.map((at, i) => ({ x: at, y: y[i] ?? null })),
      dash: dashNameOf !== undefined || x.length > 1 ? dash : [],
    })),
  )
}

/** What the notes on curves follow from besides these. */
export interface CurvesNoted {
  readonly metricOf: (row: number) => string
  /** A row for each curve. */
  readonly runs: ColumnTable
  readonly x: CurveAxis
}

/** What was not drawn, of curves of one metric or several. */
export function notesOn(
  curves: readonly TrainingCurve[],
  yAxis: FigureAxis,
  { metricOf, runs, x }: CurvesNoted,
): string[] {
  const drawn = curves.filter(hasValues)
  const missing = groupBy(
    curves.filter((curve) => !hasValues(curve)),
    ({ row }) => metricOf(row),
  )
  const gaps = concatenate(drawn.map(({ y }) => y.filter((value) => !Number.isFinite(value))))
  const isPlaced = ({ x }: TrainingCurve, i: number) => Number.isFinite(x[i])
  const unplaced = drawn.reduce(
    (sum, curve) =>
      sum + curve.y.filter((value, i) => Number.isFinite(value) && !isPlaced(curve, i)).length,
    0,
  )
  const replaced = drawn.reduce((sum, curve) => sum + (curve.replaced ?? 0), 0)
  const tooLarge = drawn.reduce((sum, curve) => sum + (curve.tooLarge ?? 0), 0)
  const hidden = concatenate(curves.map((curve) => curve.y)).filter(
    (y) => Number.isFinite(y) && !isDrawable(y, yAxis),
  ).length
  const tooSmall =
    yAxis.type === 'logarithmic' ? drawn.reduce((sum, curve) => sum + (curve.tooSmall ?? 0), 0) : 0
  return [
    ...[...missing].flatMap(([metric, { length }]) =>
      leftOut(length, 'run', `without values of ${metric}`),
    ),
    ...leftOut(replaced, 'value', 'that a later one at the same step replaces'),
    ...leftOut(gaps.length - tooLarge, 'value', 'missing or infinite, where lines are broken'),
    ...leftOut(
      unplaced,
      'value',
      `whose ${x} is not known${x === 'time' ? ', or before that of an earlier epoch' : ''}, where lines are broken`,
    ),
    ...leftOut(tooLarge, 'value', BEYOND_ALL_AXES),
    ...leftOut(hidden - tooSmall, 'value', 'not above zero, which a log axis cannot show'),
    ...leftOut(tooSmall, 'value', BELOW_ALL_AXES),
    ...divergedCurvesNote(drawn, metricOf, runs),
  ]
}

/**
 * Which of the lines are those of runs that diverged: broken where values are infinite, or at their end where a history
 * leaves out NaN.
 *
 * @param runs a row for each curve, of which several may be of one run
 */
export function divergedCurvesNote(
  curves: readonly TrainingCurve[],
  metricOf: (row: number) => string,
  runs: ColumnTable,
): string[] {
  const [keys, diverged] = [runKeys(runs), cells(runs, 'diverged')]
  const runsOf = (isOne: (curve: TrainingCurve) => boolean) =>
    new Set(curves.filter(isOne).map(({ row }) => keys[row] || row))
  const broken = runsOf(({ y, tooLarge = 0 }) => y.filter(isInfinite).length > tooLarge)
  const ended = runsOf(({ row }) => hasDiverged(metricOf(row), Number.NaN, diverged[row]))
  const nEnded = [...ended].filter((run) => !broken.has(run)).length
  return [
    ...(broken.size === 0
      ? []
      : [`With infinite values (diverged): ${count(broken.size, 'run')}.`]),
    ...(nEnded === 0
      ? []
      : [
          `Diverged: ${count(nEnded, 'run')}, drawn as far as ${nEnded === 1 ? 'it has' : 'they have'} numbers.`,
        ]),
  ]
}

export function captionOf({
  metric,
  split,
  x,
  show,
  isThinned,
  smoothing,
  means,
  bands,
  estimator,
  within,
}: {
  metric: string
  /** Null where the histories have none. */
  split: string | null
  x: CurveAxis
  show: 'mean and runs' | 'mean' | 'runs'
  /** Whether lines have fewer points than there are values. */
  isThinned: boolean
  /** How the curves were smoothed, if they were. */
  smoothing: string | undefined
  means: readonly MeanCurve[]
  bands: readonly MeanInterval[]
  estimator: MeanInterval['estimator']
  within: readonly string[]
}): string {
  const summed = split === null ? '' : ', summed up over the epochs'
  const against = x === 'time' ? `training time${summed}` : `the ${x}`
  const subject = `${columnName(metric)}${split === null ? '' : ` (${split})`} against ${against}.`
  const thinned = isThinned ? ', in fewer points that keep their form and spikes' : ''
  const smoothed = smoothing === undefined ? '' : `, smoothed by ${smoothing}`
  const behind = smoothing === undefined ? '' : ' Thin and faint behind are the values themselves.'
  if (means.length === 0) return `${subject} One line per run${smoothed}${thinned}.${behind}`
  const interval =
    bands.length > 0 ? `; shaded is the ${describeIntervals(bands, 'the runs of a line')}` : ''
  const thin =
    show === 'mean'
      ? ''
      : ` Thin lines are single runs${smoothing === undefined ? '' : ' as they are'}${thinned}.`
  const setting = within.length > 0 ? ' of one setting' : ''
  return (
    `${subject}${thin} Thick lines are the ${ESTIMATORS[estimator]} of the runs${setting}${smoothed === '' ? '' : `${smoothed},`} that are still ` +
    `training at that ${x}, as long as half of them are${interval}.`
  )
}
