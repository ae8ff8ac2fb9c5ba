import * as v from 'valibot'
import { type Calibration, calibrate } from '../../../stats/roc/calibration.ts'
import { COUNT } from '../../../text/checkOptions.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import type { Figure, FigureAxis, FigureDataset, LegendItem, Mark, Plot } from '../../figure.ts'
import { axis, fixedAxis } from '../../parts/axes/axes.ts'
import { withOpacity } from '../../parts/colours/palette.ts'
import { composeFigure, lineDataset, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { legendSection } from '../../parts/groups.ts'
import { composePlot } from '../../parts/panels/panels.ts'
import { REFERENCE_LINE, referenceItem } from '../../parts/reference.ts'
import { LINE_PX, pt } from '../../theme.ts'
import { groupModels, groupsInFull, type ModelGroup } from './modelGroups.ts'
import {
  checkScoredModels,
  SCORED_MODEL,
  type ScoredModel,
  type ScoredModelOptions,
  WITHOUT_CLASSES,
} from './scoredModel.ts'

export interface CalibrationCurveOptions extends ScoredModelOptions {
  /** Bins of about as many events each. Default 10. */
  bins?: number
}

/** Of the diagram and the histogram, in relation to each other. */
const ROW_WEIGHTS = [5, 2]
const HISTOGRAM_BINS = 25
/** More of them hide each other. */
const MAX_WHISKERS = 4

interface CalibratedModel {
  name: string
  group?: string
  calibration: Calibration
  scores: ArrayLike<number>
}

/**
 * A reliability diagram: how often events are positive against the probability that was predicted, in
 * bins of equal numbers of events with Wilson's intervals, and below it how the probabilities are
 * distributed. The legend has the expected calibration error.
 *
 * @param models whose scores are probabilities of the positive class
 * @throws {ReportError} `FIGURE_OPTIONS_INVALID`, also for scores outside [0, 1]
 */
export function calibrationCurve(
  models: readonly ScoredModel[],
  options: CalibrationCurveOptions = {},
): Figure {
  const kind = 'calibrationCurve'
  checkScoredModels(kind, models, options, { model: PROBABILITIES, options: { bins: COUNT } })
  const { positiveLabel, palette, bins = 10 } = options
  const calibrated = models.flatMap(({ name, group, scores, labels }): CalibratedModel[] => {
    const calibration = calibrate(scores, labels, { positiveLabel, bins })
    if (calibration.ece === null) return []
    return [{ name, ...(group !== undefined && { group }), calibration, scores }]
  })
  if (calibrated.length === 0) {
    const why = 'calibration: it takes events of both classes'
    return noteFigure(kind, noneHas(models.length, 'model', why))
  }
  const groups = groupModels(calibrated, palette)
  const hasWhiskers = calibrated.length <= MAX_WHISKERS
  const x = fixedAxis('x', { title: 'Predicted probability' }, 'linear', 0, 1)
  const y = fixedAxis('y', { title: 'Share of positives', gridLines: true }, 'linear', 0, 1)
  const reliability = composePlot({
    x,
    y,
    datasets: groups.flatMap(({ colour, models }) =>
      models.flatMap(({ calibration }) => binLine(calibration, colour, hasWhiskers)),
    ),
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
  return composeFigure({
    kind,
    x,
    y,
    panels: {
      plots: [reliability, scoreHistogram(groups, x)].map((plot) => ({ title: '', ...plot })),
      columns: 1,
      freeAxes: ['y'],
      rowWeights: ROW_WEIGHTS,
    },
    legend: [
      legendSection('Calibration error (ECE)', groups.map(errorItem)),
      { title: '', items: [referenceItem('perfectly calibrated')] },
    ],
    notes: leftOut(models.length - calibrated.length, 'model', WITHOUT_CLASSES),
    caption:
      'Share of positives against the mean predicted probability, in ' +
      `${count(bins, 'bin')} of equal numbers of events.${intervals} ECE is the mean distance from the ` +
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

function binLine({ bins }: Calibration, colour: string, hasPoints: boolean): FigureDataset[] {
  const points = bins.map(({ predicted, observed }) => ({ x: predicted, y: observed }))
  const line = lineDataset(points, { colour, width: hasPoints ? LINE_PX.curve : pt(0.8) })
  return hasPoints ? [pointsDataset(points, { colour, radius: pt(2.2) }), line] : [line]
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
  const contours = groups.map(({ colour, models }) => {
    const counts = new Array<number>(HISTOGRAM_BINS).fill(0)
    let n = 0
    for (const { scores } of models) {
      for (const score of Array.from(scores)) {
        if (Number.isNaN(score)) continue
        const bin = Math.min(HISTOGRAM_BINS - 1, Math.floor(score * HISTOGRAM_BINS))
        counts[bin] = (counts[bin] as number) + 1
        n++
      }
    }
    return { colour, shares: counts.map((each) => each / n) }
  })
  const highest = Math.max(...contours.flatMap(({ shares }) => shares))
  return composePlot({
    x,
    y: axis([0, highest], 'y', { title: 'Share of events', scale: 'linear', fromZero: true }),
    datasets: contours.map(({ colour, shares }) => ({
      ...lineDataset(
        [
          { x: 0, y: 0 },
          ...shares.flatMap((y, i) => [
            { x: i / HISTOGRAM_BINS, y },
            { x: (i + 1) / HISTOGRAM_BINS, y },
          ]),
          { x: 1, y: 0 },
        ],
        { colour, width: LINE_PX.mark },
      ),
      ...(contours.length === 1 && { fill: 'shape', backgroundColor: withOpacity(colour, 0.2) }),
    })),
  })
}

/** `vq: 0.031`, or over the models of a group, `vq: 0.031–0.048 (n = 6)`. */
function errorItem({ shortName, colour, models }: ModelGroup<CalibratedModel>): LegendItem {
  const errors = models.map(({ calibration }) => calibration.ece as number)
  const range = [...new Set([Math.min(...errors), Math.max(...errors)])]
  const size = models.length > 1 ? ` (n = ${models.length})` : ''
  const text = `${shortName}: ${range.map((error) => error.toFixed(3)).join('–')}${size}`
  return { text, symbol: 'line', colour }
}
