import { groupBy } from '../../../tables/groupBy.ts'
import { count } from '../../../text/counts.ts'
import { digitsApart, formatAlike } from '../../../text/numbers/numberFormat.ts'
import type {
  Figure,
  FigureAxis,
  FigurePoint,
  LegendItem,
  LegendSection,
  Mark,
} from '../../figure.ts'
import { axis, fixedAxis, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { beyondMiddlesNote } from '../../parts/axes/beyondMiddles.ts'
import { largest, smallest } from '../../parts/axes/extent.ts'
import { BELOW_ALL_AXES } from '../../parts/axes/undrawn.ts'
import { pointStyleOf } from '../../parts/colours/categories.ts'
import { composeFigure, lineDataset, pointsDataset } from '../../parts/composeFigure.ts'
import { legendSection, sectionOf, sizeOrPer } from '../../parts/groups.ts'
import { coveredLinesNote } from '../../parts/panels/coveredLines.ts'
import type { SharedLook } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { LINE_PX, pt } from '../../theme.ts'
import type { Cumulated } from './cumulate.ts'
import { countUpTo, endsOfSpreads, notesOnSpreads, pooled, type SpreadEnds } from './spreads.ts'

/** A curve in the legend, or a group that has none, with its number of values. */
export interface EcdfKey extends Pick<Cumulated, 'n' | 'median'> {
  readonly name: string
  readonly colour: string
}

/** A curve of the figure. */
export interface EcdfGroup extends EcdfKey, Cumulated {}

export interface EcdfParts extends Pick<Figure, 'kind' | 'notes'> {
  /** At least one. */
  readonly groups: readonly EcdfGroup[]
  /** What the legend has, which may name more than is drawn. Default: the groups. */
  readonly keys?: readonly EcdfKey[]
  /** Of the axis of the values. */
  readonly title: string
  readonly scale: ScaleChoice | undefined
  /** Whether the scale is chosen by the user, so that nothing lies beyond the axis. */
  readonly isChosen: boolean
  /** Whether extreme values are known among all, as runs, or in each group by itself, as events. */
  readonly isPooled: boolean
  /** What one value is of, in the plural, such as `runs`. */
  readonly unit: string
  /** What one value is, in notes. */
  readonly noun: string
  /** Of the legend. */
  readonly groupTitle: string
  readonly axes?: SharedLook['axes'] | undefined
  /** Whether the curves are drawn in panels, each with the medians of its own. Default false. */
  readonly isBare?: boolean | undefined
  /** Whether all curves stand in one plot, where those that are the same cover each other. Default: unless `isBare`. */
  readonly isOnePlot?: boolean
}

const HEADROOM = 0.03
const HALF = 0.5
/** More of them cross each other, and their numbers make a legend too large. */
const MAX_MEDIAN_LINES = 6
/** Of so many steps, each is less than a millimetre. */
const LEAST_FOR_LINES = 100
const MEDIAN_DASH = [3, 3]

/** A stepped curve a group; a dot stands at each median, with a line down to the axis. */
export function drawEcdf({
  groups,
  keys = groups,
  title,
  scale,
  isChosen,
  isPooled,
  unit,
  noun,
  groupTitle,
  axes,
  isBare = false,
  isOnePlot = !isBare,
  ...words
}: EcdfParts): Figure {
  const own = groups.map(({ spread }) => spread)
  const spreads = isPooled ? [pooled(own)] : own
  const ends = endsOfSpreads(spreads, scale, isChosen)
  const x =
    axes?.x ?? valueAxis({ ...ends, low: Math.max(ends.low, firstStep(groups, ends)) }, title)
  const axisNotes = notesOnSpreads(
    spreads,
    { ...x, min: Math.min(x.min, ends.low) },
    { noun, isChosen },
  )
  const isFew = hasFewNames(groups)
  const shareTitle = `Share of ${unit}`
  const medians = mediansOf(groups)
  const withMedian = groups.filter(({ median }) => isDrawable(median, x))
  const hidden = groups.filter(({ steps }) => !isDrawable(steps[0]?.[0] as number, x))
  const inFull = shownNames(
    groups.map(({ name }) => name),
    Number.POSITIVE_INFINITY,
  )
  return composeFigure({
    ...words,
    x,
    y: fixedAxis('y', { title: shareTitle, gridLines: true }, 'linear', 0, 1 + HEADROOM),
    datasets: [
      ...withMedian.map(({ median, colour }) =>
        pointsDataset([{ x: median, y: HALF }], {
          colour,
          radius: pt(2.8),
          pointStyle: pointStyleOf(colour),
          isMiddle: true,
        }),
      ),
      ...groups.map((group) =>
        lineDataset(cumulativeLine(group, x), { colour: group.colour, width: LINE_PX.ecdf }),
      ),
    ],
    marks: isFew ? withMedian.map(medianMark) : [],
    legend: [
      legendOf(keys, { title: groupTitle, medians: isFew && !isBare ? medians : undefined }),
    ],
    notes: [
      ...words.notes,
      ...axisNotes.linear,
      ...axisNotes.beyond,
      ...beyondMiddlesNote(
        withMedian.map(({ name, median }) => ({ of: inFull(name), values: [median] })),
        x,
        'median',
        'x',
      ),
      ...(isOnePlot ? coveredCurvesNote(groups) : []),
      ...(hidden.length > 0
        ? [
            `${count(hidden.length, 'curve')} begin${hidden.length === 1 ? 's' : ''} above zero: a logarithmic ` +
              `axis has no place for the values that are not positive${
                hidden.some(({ spread: { nTooSmall = 0 } }) => nTooSmall > 0)
                  ? `, nor for those ${BELOW_ALL_AXES}`
                  : ''
              }.`,
          ]
        : []),
    ],
    caption:
      `The share of ${unit} whose ${title} is no larger than the value on the axis` +
      `${groups.length > 1 ? ', of each group by itself' : ''}; points${isFew ? ' and dashed lines' : ''} are the medians.` +
      namesInFull(groups.map(({ name }) => name)),
    alt: `Cumulative shares of ${title}: ${groups
      .slice(0, 6)
      .map(({ name, median }) => `${inFull(name)} has the median ${medians.get(median)}`)
      .join(', ')}.`,
  })
}

function coveredCurvesNote(groups: readonly EcdfGroup[]): string[] {
  const shownAs = shownNames(groups.map(({ name }) => name))
  return coveredLinesNote(
    groups.map(({ name, steps }) => ({
      name: shownAs(name),
      points: steps.map(([x, y]) => ({ x, y })),
    })),
  )
}

function medianMark({ median, colour }: EcdfGroup): Mark {
  return {
    shape: 'line',
    behind: true,
    points: [
      [median, 0],
      [median, HALF],
    ],
    colour,
    width: LINE_PX.mark,
    dash: MEDIAN_DASH,
  }
}

/** The medians in one notation, with as many digits as tell them apart. */
function mediansOf(groups: readonly EcdfGroup[]): Map<number, string> {
  const values = groups.map(({ median }) => median)
  const written = formatAlike(values, { digits: digitsApart(values) })
  return new Map(values.map((value, i) => [value, written[i] as string]))
}

/** @param options `medians`: as they are written; undefined where they have no room */
function legendOf(
  keys: readonly EcdfKey[],
  { title, medians }: { title: string; medians: ReadonlyMap<number, string> | undefined },
): LegendSection {
  const byName = groupBy(keys, ({ name }) => name)
  const shownAs = shownNames([...byName.keys()])
  const groups = Array.from(byName, ([name, members]) => {
    const [{ colour, median }] = members as [EcdfKey, ...EcdfKey[]]
    const sizes = members.map(({ n }) => n)
    // Curves of one name, each in a panel of its own, have no common median.
    const written = members.length === 1 ? medians?.get(median) : undefined
    return { name, colour, written, n: largest(sizes), size: sizeOrPer(sizes, 'line') }
  })
  const itemOf = ({ name, colour, size, written }: (typeof groups)[number]): LegendItem => ({
    text: `${shownAs(name)} (${size}${written === undefined ? '' : `, median ${written}`})`,
    symbol: 'line',
    colour,
    pointStyle: pointStyleOf(colour),
  })
  return medians === undefined
    ? sectionOf(title, groups, itemOf)
    : legendSection(title, groups.map(itemOf))
}

function hasFewNames(groups: readonly EcdfGroup[]): boolean {
  return new Set(groups.map(({ name }) => name)).size <= MAX_MEDIAN_LINES
}

/** Where the first of the curves leaves the axis: of many values, not at the very smallest. */
function firstStep(groups: readonly EcdfGroup[], type: Pick<SpreadEnds, 'type'>): number {
  const starts = groups.flatMap(
    ({ steps }) => steps.find(([value]) => isDrawable(value, type))?.[0] ?? [],
  )
  return smallest(starts)
}

function valueAxis({ type, low, high }: SpreadEnds, title: string): FigureAxis {
  const scale = type === 'logarithmic' ? 'log' : 'linear'
  return axis([low, high], 'x', { title, scale, gridLines: true })
}

/**
 * From one end of the axis to the other; what has no place on it lies before its lower end. Steps that are
 * too fine to be seen are a line through their ends; those of values that many share are not.
 */
function cumulativeLine({ steps, spread, n }: EcdfGroup, x: FigureAxis): FigurePoint[] {
  const isBefore = ([value]: Cumulated['steps'][number]) => !isDrawable(value, x) || value < x.min
  const nBefore = steps.findIndex((step) => !isBefore(step))
  let share = steps[(nBefore < 0 ? steps.length : nBefore) - 1]?.[1] ?? 0
  // Within bins values are spread, at a value they are not.
  const isSeen = (height: number) =>
    steps.length < LEAST_FOR_LINES || (spread.upTo === undefined && height * LEAST_FOR_LINES > 1)
  const points: FigurePoint[] = [{ x: x.min, y: share }]
  for (const [value, end] of steps.filter((step) => !isBefore(step) && step[0] <= x.max)) {
    if (isSeen(end - share)) points.push({ x: value, y: share })
    points.push({ x: value, y: end })
    share = end
  }
  return [...points, { x: x.max, y: countUpTo(spread, x.max) / n }]
}
