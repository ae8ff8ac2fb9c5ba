import { mean } from 'd3-array'
import { type Calibration, PROBABILITY_RANGES } from '../../../stats/roc/calibration.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import type { FigureAxis, FigureDataset, FigurePoint, Mark, Plot } from '../../figure.ts'
import { axis } from '../../parts/axes/axes.ts'
import { largest } from '../../parts/axes/extent.ts'
import { withOpacity } from '../../parts/colours/palette.ts'
import { lineDataset, pointsDataset } from '../../parts/composeFigure.ts'
import { coveredLinesNote } from '../../parts/panels/coveredLines.ts'
import { panelOf } from '../../parts/panels/facetMembers.ts'
import { otherLines } from '../../parts/panels/otherGroups.ts'
import { composePlot } from '../../parts/panels/panels.ts'
import { LINE_PX, pt } from '../../theme.ts'
import { total } from '../distributions/bins.ts'
import type { ModelGroup } from './modelGroups.ts'
import {
  areSinglesDrawn,
  type Height,
  haveThickLines,
  interpolated,
  lineStyle,
  singleLines,
} from './modelLines.ts'
import type { ModelIdentity } from './scoredModel.ts'

// What is drawn of calibrations: lines over bins, their intervals, and histograms of the scores.

/** A model's calibration, as `calibrate` returns it, and how its probabilities are distributed. */
export interface CalibratedModel extends ModelIdentity {
  readonly calibration: Calibration
  /** Numbers of events in equal ranges of the probability from 0 to 1, as `distributeProbabilities` has them. */
  readonly distribution: readonly number[]
}

type CalibratedGroup = ModelGroup<CalibratedModel>

/** A line a group with points, and behind it those of its models if they are several but not too many. */
export function calibrationLines(groups: readonly CalibratedGroup[]): FigureDataset[] {
  return [
    ...groups.flatMap((group) => mainLine(group, groups)),
    ...(areSinglesDrawn(groups) ? groups.flatMap(ownLines) : []),
  ]
}

/** That the lines of groups in one plot cover each other. */
export function coveredCalibrationsNote(groups: readonly CalibratedGroup[]): string[] {
  return coveredLinesNote(
    groups.map((group) => ({ name: group.shortName, points: meanBins(group) })),
  )
}

/** The lines of groups as functions, NaN beyond their bins. */
export function calibrationHeights(groups: readonly CalibratedGroup[]): Height[] {
  return groups.map((group) => {
    const points = meanBins(group)
    const [xs, ys] = [
      points.map(({ x }) => x ?? Number.NaN),
      points.map(({ y }) => y ?? Number.NaN),
    ]
    const [first = Number.NaN, last = Number.NaN] = [xs[0], xs.at(-1)]
    const height = interpolated(xs, ys)
    return (x) => (x >= first && x <= last ? height(x) : Number.NaN)
  })
}

/** The lines of groups behind another one. */
export function otherCalibrations(groups: readonly CalibratedGroup[]): FigureDataset[] {
  return otherLines(groups.map(meanBins), { type: 'linear' })
}

function mainLine(group: CalibratedGroup, groups: readonly CalibratedGroup[]): FigureDataset[] {
  const points = meanBins(group)
  return [
    ...(haveThickLines(groups)
      ? [pointsDataset(points, { colour: group.colour, radius: pt(2.2) })]
      : []),
    lineDataset(points, lineStyle(group, groups)),
  ]
}

/** The bins of a model alone in its group, or the mean of each bin over several models. */
function meanBins({ models }: CalibratedGroup): FigurePoint[] {
  const most = largest(models.map(({ calibration }) => calibration.bins.length))
  // Where many scores are the same, a model has fewer bins than others.
  const whole = models.filter(({ calibration }) => calibration.bins.length === most)
  return Array.from({ length: most }, (_, at) => ({
    x: mean(whole, ({ calibration }) => calibration.bins[at]?.predicted) ?? null,
    y: mean(whole, ({ calibration }) => calibration.bins[at]?.observed) ?? null,
  }))
}

/** Those of several models behind their mean. */
function ownLines({ colour, models }: CalibratedGroup): FigureDataset[] {
  if (models.length === 1) return []
  const lines = models.map(({ calibration }) =>
    calibration.bins.map(({ predicted, observed }) => ({ x: predicted, y: observed })),
  )
  return [singleLines(colour, lines)]
}

/** The intervals of the bins of each model. */
export function binWhiskers({ colour, models }: CalibratedGroup): Mark[] {
  const bins = models.flatMap(({ calibration }) => calibration.bins)
  return bins.map(({ predicted, low, high }) => ({
    shape: 'line',
    points: [
      [predicted, low],
      [predicted, high],
    ],
    colour,
    width: LINE_PX.mark,
  }))
}

/**
 * The share of the scores in each of some equal ranges, one contour a group; the axis holds those of each
 * panel.
 */
export function scoreHistogram(groups: readonly CalibratedGroup[], x: FigureAxis): Plot {
  const contours = groups.map((group) => {
    const { colour, dash } = lineStyle(group, groups)
    return { colour, dash, shares: scoreShares(group.models) }
  })
  const highest = Math.max(
    ...groups.flatMap(({ models }) => [...groupBy(models, panelOf).values()].flatMap(scoreShares)),
  )
  return composePlot({
    x,
    y: axis([0, highest], 'y', { title: 'Share of events', scale: 'linear', fromZero: true }),
    datasets: contours.map(({ colour, dash, shares }) => ({
      ...lineDataset(
        [
          { x: 0, y: 0 },
          ...shares.flatMap((y, i) => [
            { x: i / PROBABILITY_RANGES, y },
            { x: (i + 1) / PROBABILITY_RANGES, y },
          ]),
          { x: 1, y: 0 },
        ],
        { colour, width: LINE_PX.mark, dash },
      ),
      ...(contours.length === 1 && { fill: 'shape', backgroundColor: withOpacity(colour, 0.2) }),
    })),
  })
}

function scoreShares(models: readonly CalibratedModel[]): number[] {
  const counts = models.reduce(
    (sum, { distribution }) => sum.map((n, bin) => n + (distribution[bin] ?? 0)),
    new Array<number>(PROBABILITY_RANGES).fill(0),
  )
  const n = total(counts)
  return counts.map((each) => each / n)
}
