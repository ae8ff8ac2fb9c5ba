import {
  type PrecisionRecallCurve,
  precisionRecallCurve,
} from '../../../stats/roc/precisionRecall.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import { formatNumber } from '../../../text/numbers/numberFormat.ts'
import type { Figure, FigurePoint, LegendItem } from '../../figure.ts'
import { fixedAxis } from '../../parts/axes/axes.ts'
import { extent } from '../../parts/axes/extent.ts'
import { composeFigure, noteFigure, withNotes } from '../../parts/composeFigure.ts'
import { OTHER_GROUPS } from '../../parts/panels/otherGroups.ts'
import { arePiledUp } from '../../parts/panels/pileUp.ts'
import { referenceAt, referenceItem } from '../../parts/reference.ts'
import {
  areAlone,
  areaLegend,
  areaSets,
  areRepeated,
  crowdAsOne,
  groupModels,
  groupsInFull,
  type ModelArea,
  nModels,
} from './modelGroups.ts'
import {
  coveredCurvesNote,
  curvesInWords,
  groupCurves,
  groupHeights,
  type Height,
  otherCurves,
  stepped,
} from './modelLines.ts'
import { drawModels, type ModelsLook, solidIf } from './modelPanels.ts'
import { areasInWords, freeCorner, panelAreas } from './panelAreas.ts'
import {
  checkScoredModels,
  identityOf,
  invalidNote,
  labelsNote,
  type ModelIdentity,
  type ScoredModel,
  type ScoredModelOptions,
  scoredOr,
  WITHOUT_CLASSES,
} from './scoredModel.ts'

const KIND = 'precisionRecallCurves'

/** A model's curve, as `precisionRecallCurve` returns it. */
export interface NamedPrecisionRecall extends ModelIdentity {
  readonly curve: PrecisionRecallCurve
}

/** Of all curves: more take seconds to draw. */
const MAX_POINTS = 50_000
const USUAL_POINTS = 500
/** Between points as close as these in recall, steps cannot be told from lines, which draw cleaner. */
const LEAST_FOR_LINES = 100

/**
 * Precision against recall as steps, with the average precision and its interval in the legend (where
 * models share a group, or past a dozen, its range over the group), over the line of the prevalence,
 * which is the precision of scores that tell nothing. What matters where the positive class is rare. More than
 * five groups whose areas overlap have a panel each, with the others grey behind.
 *
 * @param models with their scores, or with their curves
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function precisionRecallCurves(
  models: readonly (ScoredModel | NamedPrecisionRecall)[],
  options: ScoredModelOptions = {},
): Figure {
  checkScoredModels(KIND, models, options, { model: scoredOr('curve') })
  const { positiveLabel, palette, facetAxes } = options
  const maxPoints = Math.max(2, Math.min(USUAL_POINTS, Math.floor(MAX_POINTS / models.length)))
  const curves = crowdAsOne(models).map((model) =>
    'curve' in model
      ? model
      : {
          ...identityOf(model),
          curve: precisionRecallCurve(model.scores, model.labels, { positiveLabel, maxPoints }),
        },
  )
  const areCovered = () => arePiledUp(areaSets(curves.flatMap(withArea)))
  const figure = drawModels(curves, { palette, facetAxes, areCovered }, drawCurves)
  const lacking = models.filter((_, i) => curves[i]?.curve.averagePrecision === null)
  return withNotes(figure, labelsNote(lacking, positiveLabel))
}

function drawCurves(
  curves: readonly NamedPrecisionRecall[],
  look: ModelsLook<NamedPrecisionRecall>,
): Figure {
  const { palette, byGroup, isBare, others } = look
  const drawable = curves.flatMap(withArea)
  if (drawable.length === 0) {
    const why = 'precision and recall: they take events of both classes'
    return noteFigure(KIND, noneHas(nModels(curves), 'model', why))
  }
  const leftOver = curves.filter(({ curve }) => curve.averagePrecision === null)
  const groups = solidIf(byGroup, groupModels(drawable, palette))
  const x = fixedAxis('x', { title: 'Recall (true positive rate)' }, 'linear', 0, 1)
  const prevalence = prevalences(drawable.map(({ curve }) => curve))
  return composeFigure({
    kind: KIND,
    aspect: 1,
    x,
    y: fixedAxis('y', { title: 'Precision', gridLines: true }, 'linear', 0, 1),
    datasets: [
      ...groupCurves(groups, pointsOf, heightOf),
      ...otherCurves(groupModels(others.flatMap(withArea), palette), pointsOf, heightOf),
    ],
    marks: [
      ...prevalence.map((share) => referenceAt(share, x)),
      ...panelAreas(
        'AP',
        groups,
        freeCorner('left', groupHeights(groups, heightOf), groups.length),
        look,
      ),
    ],
    legend: [
      ...(byGroup ? [] : [areaLegend('Average precision', groups)]),
      { title: '', items: [...(byGroup ? [OTHER_GROUPS] : []), prevalenceItem(prevalence)] },
    ],
    notes: [
      ...leftOut(nModels(leftOver), 'model', WITHOUT_CLASSES),
      ...invalidNote(curves.map(({ curve }) => curve)),
      ...(isBare ? [] : coveredCurvesNote(groups, pointsOf, heightOf)),
    ],
    caption:
      'Precision against recall' +
      (areRepeated(groups) || byGroup
        ? `.${areasInWords('average precision (AP) of each curve', groups, byGroup)}`
        : areAlone(groups)
          ? ', with the average precision of each model and its 95 % interval over events (on the logits).'
          : ', with the average precision of each group: the range over its models.') +
      curvesInWords(groups, 'recall', byGroup) +
      ' Dashed is the prevalence, the precision of scores that tell nothing.' +
      groupsInFull(groups),
    alt: `Precision against recall of ${count(nModels(drawable), 'model')}.`,
  })
}

/** The curve with its area, if it has one. */
function withArea(model: NamedPrecisionRecall): (NamedPrecisionRecall & ModelArea)[] {
  const { averagePrecision, low, high } = model.curve
  if (averagePrecision === null) return []
  return [{ ...model, area: averagePrecision, low: low ?? Number.NaN, high: high ?? Number.NaN }]
}

function heightOf({ curve: { recall, precision } }: NamedPrecisionRecall): Height {
  return stepped(recall, precision)
}

/** Up to each recall, the precision at the threshold that reaches it. */
function pointsOf({ curve: { recall, precision } }: NamedPrecisionRecall): FigurePoint[] {
  if (recall.length >= LEAST_FOR_LINES) {
    return recall.map((x, i) => ({ x, y: precision[i] as number }))
  }
  return recall.flatMap((end, i) => {
    const y = precision[i] as number
    return [
      { x: recall[i - 1] ?? 0, y },
      { x: end, y },
    ]
  })
}

/** The least and the greatest, or the one that all models have. */
function prevalences(curves: readonly PrecisionRecallCurve[]): number[] {
  return [...new Set(extent(curves.flatMap(({ prevalence }) => prevalence ?? [])))]
}

function prevalenceItem(prevalence: readonly number[]): LegendItem {
  const shares = prevalence.map((share) => formatNumber(share, { keepZeros: true }))
  return referenceItem(`prevalence ${[...new Set(shares)].join('–')}`)
}
