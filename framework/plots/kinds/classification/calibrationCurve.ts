import * as v from 'valibot'
import { calibrate, distributeProbabilities } from '../../../stats/roc/calibration.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { COUNT } from '../../../text/checkOptions.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import { formatNumber } from '../../../text/numbers/numberFormat.ts'
import type { Figure, LegendItem, Mark } from '../../figure.ts'
import { fixedAxis } from '../../parts/axes/axes.ts'
import { extent, largest } from '../../parts/axes/extent.ts'
import { composeFigure, noteFigure, withNotes } from '../../parts/composeFigure.ts'
import { panelOf } from '../../parts/panels/facetMembers.ts'
import { OTHER_GROUPS } from '../../parts/panels/otherGroups.ts'
import { composePlot } from '../../parts/panels/panels.ts'
import { REFERENCE_LINE, referenceItem } from '../../parts/reference.ts'
import { areaDecimals, rangeText } from './areaText.ts'
import {
  binWhiskers,
  type CalibratedModel,
  calibrationHeights,
  calibrationLines,
  coveredCalibrationsNote,
  otherCalibrations,
  scoreHistogram,
} from './calibrationLines.ts'
import {
  areAlone,
  areRepeated,
  colourGroups,
  crowdAsOne,
  groupItem,
  groupModels,
  groupsInFull,
  type ModelArea,
  type ModelGroup,
  nModels,
  valuesLegend,
} from './modelGroups.ts'
import { areSinglesDrawn, inPlots } from './modelLines.ts'
import { drawModels, type ModelsLook, solidIf } from './modelPanels.ts'
import { areasInWords, freeCorner, panelAreas } from './panelAreas.ts'
import {
  checkScoredModels,
  identityOf,
  invalidNote,
  labelsNote,
  SCORED_MODEL,
  type ScoredModel,
  type ScoredModelOptions,
  scoredOr,
} from './scoredModel.ts'

export interface CalibrationCurveOptions extends ScoredModelOptions {
  /** Bins of about as many events each. Default 10, or fewer of at least 5 events. */
  readonly bins?: number
}

/** Of the diagram and the histogram, in relation to each other. */
const STACK = [5, 2]
/** More of them hide each other. */
const MAX_WHISKERS = 4
/** A page has no room for histograms below more panels. */
const MAX_HISTOGRAMS = 12

const KIND = 'calibrationCurve'

/**
 * A reliability diagram: how often events are positive against the probability that was predicted, in
 * bins of equal numbers of events with Wilson's intervals, and below it how the probabilities are
 * distributed. The legend has the expected calibration error, in panels each panel. More than five groups
 * have a panel each, with the others grey behind.
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
  const { positiveLabel, palette, facetAxes, bins } = options
  const all = crowdAsOne(models).map((model): CalibratedModel => {
    if ('calibration' in model) return model
    const { scores, labels } = model
    return {
      ...identityOf(model),
      calibration: calibrate(scores, labels, {
        positiveLabel,
        ...(bins !== undefined && { bins }),
      }),
      distribution: distributeProbabilities(scores),
    }
  })
  const nGroups = new Set(colourGroups(all)).size
  // Lines with points are hard to follow wherever they lie.
  const look = { palette, facetAxes, areCovered: () => true }
  const figure = drawModels(all, look, (shown, look) => {
    const hasHistogram = !look.byGroup || nGroups <= MAX_HISTOGRAMS
    return drawCalibration(shown, { hasHistogram, ...look })
  })
  const lacking = models.filter((_, i) => !isCalibrated(all[i] as CalibratedModel))
  return withNotes(figure, labelsNote(lacking, positiveLabel))
}

interface DrawnCalibration extends ModelsLook<CalibratedModel> {
  readonly hasHistogram: boolean
}

function drawCalibration(models: readonly CalibratedModel[], drawn: DrawnCalibration): Figure {
  const { palette, byGroup, others, hasHistogram } = drawn
  const calibrated = models.filter(isCalibrated)
  if (calibrated.length === 0) {
    const why = 'calibration: it takes events with a label and a probability'
    return noteFigure(KIND, noneHas(nModels(models), 'model', why))
  }
  const groups = solidIf(
    byGroup,
    groupModels(
      calibrated.map((model) => ({ ...model, ...errorOf(model) })),
      palette,
    ),
  )
  const hasWhiskers = haveWhiskers(calibrated, byGroup) && areAlone(groups)
  const x = fixedAxis('x', { title: 'Predicted probability' }, 'linear', 0, 1)
  const y = fixedAxis('y', { title: 'Share of positives', gridLines: true }, 'linear', 0, 1)
  const reliability = {
    x,
    y,
    datasets: [
      ...calibrationLines(groups),
      ...otherCalibrations(groupModels(others.filter(isCalibrated), palette)),
    ],
    marks: [
      {
        ...REFERENCE_LINE,
        points: [
          [0, 0],
          [1, 1],
        ],
      } satisfies Mark,
      ...(hasWhiskers ? groups.flatMap(binWhiskers) : []),
      ...panelAreas(
        'ECE',
        groups,
        freeCorner('right', calibrationHeights(groups), groups.length),
        drawn,
      ),
    ],
  }
  const leftOver = models.filter((model) => !isCalibrated(model))
  const itemOf = errorItems(groups)
  // Few events, or many of the same score, make fewer than are asked for.
  const nBins = largest(calibrated.map(({ calibration }) => calibration.bins.length))
  return composeFigure({
    kind: KIND,
    aspect: 1,
    ...(hasHistogram
      ? {
          x,
          y,
          panels: {
            plots: [composePlot(reliability), scoreHistogram(groups, x)].map((plot) => ({
              title: '',
              ...plot,
            })),
            columns: 1,
            stack: STACK,
          },
        }
      : reliability),
    legend: [
      ...(byGroup ? [] : [valuesLegend('Calibration error (ECE)', groups, itemOf)]),
      {
        title: '',
        items: [...(byGroup ? [OTHER_GROUPS] : []), referenceItem('perfectly calibrated')],
      },
    ],
    notes: [
      ...leftOut(nModels(leftOver), 'model', 'without events that have a label and a probability'),
      ...invalidNote(models.map(({ calibration }) => calibration)),
      ...(drawn.isBare ? [] : coveredCalibrationsNote(groups)),
    ],
    caption: captionOf(groups, { nBins, byGroup, hasWhiskers, hasHistogram }),
    alt:
      `Reliability diagram of ${count(nModels(calibrated), 'model')}.` +
      (areRepeated(groups)
        ? ''
        : ` Calibration errors: ${groups.map((group) => itemOf(group).text).join('; ')}.`),
  })
}

function captionOf(
  groups: readonly ErrorGroup[],
  {
    nBins,
    byGroup,
    hasWhiskers,
    hasHistogram,
  }: { nBins: number; byGroup: boolean; hasWhiskers: boolean; hasHistogram: boolean },
): string {
  const hasSingles = inPlots(groups, byGroup).every(areSinglesDrawn)
  const singles = hasSingles ? ', thin lines single models' : ''
  return (
    [
      'Share of positives against the mean predicted probability, in ' +
        `${count(nBins, 'bin')} of equal numbers of events.`,
      ...(areAlone(groups) ? [] : [`Thick lines are the means of the bins of a group${singles}.`]),
      ...(hasWhiskers ? ["Whiskers are Wilson's 95 % intervals over events."] : []),
      'ECE is the mean distance from the diagonal, weighted by events' +
        `; a calibrated model would have about ${byChance(groups)} by chance.`,
    ].join(' ') +
    (byGroup || areRepeated(groups) ? areasInWords('ECE', groups, byGroup) : '') +
    (hasHistogram ? ' Below: how the predicted probabilities are distributed.' : '') +
    groupsInFull(groups)
  )
}

/** A group with the calibration errors of its models. */
type ErrorGroup = ModelGroup<CalibratedModel & ModelArea>

function isCalibrated({ calibration }: CalibratedModel): boolean {
  return calibration.ece !== null
}

/** The calibration error as a panel writes it. */
function errorOf({ calibration }: CalibratedModel): Pick<ModelArea, 'area' | 'low' | 'high'> {
  return { area: calibration.ece as number, low: Number.NaN, high: Number.NaN }
}

/** What the calibration errors would be on average if the models were calibrated. */
function byChance(groups: readonly ErrorGroup[]): string {
  const errors = groups
    .flatMap(({ models }) => models)
    .map(({ calibration }) => calibration.eceByChance as number)
  return [...new Set(extent(errors).map((error) => formatNumber(error, { digits: 2 })))].join('–')
}

/** Whether the models of some panel are few enough. */
function haveWhiskers(models: readonly CalibratedModel[], byGroup: boolean): boolean {
  const panels = groupBy(models, byGroup ? ({ group, name }) => group ?? name : panelOf)
  return [...panels.values()].some(({ length }) => length <= MAX_WHISKERS)
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

/** `vq: 0.031`, or over the models of a group, `vq: 0.031–0.048 (n = 6)`. */
function errorItems(groups: readonly ErrorGroup[]): (group: ErrorGroup) => LegendItem {
  const decimals = areaDecimals(groups.flatMap(({ models }) => models))
  return (group) => {
    const { models } = group
    const size = models.length > 1 ? ` (n = ${models.length})` : ''
    return groupItem(group, rangeText(models, decimals), size)
  }
}
