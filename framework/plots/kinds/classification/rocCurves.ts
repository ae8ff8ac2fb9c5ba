import * as v from 'valibot'
import { TEXT } from '../../../text/checkOptions.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import type { Figure, FigurePoint } from '../../figure.ts'
import { fixedAxis } from '../../parts/axes/axes.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { checkData, checkOptions, ITEM_FACET, NUMBERS, PALETTE } from '../../parts/options.ts'
import type { FacetedItem } from '../../parts/panels/facetMembers.ts'
import { drawItemFacets } from '../../parts/panels/facets.ts'
import { REFERENCE_LINE, referenceItem } from '../../parts/reference.ts'
import {
  areAlone,
  areaLegend,
  areRepeated,
  colourGroups,
  crowdAsOne,
  groupModels,
  groupsInFull,
  nModels,
} from './modelGroups.ts'
import { curvesInWords, groupCurves, interpolated } from './modelLines.ts'
import { areasInWords, panelAreas } from './panelAreas.ts'

/** A model's ROC curve and the area under it, as `rocCurve` and `computeAuroc` return them. */
export interface NamedRocCurve extends FacetedItem {
  readonly name: string
  /** False positive rates, from 0 to 1. */
  readonly fpr: readonly number[]
  /** True positive rates, from 0 to 1. */
  readonly tpr: readonly number[]
  readonly auroc: number
  /** The interval of the area; NaN where there is none. */
  readonly low: number
  readonly high: number
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
 * or past a dozen, the legend names groups, with the range of their areas.
 */
export function rocCurves(
  curves: readonly NamedRocCurve[],
  options: RocCurvesOptions = {},
): Figure {
  checkData('rocCurves', { curves }, { curves: v.array(CURVE) })
  checkOptions('rocCurves', options, { palette: PALETTE })
  const all = crowdAsOne(curves)
  return drawItemFacets(
    all,
    colourGroups(all),
    { palette: options.palette },
    ({ palette, axes }, shown) => drawRoc(shown, palette, axes !== undefined),
  )
}

/** @param isPanel whether it is one of several panels, which share a legend */
function drawRoc(
  curves: readonly NamedRocCurve[],
  palette: Palette | undefined,
  isPanel: boolean,
): Figure {
  const drawable = curves.filter(({ fpr, auroc }) => fpr.length > 1 && Number.isFinite(auroc))
  if (drawable.length === 0) {
    return noteFigure(
      'rocCurves',
      noneHas(nModels(curves), 'model', 'ROC curve: it takes events of both classes'),
    )
  }
  const groups = groupModels(
    drawable.map((curve) => ({ ...curve, area: curve.auroc })),
    palette,
  )
  const leftOver = curves.filter((curve) => !drawable.includes(curve))
  const nPoints = drawable.reduce((sum, { fpr }) => sum + fpr.length, 0)
  const every = Math.ceil(nPoints / MAX_POINTS)
  return composeFigure({
    kind: 'rocCurves',
    aspect: 1,
    x: fixedAxis('x', { title: 'False positive rate' }, 'linear', 0, 1),
    y: fixedAxis('y', { title: 'True positive rate', gridLines: true }, 'linear', 0, 1),
    datasets: groupCurves(
      groups,
      (curve) => pointsOf(curve, every),
      ({ fpr, tpr }) => interpolated(fpr, tpr),
    ),
    marks: [
      {
        ...REFERENCE_LINE,
        points: [
          [0, 0],
          [1, 1],
        ],
      },
      ...(isPanel ? panelAreas('AUROC', groups, 'right') : []),
    ],
    legend: [areaLegend('AUROC', groups), { title: '', items: [referenceItem('chance')] }],
    notes: leftOut(nModels(leftOver), 'model', 'without events of both classes'),
    caption:
      (areRepeated(groups)
        ? `ROC curves.${areasInWords('area under each curve', groups)}`
        : areAlone(groups)
          ? 'ROC curves with the area under each and its 95 % interval over events.'
          : 'ROC curves with the area under each: the range over the models of a group.') +
      curvesInWords(groups, 'false positive rate') +
      groupsInFull(groups),
    alt: `ROC curves of ${count(nModels(drawable), 'model')}.`,
  })
}

/** Every so many points of the curve, and its end. */
function pointsOf({ fpr, tpr }: NamedRocCurve, every: number): FigurePoint[] {
  return fpr.flatMap((x, i) =>
    i % every === 0 || i === fpr.length - 1 ? [{ x, y: tpr[i] as number }] : [],
  )
}
