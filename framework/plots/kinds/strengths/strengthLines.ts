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
import type { StrengthPoint, StrengthResponse } from './strengthResponses.ts'

/** Of the thin lines of up to a few models; many add up. */
const MODEL_OPACITY = { most: 0.4, least: 0.04, fadedFrom: 24 }

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
