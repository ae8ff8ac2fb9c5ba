import { type MeanInterval, meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import type { FigureAxis, FigureDataset, FigurePoint, Mark } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'
import { dashOf, pointStyleOf } from '../../parts/colours/categories.ts'
import { valueAt } from '../../parts/colours/colourScale.ts'
import { withOpacity } from '../../parts/colours/palette.ts'
import { bandDatasets, joinLines, lineDataset, pointsDataset } from '../../parts/composeFigure.ts'
import { coveredLinesNote } from '../../parts/panels/coveredLines.ts'
import type { FacetedItem } from '../../parts/panels/facetMembers.ts'
import { otherLines } from '../../parts/panels/otherGroups.ts'
import { hasSingleModels } from '../../parts/singleModels.ts'
import { LINE_PX, pt } from '../../theme.ts'
import { lanesOf } from '../runs/dodge.ts'

export interface StrengthPoint {
  readonly strength: number
  readonly value: number
  /** The interval of this one model's value; NaN where there is none. */
  readonly low: number
  readonly high: number
}

/** How a value of one model answers to one corruption. */
export interface StrengthCurve extends FacetedItem {
  /** The corruption and its parameter: curves of the same corruption share a panel. */
  readonly corruption: string
  /** Curves of the same group share a colour and have a mean: a model's tokenizer, say. */
  readonly group: string
  readonly points: readonly StrengthPoint[]
}

/** Of the thin lines of up to a few models; many add up. */
const MODEL_OPACITY = { most: 0.4, least: 0.04, fadedFrom: 24 }

/** How the models of a group respond to one corruption. */
export interface StrengthResponse {
  readonly group: string
  /** By strength; without points that have no value, or no place on the panel's axis. */
  readonly models: StrengthPoint[][]
  /** The mean of several models with its interval over them, or the only model with its own. */
  readonly main: StrengthPoint[]
  /** Of the means of several models. */
  readonly intervals: MeanInterval[]
}

/** @param axes `x`: of the panel; `estimator`: of the mean of several models */
export function responseOf(
  group: string,
  curves: readonly { points: readonly StrengthPoint[] }[],
  { x, estimator }: { x: FigureAxis; estimator: 'mean' | 'geometric' },
): StrengthResponse {
  const models = curves.map(({ points }) =>
    points
      .filter(({ strength, value }) => isDrawable(strength, x) && Number.isFinite(value))
      .sort((a, b) => a.strength - b.strength),
  )
  const [only = []] = models
  if (models.length === 1) return { group, models, main: only, intervals: [] }
  const means = [...groupBy(models.flat(), ({ strength }) => strength)]
    .sort(([a], [b]) => a - b)
    .map(([strength, members]) => ({
      strength,
      interval: meanInterval(
        members.map(({ value }) => value),
        { estimator },
      ),
    }))
  return {
    group,
    models,
    main: means.map(({ strength, interval: { estimate, low, high } }) => ({
      strength,
      value: estimate,
      low,
      high,
    })),
    intervals: means.map(({ interval }) => interval),
  }
}

/** More bands than these are mud: then groups stand beside each other, each with whiskers. */
const MOST_BANDS = 4
/** Of the lanes of groups at one strength, as shares of the axis. */
const LANES = { usual: 0.02, all: 0.08 }

/** Of the axis, beside the outermost strengths. */
const LANES_MARGIN = 0.05

/** Where the points of a group stand at a strength. */
export interface StrengthLanes {
  readonly x: FigureAxis
  place(strength: number, group: string): number
}

/** Whether no group of no corruption has a second strength, to which a band could lead. */
export function areOfOneStrength(curves: readonly StrengthCurve[]): boolean {
  const groups = groupBy(curves, ({ corruption, group }) => JSON.stringify([corruption, group]))
  return [...groups.values()].every((models) => {
    const points = models.flatMap((model) => model.points)
    return new Set(points.map(({ strength }) => strength)).size <= 1
  })
}

/**
 * Lanes side by side, where there are more groups than bands can be told apart, or no bands; undefined for
 * bands.
 *
 * @param isOneStrength see {@link areOfOneStrength}
 */
export function strengthLanes(
  responses: readonly StrengthResponse[],
  x: FigureAxis,
  isOneStrength: boolean,
): StrengthLanes | undefined {
  if (responses.length <= MOST_BANDS && !isOneStrength) return undefined
  const points = responses.flatMap(({ group, main }) =>
    main.map(({ strength }) => ({ x: strength, group })),
  )
  const lanes = lanesOf(points, widened(x), LANES)
  if (lanes !== undefined) return { x: lanes.axis, place: lanes.place }
  return isOneStrength ? { x, place: (strength) => strength } : undefined
}

/** The axis with room for lanes beside its ends. */
function widened(axis: FigureAxis): FigureAxis {
  const ends = [-LANES_MARGIN, 1 + LANES_MARGIN].map((share) => valueAt(share, axis))
  return { ...axis, min: ends[0] as number, max: ends[1] as number }
}

/** The intervals of groups in lanes. */
export function strengthWhiskers(
  responses: readonly StrengthResponse[],
  colourOf: (group: string) => string,
  lanes: StrengthLanes,
  y: FigureAxis,
): Mark[] {
  return responses.flatMap(({ group, main }) =>
    main
      .filter(({ low, high }) => Number.isFinite(high - low) && isDrawable(high, y))
      .map(({ strength, low, high }): Mark => {
        const at = lanes.place(strength, group)
        return {
          shape: 'line',
          behind: true,
          points: [
            [at, isDrawable(low, y) ? low : y.min],
            [at, high],
          ],
          colour: colourOf(group),
          width: LINE_PX.mark,
        }
      }),
  )
}

/**
 * Means with their bands over the single models, where there are few groups of these.
 *
 * @param looks `nGroups`: of the figure, whose lines are dashed where there are several
 */
export function responseDatasets(
  responses: readonly StrengthResponse[],
  { colourOf, nGroups }: { colourOf: (group: string) => string; nGroups: number },
  y: FigureAxis,
  lanes: StrengthLanes | undefined,
): FigureDataset[] {
  if (lanes !== undefined) return meansAlone(responses, { colourOf, nGroups }, y, lanes)
  return [
    ...responses.flatMap((response) => {
      const colour = colourOf(response.group)
      return mainLine(response, { colour, dash: dashOf(colour, nGroups) }, y)
    }),
    ...(hasSingleModels(responses.length)
      ? responses.map((response) => modelLines(response, colourOf(response.group), y))
      : []),
  ]
}

/** The mean of each group, in its lane where there are lanes, with nothing around it. */
export function meansAlone(
  responses: readonly StrengthResponse[],
  { colourOf, nGroups }: { colourOf: (group: string) => string; nGroups: number },
  y: FigureAxis,
  lanes?: StrengthLanes,
): FigureDataset[] {
  return responses.flatMap(({ group, main }) =>
    meanLine(
      main.map(({ strength, value }) => place(lanes?.place(strength, group) ?? strength, value, y)),
      colourOf(group),
      dashOf(colourOf(group), nGroups),
    ),
  )
}

/** That the means of groups in one panel cover each other. */
export function coveredMeansNote(
  responses: readonly StrengthResponse[],
  shownAs: (group: string) => string,
): string[] {
  return coveredLinesNote(
    responses.map(({ group, main }) => ({
      name: shownAs(group),
      points: main.map(({ strength, value }) => ({ x: strength, y: value })),
    })),
  )
}

/** The means of the groups that have panels of their own. */
export function otherMeans(responses: readonly StrengthResponse[], y: FigureAxis): FigureDataset[] {
  return otherLines(
    responses.map(({ main }) => main.map(({ strength, value }) => place(strength, value, y))),
    y,
  )
}

function mainLine(
  { main, models }: StrengthResponse,
  { colour, dash }: { colour: string; dash: number[] },
  y: FigureAxis,
): FigureDataset[] {
  const bounded = main.filter(({ low, high }) => Number.isFinite(high - low))
  const line = main.map(({ strength, value }) => place(strength, value, y))
  return [
    ...meanLine(line, colour, dash),
    ...(bounded.length === 1 ? [aloneWhisker(bounded[0] as StrengthPoint, colour, y)] : []),
    ...bandDatasets(
      bounded.map(({ strength, low }) => place(strength, low, y)),
      bounded.map(({ strength, high }) => place(strength, high, y)),
      colour,
      { hasEdges: models.length === 1 },
    ),
  ]
}

/** Of a strength by itself, which has no band. */
function aloneWhisker(
  { strength, low, high }: StrengthPoint,
  colour: string,
  y: FigureAxis,
): FigureDataset {
  const from = isDrawable(low, y) ? low : y.min
  return lineDataset([place(strength, from, y), place(strength, high, y)], {
    colour,
    width: LINE_PX.mark,
  })
}

function meanLine(points: FigurePoint[], colour: string, dash: number[]): FigureDataset[] {
  return [
    pointsDataset(points, { colour, radius: pt(1.8), pointStyle: pointStyleOf(colour) }),
    lineDataset(points, { colour, width: LINE_PX.curve, dash }),
  ]
}

function modelLines({ models }: StrengthResponse, colour: string, y: FigureAxis): FigureDataset {
  const lines = models.map((points) =>
    points.map(({ strength, value }) => place(strength, value, y)),
  )
  const { most, least, fadedFrom } = MODEL_OPACITY
  const opacity = Math.max(least, most * Math.min(1, fadedFrom / models.length))
  return lineDataset(joinLines(lines), {
    colour: withOpacity(colour, opacity),
    width: LINE_PX.run,
  })
}

function place(strength: number, value: number, y: FigureAxis): FigurePoint {
  return isDrawable(value, y) ? { x: strength, y: value } : { x: null, y: null }
}
