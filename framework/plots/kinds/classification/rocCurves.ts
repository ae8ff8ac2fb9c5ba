import * as v from 'valibot'
import { NUMBERS, TEXT } from '../../../text/checkOptions.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import type { Figure, FigurePoint } from '../../figure.ts'
import { fixedAxis } from '../../parts/axes/axes.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { checkData, checkOptions, ITEM_FACET, PALETTE } from '../../parts/options.ts'
import type { FacetedItem } from '../../parts/panels/facetMembers.ts'
import { OTHER_GROUPS } from '../../parts/panels/otherGroups.ts'
import { arePiledUp } from '../../parts/panels/pileUp.ts'
import { REFERENCE_LINE, referenceItem } from '../../parts/reference.ts'
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
  interpolated,
  otherCurves,
} from './modelLines.ts'
import { drawModels, type ModelsLook, solidIf } from './modelPanels.ts'
import { areasInWords, panelAreas } from './panelAreas.ts'
import { invalidNote, WITHOUT_CLASSES } from './scoredModel.ts'

/** A model's ROC curve and the area under it, as `rocCurve` and `computeAuroc` return them. */
export interface NamedRocCurve extends FacetedItem {
  readonly name: string
  /** False positive rates, from 0 to 1. */
  readonly fpr: readonly number[]
  /** True positive rates, from 0 to 1. */
  readonly tpr: readonly number[]
  /** Null or NaN where there is none; so are the ends of its interval. */
  readonly auroc: number | null
  readonly low: number | null
  readonly high: number | null
  /** Events that were left out since they have no valid score. Default 0. */
  readonly nInvalid?: number
  /** Curves of the same group share a colour. Default: the name. */
  readonly group?: string
}

export interface RocCurvesOptions {
  /** The report's colours, by group. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
}

const CURVE = v.pipe(
  v.object({
    name: TEXT,
    fpr: NUMBERS,
    tpr: NUMBERS,
    group: v.optional(TEXT),
    facet: ITEM_FACET,
  }),
  v.forward(
    v.check(({ fpr, tpr }) => fpr.length === tpr.length, 'expected as many numbers as in fpr'),
    ['tpr'],
  ),
)
/** Of all curves: more take seconds to draw, and hundreds of curves hide each other's details. */
const MAX_POINTS = 50_000

/**
 * ROC curves with the area under each and its interval in the legend; where curves share a group,
 * or past a dozen, the legend names groups, with the range of their areas. More than five groups whose areas
 * overlap have a panel each, with the others grey behind.
 */
export function rocCurves(
  curves: readonly NamedRocCurve[],
  options: RocCurvesOptions = {},
): Figure {
  checkData('rocCurves', { curves }, { curves: v.array(CURVE) })
  checkOptions('rocCurves', options, { palette: PALETTE })
  const all = crowdAsOne(curves)
  const areCovered = () => arePiledUp(areaSets(all.filter(isDrawable).map(withArea)))
  return drawModels(all, { palette: options.palette, areCovered }, drawRoc)
}

function drawRoc(curves: readonly NamedRocCurve[], look: ModelsLook<NamedRocCurve>): Figure {
  const { palette, byGroup, isBare, others } = look
  const drawable = curves.filter(isDrawable)
  if (drawable.length === 0) {
    return noteFigure(
      'rocCurves',
      noneHas(nModels(curves), 'model', 'ROC curve: it takes events of both classes'),
    )
  }
  const groups = solidIf(byGroup, groupModels(drawable.map(withArea), palette))
  const leftOver = curves.filter((curve) => !drawable.includes(curve))
  const nPoints = drawable.reduce((sum, { fpr }) => sum + fpr.length, 0)
  const every = Math.ceil(nPoints / MAX_POINTS)
  const lines = [
    (curve: NamedRocCurve) => pointsOf(curve, every),
    ({ fpr, tpr }: NamedRocCurve) => interpolated(fpr, tpr),
  ] as const
  return composeFigure({
    kind: 'rocCurves',
    aspect: 1,
    x: fixedAxis('x', { title: 'False positive rate' }, 'linear', 0, 1),
    y: fixedAxis('y', { title: 'True positive rate', gridLines: true }, 'linear', 0, 1),
    datasets: [
      ...groupCurves(groups, ...lines),
      ...otherCurves(groupModels(others.filter(isDrawable), palette), ...lines),
    ],
    marks: [
      {
        ...REFERENCE_LINE,
        points: [
          [0, 0],
          [1, 1],
        ],
      },
      ...panelAreas('AUROC', groups, { corner: 'right' }, look),
    ],
    legend: [
      ...(byGroup ? [] : [areaLegend('AUROC', groups)]),
      { title: '', items: [...(byGroup ? [OTHER_GROUPS] : []), referenceItem('chance')] },
    ],
    notes: [
      ...leftOut(nModels(leftOver), 'model', WITHOUT_CLASSES),
      ...invalidNote(curves),
      ...(isBare ? [] : coveredCurvesNote(groups, ...lines)),
    ],
    caption:
      (areRepeated(groups) || byGroup
        ? `ROC curves.${areasInWords('area under each curve', groups, byGroup)}`
        : areAlone(groups)
          ? 'ROC curves with the area under each and its 95 % interval over events.'
          : 'ROC curves with the area under each: the range over the models of a group.') +
      curvesInWords(groups, 'false positive rate', byGroup) +
      groupsInFull(groups),
    alt: `ROC curves of ${count(nModels(drawable), 'model')}.`,
  })
}

function isDrawable({ fpr, auroc }: NamedRocCurve): boolean {
  return fpr.length > 1 && auroc !== null && Number.isFinite(auroc)
}

function withArea(curve: NamedRocCurve): NamedRocCurve & ModelArea {
  const { auroc, low, high } = curve
  return { ...curve, area: auroc ?? Number.NaN, low: low ?? Number.NaN, high: high ?? Number.NaN }
}

/** Every so many points of the curve, and its end. */
function pointsOf({ fpr, tpr }: NamedRocCurve, every: number): FigurePoint[] {
  return fpr.flatMap((x, i) =>
    i % every === 0 || i === fpr.length - 1 ? [{ x, y: tpr[i] as number }] : [],
  )
}
