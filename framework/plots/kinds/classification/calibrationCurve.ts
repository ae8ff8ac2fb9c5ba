import { mean } from 'd3-array'
import * as v from 'valibot'
import {
  type Calibration,
  calibrate,
  distributeProbabilities,
  PROBABILITY_RANGES,
} from '../../../stats/roc/calibration.ts'
import { COUNT } from '../../../text/checkOptions.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import type { Figure, FigureAxis, FigureDataset, LegendItem, Mark, Plot } from '../../figure.ts'
import { axis, fixedAxis } from '../../parts/axes/axes.ts'
import { type Palette, withOpacity } from '../../parts/colours/palette.ts'
import { composeFigure, lineDataset, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { legendSection } from '../../parts/groups.ts'
import { drawItemFacets } from '../../parts/panels/facets.ts'
import { composePlot } from '../../parts/panels/panels.ts'
import { REFERENCE_LINE, referenceItem } from '../../parts/reference.ts'
import { LINE_PX, pt } from '../../theme.ts'
import { total } from '../distributions/bins.ts'
import {
  areAlone,
  colourGroups,
  crowdAsOne,
  groupItem,
  groupModels,
  groupsInFull,
  type ModelGroup,
} from './modelGroups.ts'
import { areSinglesDrawn, haveThickLines, lineStyle, singleLines } from './modelLines.ts'
import {
  checkScoredModels,
  identityOf,
  type ModelIdentity,
  SCORED_MODEL,
  type ScoredModel,
  type ScoredModelOptions,
  scoredOr,
  WITHOUT_CLASSES,
} from './scoredModel.ts'

export interface CalibrationCurveOptions extends ScoredModelOptions {
  /** Bins of about as many events each. Default 10. */
  readonly bins?: number
}

/** Of the diagram and the histogram, in relation to each other. */
const STACK = [5, 2]
/** More of them hide each other. */
const MAX_WHISKERS = 4

const KIND = 'calibrationCurve'

/** A model's calibration, as `calibrate` returns it, and how its probabilities are distributed. */
export interface CalibratedModel extends ModelIdentity {
  readonly calibration: Calibration
  /** Numbers of events in equal ranges of the probability from 0 to 1, as `distributeProbabilities` has them. */
  readonly distribution: readonly number[]
}

/**
 * A reliability diagram: how often events are positive against the probability that was predicted, in
 * bins of equal numbers of events with Wilson's intervals, and below it how the probabilities are
 * distributed. The legend has the expected calibration error.
 *
 * @param models whose scores are probabilities of the positive class, or with their calibrations
 * @throws {ReportError} FIGURE_OPTIONS_INVALID, also for scores outside [0, 1]
 */
export function calibrationCurve(
  models: readonly (ScoredModel | CalibratedModel)[],
  options: CalibrationCurveOptions = {},
): Figure {
  const model = scoredOr('calibration', PROBABILITIES)
  checkScoredModels(KIND, models, options, { model, options: { bins: COUNT } })
  const { positiveLabel, palette, facetAxes, bins = 10 } = options
  const all = crowdAsOne(models).map((model): CalibratedModel => {
    if ('calibration' in model) return model
    const { scores, labels } = model
    return {
      ...identityOf(model),
      calibration: calibrate(scores, labels, { positiveLabel, bins }),
      distribution: distributeProbabilities(scores),
    }
  })
  return drawItemFacets(all, colourGroups(all), { palette, facetAxes }, (look, shown) =>
    drawCalibration(shown, bins, look.palette),
  )
}

function drawCalibration(
  models: readonly CalibratedModel[],
  bins: number,
  palette: Palette | undefined,
): Figure {
  const calibrated = models.filter(({ calibration }) => calibration.ece !== null)
  if (calibrated.length === 0) {
    const why = 'calibration: it takes events of both classes'
    return noteFigure(KIND, noneHas(models.length, 'model', why))
  }
  const groups = groupModels(calibrated, palette)
  const hasWhiskers = calibrated.length <= MAX_WHISKERS && areAlone(groups)
  const x = fixedAxis('x', { title: 'Predicted probability' }, 'linear', 0, 1)
  const y = fixedAxis('y', { title: 'Share of positives', gridLines: true }, 'linear', 0, 1)
  const reliability = composePlot({
    x,
    y,
    datasets: [
      ...groups.flatMap((group) => mainLine(group, groups)),
      ...(areSinglesDrawn(groups) ? groups.flatMap(ownLines) : []),
    ],
    marks: [
      {
        ...REFERENCE_LINE,
        points: [
          [0, 0],
          [1, 1],
        ],
      },
      ...groups.flatMap(({ colour, models }) =>
        hasWhiskers ? models.flatMap(({ calibration }) => whiskers(calibration, colour)) : [],
      ),
    ],
  })
  const intervals = hasWhiskers ? " Whiskers are Wilson's 95 % intervals over events." : ''
  const singles = areSinglesDrawn(groups) ? ', thin lines single models' : ''
  const means = areAlone(groups)
    ? ''
    : ` Thick lines are the means of the bins of a group${singles}.`
  return composeFigure({
    kind: KIND,
    aspect: 1,
    x,
    y,
    panels: {
      plots: [reliability, scoreHistogram(groups, x)].map((plot) => ({ title: '', ...plot })),
      columns: 1,
      stack: STACK,
    },
    legend: [
      legendSection('Calibration error (ECE)', groups.map(errorItem)),
      { title: '', items: [referenceItem('perfectly calibrated')] },
    ],
    notes: leftOut(models.length - calibrated.length, 'model', WITHOUT_CLASSES),
    caption:
      'Share of positives against the mean predicted probability, in ' +
      `${count(bins, 'bin')} of equal numbers of events.${means}${intervals} ECE is the mean distance from the ` +
      'diagonal, weighted by events. Below: how the predicted probabilities are distributed.' +
      groupsInFull(groups),
    alt:
      `Reliability diagram of ${count(calibrated.length, 'model')}. ` +
      `Calibration errors: ${groups.map((group) => errorItem(group).text).join('; ')}.`,
  })
}

const PROBABILITIES = v.pipe(
  SCORED_MODEL,
  v.forward(
    v.check(
      ({ scores }) => Array.from(scores).every((score) => !(score < 0 || score > 1)),
      'expected probabilities, from 0 to 1',
    ),
    ['scores'],
  ),
)

/** The bins of a model alone in its group, or the mean of each bin over several models. */
function mainLine(
  group: ModelGroup<CalibratedModel>,
  groups: readonly ModelGroup<CalibratedModel>[],
): FigureDataset[] {
  const { colour, models } = group
  const most = Math.max(...models.map(({ calibration }) => calibration.bins.length))
  // Where many scores are the same, a model has fewer bins than others.
  const whole = models.filter(({ calibration }) => calibration.bins.length === most)
  const points = Array.from({ length: most }, (_, at) => ({
    x: mean(whole, ({ calibration }) => calibration.bins[at]?.predicted) ?? null,
    y: mean(whole, ({ calibration }) => calibration.bins[at]?.observed) ?? null,
  }))
  return [
    ...(haveThickLines(groups) ? [pointsDataset(points, { colour, radius: pt(2.2) })] : []),
    lineDataset(points, lineStyle(group, groups)),
  ]
}

/** Those of several models behind their mean. */
function ownLines({ colour, models }: ModelGroup<CalibratedModel>): FigureDataset[] {
  if (models.length === 1) return []
  const lines = models.map(({ calibration }) =>
    calibration.bins.map(({ predicted, observed }) => ({ x: predicted, y: observed })),
  )
  return [singleLines(colour, lines)]
}

function whiskers({ bins }: Calibration, colour: string): Mark[] {
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

/** The share of the scores in each of some equal ranges, one contour a group. */
function scoreHistogram(groups: readonly ModelGroup<CalibratedModel>[], x: FigureAxis): Plot {
  const contours = groups.map((group) => {
    const { colour, dash } = lineStyle(group, groups)
    const counts = group.models.reduce(
      (sum, { distribution }) => sum.map((n, bin) => n + (distribution[bin] ?? 0)),
      new Array<number>(PROBABILITY_RANGES).fill(0),
    )
    const n = total(counts)
    return { colour, dash, shares: counts.map((each) => each / n) }
  })
  const highest = Math.max(...contours.flatMap(({ shares }) => shares))
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

/** `0.031 vq`, or over the models of a group, `0.031–0.048 vq (n = 6)`. */
function errorItem(group: ModelGroup<CalibratedModel>): LegendItem {
  const { models } = group
  const errors = models.map(({ calibration }) => calibration.ece as number)
  const range = [...new Set([Math.min(...errors), Math.max(...errors)])]
  const size = models.length > 1 ? ` (n = ${models.length})` : ''
  return groupItem(group, range.map((error) => error.toFixed(3)).join('–'), size)
}
