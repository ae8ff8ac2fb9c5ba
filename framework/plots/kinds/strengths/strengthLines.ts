import type { FigureAxis, FigureDataset, FigurePoint } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'
import { dashOf, pointStyleOf } from '../../parts/colours/categories.ts'
import { withOpacity } from '../../parts/colours/palette.ts'
import { bandDatasets, joinLines, lineDataset, pointsDataset } from '../../parts/composeFigure.ts'
import { coveredLinesNote } from '../../parts/panels/coveredLines.ts'
import { otherLines } from '../../parts/panels/otherGroups.ts'
import { hasSingleModels } from '../../parts/singleModels.ts'
import { LINE_PX, pt } from '../../theme.ts'
import type { StrengthLanes } from './strengthLanes.ts'
import { hasInterval, hasValue, type StrengthResponse } from './strengthResponses.ts'
import type { Ends } from './strengthText.ts'

/** Of the thin lines of up to a few models; many add up. */
const MODEL_OPACITY = { most: 0.4, least: 0.04, fadedFrom: 24 }

/** How the lines of groups look. */
export interface StrengthLooks {
  readonly colourOf: (group: string) => string
  /** Of the figure, whose lines are dashed where there are several. */
  readonly nGroups: number
  /** Whether an interval is not drawn. */
  readonly isHidden: (ends: Ends) => boolean
}

/** Means with their bands over the single models, where there are few groups of these. */
export function responseDatasets(
  responses: readonly StrengthResponse[],
  looks: StrengthLooks,
  y: FigureAxis,
  lanes: StrengthLanes | undefined,
): FigureDataset[] {
  if (lanes !== undefined) return meansAlone(responses, looks, y, lanes)
  const { colourOf } = looks
  return [
    ...responses.flatMap((response) => mainLine(response, looks, y)),
    ...(hasSingleModels(responses.length)
      ? responses.map((response) => modelLines(response, colourOf(response.group), y))
      : []),
  ]
}

/** The mean of each group, in its lane where there are lanes, with nothing around it. */
export function meansAlone(
  responses: readonly StrengthResponse[],
  { colourOf, nGroups }: Omit<StrengthLooks, 'isHidden'>,
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
      points: main.filter(hasValue).map(({ strength, value }) => ({ x: strength, y: value })),
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
  { group, main, models }: StrengthResponse,
  { colourOf, nGroups, isHidden }: StrengthLooks,
  y: FigureAxis,
): FigureDataset[] {
  const colour = colourOf(group)
  const line = main.map(({ strength, value }) => place(strength, value, y))
  // Where an axis has no place for a bound, the band reaches to its end.
  const edge = (bound: 'low' | 'high', end: number) =>
    main.map((point) =>
      hasInterval(point) && !isHidden(point)
        ? place(point.strength, isDrawable(point[bound], y) ? point[bound] : end, y)
        : GAP,
    )
  const [low, high] = [edge('low', y.min), edge('high', y.max)]
  return [
    ...meanLine(line, colour, dashOf(colour, nGroups)),
    ...aloneWhiskers(low, high, colour),
    ...bandDatasets(low, high, colour, { hasEdges: models.length === 1 }),
  ]
}

/** Of strengths by themselves, which have no band. */
function aloneWhiskers(low: FigurePoint[], high: FigurePoint[], colour: string): FigureDataset[] {
  const isGap = (at: number) => typeof low[at]?.y !== 'number'
  const alone = low.flatMap((from, at) =>
    !isGap(at) && isGap(at - 1) && isGap(at + 1) ? [[from, high[at] as FigurePoint]] : [],
  )
  return alone.length === 0 ? [] : [lineDataset(joinLines(alone), { colour, width: LINE_PX.mark })]
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

/** A break of a line. */
const GAP: FigurePoint = { x: null, y: null }

function place(strength: number, value: number, y: FigureAxis): FigurePoint {
  return isDrawable(value, y) ? { x: strength, y: value } : GAP
}
