import * as v from 'valibot'
import { plottableInterval, type WithGaps } from '../../../tables/columns.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { noneHas } from '../../../text/counts.ts'
import type { Figure } from '../../figure.ts'
import type { ScaleChoice } from '../../parts/axes/axes.ts'
import { isNumber, undrawnNotes } from '../../parts/axes/undrawn.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { noteFigure } from '../../parts/composeFigure.ts'
import {
  checkData,
  checkOptions,
  FACET_AXES,
  ITEM_FACET,
  PALETTE,
  REFERENCE,
  SCALE,
} from '../../parts/options.ts'
import { drawItemFacets, type FacetOptions, isFree } from '../../parts/panels/facets.ts'
import type { Reference } from '../../parts/reference.ts'
import { drawStrengths, KIND } from './drawStrengths.ts'
import { lackingModelsNote } from './lackingModels.ts'
import { layOutStrengths } from './strengthPanels.ts'
import { hasValue, type StrengthCurve, type StrengthPoint } from './strengthResponses.ts'

/** Horizontal axes fit each panel by default: the strengths of two corruptions are different things. */
export interface StrengthCurvesOptions extends Pick<FacetOptions, 'facetAxes'> {
  /** Name and unit of the value. */
  readonly title: string
  /** A dashed line across, such as chance. Default none. */
  readonly reference?: Reference
  /** Of the value. Default `auto`. */
  readonly scale?: ScaleChoice
  /** Of the strength: `log` leaves out strength 0. Default `auto`, so only past two decades. */
  readonly xScale?: ScaleChoice
  /** The report's colours, by group. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
}

/** A curve whose points may be without a value, or without an interval. */
interface GivenCurve extends Omit<StrengthCurve, 'points'> {
  readonly points: readonly WithGaps<StrengthPoint>[]
}

const NUMBER = v.custom<number>((value) => typeof value === 'number', 'expected a number')

const CURVE = v.object({
  corruption: TEXT,
  group: TEXT,
  name: v.optional(TEXT),
  facet: ITEM_FACET,
  points: v.pipe(
    v.array(v.looseObject({ strength: NUMBER })),
    v.check(
      (points) => new Set(points.map(({ strength }) => strength)).size === points.length,
      'expected each strength once: give each model a curve of its own',
    ),
  ),
})

/**
 * A value against the strength of a corruption, one panel per corruption. A group of several models has
 * the mean of its models (on a log axis the geometric one) with Student's 95 % interval over them (of
 * two models, their range), the single models thin behind it; a group of one model has that model's own
 * interval. Where a model has no further values the mean breaks, and goes on as that of those that are left, as
 * long as they are half of the group and two at least. Strengths that ask for a log axis have one; where some
 * are zero, only past two decades. Curves
 * that name a `facet` stand in a row of panels for each. More than five groups that cover each other have a panel
 * each, with the means of the others grey behind; under several corruptions up to eight have a row of panels each,
 * more their means alone.
 *
 * @param curves null is no value, and `low` and `high` of a point may be left out
 */
export function strengthCurves(
  curves: readonly GivenCurve[],
  options: StrengthCurvesOptions,
): Figure {
  checkData('strengthCurves', { curves }, { curves: v.array(CURVE) })
  checkOptions(
    'strengthCurves',
    options,
    {
      title: TEXT,
      reference: REFERENCE,
      scale: SCALE,
      xScale: SCALE,
      palette: PALETTE,
      facetAxes: FACET_AXES,
    },
    ['title'],
  )
  const { title, scale, xScale, palette } = options
  const plottable = curves.map(
    ({ points, ...curve }): StrengthCurve => ({ ...curve, points: points.map(plottableInterval) }),
  )
  const drawable = plottable.filter(({ points }) => points.some(hasValue))
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value ?? Number.NaN))
  const words = { noun: 'value', title, missing: 'missing' }
  if (drawable.length === 0) {
    const notes = undrawnNotes(values.filter(isNumber), words)
    return noteFigure(KIND, noneHas(curves.length, 'curve', `values of ${title}`), notes)
  }
  const { curves: placed, ...layout } = layOutStrengths(drawable)
  const { facetAxes = layout.facetAxes } = options
  const groups = placed.map(({ group }) => group)
  const hasFreeX = isFree(facetAxes, 'x')
  const { byGroup } = layout
  const figure = drawItemFacets(
    placed,
    groups,
    { palette, facetAxes, scale, xScale, byGroup },
    (look, shown) =>
      drawStrengths(shown, {
        title,
        reference: options.reference,
        hasFreeX,
        ownXScale: xScale ?? 'auto',
        ...layout,
        all: placed,
        ...look,
      }),
  )
  const { y } = figure.chart.options.scales
  return {
    ...figure,
    notes: [...undrawnNotes(values, words, y), ...lackingModelsNote(plottable, y), ...figure.notes],
  }
}
