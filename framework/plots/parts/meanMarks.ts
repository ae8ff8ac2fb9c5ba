import type { IntervalsOver } from '../../compare/settings/meansOverSeeds.ts'
import { ESTIMATORS, nameIntervals } from '../../stats/intervals/intervalText.ts'
import type { MeanInterval } from '../../stats/intervals/meanInterval.ts'
import type { FigureAxis, FigureDataset, LegendItem, LegendSection, Mark } from '../figure.ts'
import { INK, LINE_PX, pt } from '../theme.ts'
import { isDrawable } from './axes/axes.ts'
import { beyondMiddlesNote } from './axes/beyondMiddles.ts'
import { isBeyond } from './axes/dataAxis.ts'
import { pointsDataset } from './composeFigure.ts'

// A mean of few values as all figures show it: a diamond with the whisker of its interval.

const STYLE = 'rectRot'

/** A mean, and where it stands. */
export interface PlacedMean {
  readonly x: number
  /** Ends of the whisker's caps along the horizontal axis. */
  readonly caps: readonly [left: number, right: number]
  readonly mean: MeanInterval
  readonly colour: string
}

/** What the axis shows as the middle: on a logarithmic one the geometric mean. */
export function estimatorOn({ type }: Pick<FigureAxis, 'type'>): 'geometric' | 'mean' {
  return type === 'logarithmic' ? 'geometric' : 'mean'
}

/**
 * What an axis must hold of means and their intervals: of those that values beyond it have drawn away the means alone,
 * whose intervals would squash all others.
 */
export function endsToHold(
  means: readonly { readonly mean: MeanInterval; readonly values: readonly number[] }[],
  axis: FigureAxis,
): number[] {
  return means
    .flatMap(({ mean: { estimate, low, high }, values }) =>
      values.some((value) => isBeyond(value, axis)) ? [estimate] : [low, high],
    )
    .filter((end) => isDrawable(end, axis))
}

/** A mean and whose it is, for notes. */
export interface NamedMean {
  readonly of: string
  readonly mean: MeanInterval
}

/** That means or ends of their intervals lie beyond the vertical axis. */
export function cutMeansNotes(means: readonly NamedMean[], y: FigureAxis): string[] {
  const repeated = means.filter(({ mean }) => mean.n > 1)
  const middles = repeated.map(({ of, mean }) => ({ of, values: [mean.estimate] }))
  return [
    ...beyondMiddlesNote(middles, y, ESTIMATORS[repeated[0]?.mean.estimator ?? 'mean'], 'y'),
    ...cutIntervalsNote(
      repeated.map(({ mean }) => mean),
      y,
    ),
  ]
}

/** That intervals do not end where they seem to. */
export function cutIntervalsNote(
  intervals: readonly Pick<MeanInterval, 'low' | 'high'>[],
  { min, max }: FigureAxis,
  further = '',
): string[] {
  if (!intervals.some(({ low, high }) => low < min || high > max)) return []
  return [`${CUT_INTERVALS}${further}.`]
}

const CUT_INTERVALS = 'Intervals that reach beyond the axis are cut off at its edge'

/** Whether a note says that intervals are cut off. */
export function isCutIntervalsNote(note: string): boolean {
  return note.startsWith(CUT_INTERVALS)
}

/** The diamond; none for a single value, which is a point already, nor where the axis has no place for it. */
export function meanPoint({ x, mean, colour }: PlacedMean, y: FigureAxis): FigureDataset[] {
  if (mean.n < 2 || !isDrawable(mean.estimate, y)) return []
  return [
    pointsDataset([{ x, y: mean.estimate }], {
      ...{ colour, radius: pt(3.2), pointStyle: STYLE },
      isMiddle: true,
    }),
  ]
}

/** The whisker of the interval; one that reaches below a logarithmic axis has no cap there. */
export function meanWhisker(
  { x, caps, mean: { low, high }, colour }: PlacedMean,
  y: FigureAxis,
): Mark[] {
  if (Number.isNaN(high - low)) return []
  const line = (points: [number, number][]): Mark => ({
    shape: 'line',
    behind: true,
    points,
    colour,
    width: LINE_PX.mark,
  })
  const ends = [low, high].filter((end) => isDrawable(end, y))
  return [
    line([
      [x, isDrawable(low, y) ? low : y.min],
      [x, high],
    ]),
    ...ends.map((end) =>
      line([
        [caps[0], end],
        [caps[1], end],
      ]),
    ),
  ]
}

/** How the legend names means. */
interface MeanKeyOptions {
  /** Where the runs of a mean are of several settings. */
  readonly over?: IntervalsOver | undefined
  /** Whether means are diamonds or the lengths of bars. Default `point`. */
  readonly symbol?: 'point' | 'box'
}

/** What a mean and its whisker are, for the legend; nothing where no value is repeated. */
export function meanKey(
  means: readonly MeanInterval[],
  { over, symbol = 'point' }: MeanKeyOptions = {},
): LegendItem[] {
  const repeated = means.filter(({ n }) => n > 1)
  const [first] = repeated
  if (first === undefined) return []
  const where = over === undefined ? '' : ` ${over.name}`
  const text = `${ESTIMATORS[first.estimator]}, ${nameIntervals(repeated)}${where}`
  return symbol === 'box'
    ? [{ text, symbol, colour: INK.muted, fill: INK.paper }]
    : [{ text, symbol, pointStyle: STYLE, colour: INK.muted }]
}

/** The same as a section of its own. */
export function meanSection(
  means: readonly MeanInterval[],
  options: MeanKeyOptions = {},
): LegendSection[] {
  const items = meanKey(means, options)
  return items.length === 0 ? [] : [{ title: '', items }]
}
