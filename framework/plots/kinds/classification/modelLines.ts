import { bisectLeft, bisectRight, mean, quantile, sum } from 'd3-array'
import type { FigureDataset, FigurePoint } from '../../figure.ts'
import { faded, withOpacity } from '../../parts/colours/palette.ts'
import { bandDatasets, joinLines, lineDataset } from '../../parts/composeFigure.ts'
import { coveredLinesNote } from '../../parts/panels/coveredLines.ts'
import { otherLines } from '../../parts/panels/otherGroups.ts'
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
  return sum(groups, ({ models }) => nModels(models)) <= MAX_SINGLE
}

/** The groups of each plot: all share one, or each has a panel. */
export function inPlots<Group>(groups: readonly Group[], byGroup: boolean): (readonly Group[])[] {
  return byGroup ? groups.map((group) => [group]) : [groups]
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
    return {
      main: lineDataset(middleOf(models, pointsOf, heightOf), lineStyle(group, groups)),
      behind:
        models.length === 1
          ? []
          : hasSingles
            ? [singleLines(colour, models.map(pointsOf))]
            : groups.length <= MAX_BANDS
              ? bandOf(heightsOf(models.map(heightOf)), colour)
              : [],
    }
  })
  return [...drawn.map(({ main }) => main), ...drawn.flatMap(({ behind }) => behind)]
}

/** The lines of groups behind another one: of a group of several models their mean. */
export function otherCurves<Model extends Named>(
  groups: readonly ModelGroup<Model>[],
  pointsOf: (model: Model) => FigurePoint[],
  heightOf: (model: Model) => Height,
): FigureDataset[] {
  const lines = groups.map(({ models }) => middleOf(models, pointsOf, heightOf))
  return otherLines(lines, { type: 'linear' })
}

/** That the lines of groups in one plot cover each other; see {@link groupCurves}. */
export function coveredCurvesNote<Model extends Named>(
  groups: readonly ModelGroup<Model>[],
  pointsOf: (model: Model) => FigurePoint[],
  heightOf: (model: Model) => Height,
): string[] {
  return coveredLinesNote(
    groups.map(({ shortName, models }) => ({
      name: shortName,
      points: middleOf(models, pointsOf, heightOf),
    })),
  )
}

/** The lines of groups as functions: of a group of several models their mean. */
export function groupHeights<Model>(
  groups: readonly ModelGroup<Model>[],
  heightOf: (model: Model) => Height,
): Height[] {
  return groups.map(({ models }) => {
    const heights = models.map(heightOf)
    return (x) => mean(heights, (height) => height(x)) ?? Number.NaN
  })
}

/** The curve of a model alone, or the mean over several. */
function middleOf<Model>(
  models: readonly Model[],
  pointsOf: (model: Model) => FigurePoint[],
  heightOf: (model: Model) => Height,
): FigurePoint[] {
  const [alone] = models
  return alone !== undefined && models.length === 1
    ? pointsOf(alone)
    : heightsOf(models.map(heightOf)).map(({ x, ys }) => ({ x, y: mean(ys) ?? 0 }))
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

/**
 * What the lines of groups of several models are, as a sentence of a caption; empty without such groups.
 *
 * @param what the curves are over, such as `recall`
 * @param byGroup whether each group has a panel. Default: one plot has them all
 */
export function curvesInWords(
  groups: readonly ModelGroup<Named>[],
  what: string,
  byGroup = false,
): string {
  if (areAlone(groups)) return ''
  const shared = inPlots(groups, byGroup).filter((each) => !areAlone(each))
  const behind = new Set(shared.map(behindInWords))
  const means = `Thick lines are the mean over the models of a group at each ${what}`
  return ` ${[means, ...behind].join('; ')}.`
}

/** What is drawn of the single models of groups in one plot. */
function behindInWords(groups: readonly ModelGroup<Named>[]): string {
  if (areSinglesDrawn(groups)) return 'thin lines are single models'
  return groups.length <= MAX_BANDS
    ? 'shaded is the middle 90 % of the models'
    : 'single models are too many to be drawn'
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
