import { bisectLeft, bisectRight, mean, quantile } from 'd3-array'
import type { FigureDataset, FigurePoint } from '../../figure.ts'
import { faded, withOpacity } from '../../parts/colours/palette.ts'
import { bandDatasets, joinLines, lineDataset } from '../../parts/composeFigure.ts'
import { LINE_PX } from '../../theme.ts'
import { areAlone, type ModelGroup, type Named, nModels } from './modelGroups.ts'

// How the curves of many models are drawn: the mean of each group over its single models.

/** The height of a model's curve at a place along the horizontal axis. */
export type Height = (x: number) => number

/** More single lines hide the means in front of them. */
const MAX_SINGLE = 60
const SINGLE_OPACITY = 0.55
const STEPS = 200
const MAX_THICK = 12
/** What a band in place of single lines holds of the models. */
const BAND = [0.05, 0.95] as const
/** More bands over each other tell nothing. */
const MAX_BANDS = 4

/** Whether single models are lines behind the means of their groups. */
export function areSinglesDrawn(groups: readonly ModelGroup<Named>[]): boolean {
  return groups.reduce((n, { models }) => n + nModels(models), 0) <= MAX_SINGLE
}

/** The thin lines of models whose mean is drawn in front of them. */
export function singleLines(colour: string, lines: readonly FigurePoint[][]): FigureDataset {
  return lineDataset(joinLines(lines), {
    colour: withOpacity(colour, SINGLE_OPACITY),
    width: LINE_PX.run,
  })
}

/**
 * Curves over shares from 0 to 1: of a model alone in its group as it is, of several their mean at each
 * share, over thin lines or, of many models, a band of the middle 90 %, unless there are many groups.
 * What is in front comes first.
 *
 * @param pointsOf a model's own curve
 * @param heightOf the same as a function
 */
export function groupCurves<Model extends Named>(
  groups: readonly ModelGroup<Model>[],
  pointsOf: (model: Model) => FigurePoint[],
  heightOf: (model: Model) => Height,
): FigureDataset[] {
  const hasSingles = areSinglesDrawn(groups)
  const drawn = groups.map((group) => {
    const { colour, models } = group
    const [alone] = models.length === 1 ? models : []
    const heights = alone === undefined ? heightsOf(models.map(heightOf)) : []
    const middle =
      alone === undefined ? heights.map(({ x, ys }) => ({ x, y: mean(ys) ?? 0 })) : pointsOf(alone)
    return {
      main: lineDataset(middle, lineStyle(group, groups)),
      behind:
        alone !== undefined
          ? []
          : hasSingles
            ? [singleLines(colour, models.map(pointsOf))]
            : groups.length <= MAX_BANDS
              ? bandOf(heights, colour)
              : [],
    }
  })
  return [...drawn.map(({ main }) => main), ...drawn.flatMap(({ behind }) => behind)]
}

/** The look of a line. */
export interface LineStyle {
  readonly colour: string
  readonly width: number
  readonly dash: number[]
}

/** Of a group's line in front: where there are many they are thin and solid, and fade. */
export function lineStyle(
  { colour, dash }: ModelGroup<unknown>,
  groups: readonly ModelGroup<unknown>[],
): LineStyle {
  return groups.length <= MAX_THICK
    ? { colour, width: LINE_PX.curve, dash }
    : { colour: faded(colour, groups.length), width: LINE_PX.run, dash: [] }
}

/** Whether lines are thick enough for points on them. */
export function haveThickLines(groups: readonly ModelGroup<unknown>[]): boolean {
  return groups.length <= MAX_THICK
}

interface Heights {
  readonly x: number
  readonly ys: number[]
}

function heightsOf(curves: readonly Height[]): Heights[] {
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const x = i / STEPS
    return { x, ys: curves.map((height) => height(x)) }
  })
}

function bandOf(heights: readonly Heights[], colour: string): FigureDataset[] {
  const [low, high] = BAND.map((share) =>
    heights.map(({ x, ys }) => ({ x, y: quantile(ys, share) ?? 0 })),
  )
  return bandDatasets(low ?? [], high ?? [], colour)
}

/** What the lines of groups of several models are, as a sentence of a caption; empty without such groups. */
export function curvesInWords(groups: readonly ModelGroup<Named>[], what: string): string {
  if (areAlone(groups)) return ''
  const behind = areSinglesDrawn(groups)
    ? 'thin lines are single models'
    : groups.length <= MAX_BANDS
      ? 'shaded is the middle 90 % of the models'
      : 'single models are too many to be drawn'
  return ` Thick lines are the mean over the models of a group at each ${what}; ${behind}.`
}

/** Between points whose `xs` do not fall, on straight lines; of several at one place the last. */
export function interpolated(xs: readonly number[], ys: readonly number[]): Height {
  return (x) => {
    const after = bisectRight(xs, x)
    const [x0, y0] = [xs[after - 1], ys[after - 1]]
    const [x1, y1] = [xs[after], ys[after]]
    if (x0 === undefined || y0 === undefined) return y1 ?? Number.NaN
    if (x1 === undefined || y1 === undefined) return y0
    return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)
  }
}

/** Level up to each of the `xs`, which rise. */
export function stepped(xs: readonly number[], ys: readonly number[]): Height {
  return (x) => ys[Math.min(bisectLeft(xs, x), ys.length - 1)] ?? Number.NaN
}
