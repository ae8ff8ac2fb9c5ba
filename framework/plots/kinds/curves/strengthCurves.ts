import * as v from 'valibot'
import {
  describeIntervals,
  ESTIMATORS,
  nameIntervals,
} from '../../../stats/intervals/intervalText.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { plottableInterval } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { leftOut, noneHas } from '../../../text/counts.ts'
import type { Figure, FigureAxis, LegendItem } from '../../figure.ts'
import { axis, chooseScale, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { dashOf, pointStyleOf } from '../../parts/colours/categories.ts'
import { colourFinder, compareNames, type Palette } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { sectionOf } from '../../parts/groups.ts'
import {
  checkData,
  checkOptions,
  FACET_AXES,
  ITEM_FACET,
  PALETTE,
  REFERENCE,
  SCALE,
} from '../../parts/options.ts'
import { type FacetedItem, facetWithin, panelOf } from '../../parts/panels/facetMembers.ts'
import {
  drawItemFacets,
  type FacetOptions,
  isFree,
  type SharedLook,
} from '../../parts/panels/facets.ts'
import {
  placeReference,
  type Reference,
  referenceAt,
  referenceItem,
} from '../../parts/reference.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { hasSingleModels } from '../../parts/singleModels.ts'
import { INK } from '../../theme.ts'
import {
  type StrengthPoint,
  strandDatasets,
  strandOf,
  strengthLanes,
  strengthWhiskers,
} from './strengthStrands.ts'

/** How a value of one model answers to one corruption. */
export interface StrengthCurve extends FacetedItem {
  /** The corruption and its parameter: curves of the same corruption share a panel. */
  readonly corruption: string
  /** Curves of the same group share a colour and have a mean: a model's tokenizer, say. */
  readonly group: string
  readonly points: readonly StrengthPoint[]
}

/** Horizontal axes fit each panel by default: the strengths of two corruptions are different things. */
export interface StrengthCurvesOptions extends Pick<FacetOptions, 'facetAxes'> {
  /** Name and unit of the value. */
  readonly title: string
  /** A dashed line across, such as chance. Default none. */
  readonly reference?: Reference
  /** Of the value. Default `auto`. */
  readonly scale?: ScaleChoice
  /** The report's colours, by group. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
}

const CURVE = v.object({
  corruption: TEXT,
  group: TEXT,
  facet: ITEM_FACET,
  points: v.array(v.object({})),
})
const KIND = 'strengthCurves'

/**
 * A value against the strength of a corruption, one panel per corruption. A group of several models has
 * the mean of its models (on a log axis the geometric one) with Student's 95 % interval over them (of
 * two models, their range), the single models thin behind it; a group of one model has that model's own
 * interval. Strengths above zero that ask for a log axis have one. Curves that name a `facet` stand in a
 * row of panels for each.
 */
export function strengthCurves(
  curves: readonly StrengthCurve[],
  options: StrengthCurvesOptions,
): Figure {
  checkData('strengthCurves', { curves }, { curves: v.array(CURVE) })
  checkOptions(
    'strengthCurves',
    options,
    { title: TEXT, reference: REFERENCE, scale: SCALE, palette: PALETTE, facetAxes: FACET_AXES },
    ['title'],
  )
  const { title, scale, palette, facetAxes = 'free x' } = options
  const drawable = curves
    .map(
      ({ points, ...curve }): StrengthCurve => ({
        ...curve,
        points: points.map(plottableInterval),
        facet: facetWithin(curve.facet, curve.corruption),
      }),
    )
    .filter(({ points }) => points.some(({ value }) => Number.isFinite(value)))
  if (drawable.length === 0) {
    return noteFigure(KIND, noneHas(curves.length, 'curve', `values of ${title}`))
  }
  const type = chooseScale(
    drawable.flatMap(({ points }) => points.map(({ value }) => value)),
    scale,
  )
  const { reference, notes } = placeReference(options.reference, { type })
  const groups = drawable.map(({ group }) => group)
  const hasFreeX = isFree(facetAxes, 'x')
  const figure = drawItemFacets(drawable, groups, { palette, facetAxes, scale }, (look, shown) =>
    drawStrengths(shown, { title, reference, hasFreeX, ...look }),
  )
  const undrawable = curves
    .flatMap(({ points }) => points)
    .filter(({ value }) => !isDrawable(value, { type })).length
  return {
    ...figure,
    notes: [
      ...leftOut(undrawable, 'value', 'missing, infinite or without a place on a log axis'),
      ...figure.notes,
      ...notes,
    ],
  }
}

interface DrawnStrengths extends SharedLook {
  readonly title: string
  readonly reference: Reference | undefined
  /** Whether each panel has a horizontal axis of its own. */
  readonly hasFreeX: boolean
}

/** The curves of one panel, or those of all for what panels share. */
function drawStrengths(
  curves: readonly StrengthCurve[],
  { title, reference, hasFreeX, scale, xScale, palette, axes }: DrawnStrengths,
): Figure {
  if (curves.length === 0) return noteFigure(KIND, 'No curve was selected.')
  const x = axes?.x ?? strengthAxis(curves, hasFreeX ? 'auto' : xScale)
  const panels = [...groupBy(curves, panelOf).values()].map((members) => ({
    members,
    x: hasFreeX ? strengthAxis(members, 'auto') : x,
  }))
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value))
  const isLog = chooseScale(values, scale) === 'logarithmic'
  const estimator = isLog ? 'geometric' : 'mean'
  const inPanels = panels.map(({ members, x }) => {
    const strands = [...groupBy(members, ({ group }) => group)].map(([group, models]) =>
      strandOf(group, models, { x, estimator }),
    )
    return { strands, lanes: strengthLanes(strands, x) }
  })
  const strands = inPanels.flatMap((panel) => panel.strands)
  const hasLanes = inPanels.some(({ lanes }) => lanes !== undefined)
  // What panels share has nothing drawn.
  const lanes = panels.length === 1 ? inPanels[0]?.lanes : undefined
  const ends = strands.flatMap(({ main }) => main.flatMap(({ low, high }) => [low, high]))
  const y = axis([...values, ...ends, reference?.value ?? Number.NaN], 'y', {
    title,
    scale: isLog ? 'log' : 'linear',
    gridLines: true,
  })
  const groups = [...groupBy(strands, ({ group }) => group)].sort(([a], [b]) => compareNames(a, b))
  const names = groups.map(([group]) => group)
  const colourOf = colourFinder(names, palette)
  // A panel may have but one of the groups that the legend tells apart.
  const nGroups = palette?.size ?? groups.length
  const shownAs = shownNames(names)
  const hasMeans = strands.some(({ models }) => models.length > 1)
  const hasThin = hasSingleModels(groups.length)
  const intervals = strands.flatMap(({ intervals }) => intervals)
  const atZero = panels.flatMap(({ members, x }) =>
    members.flatMap(({ points }) => points).filter(({ strength }) => !isDrawable(strength, x)),
  )
  return composeFigure({
    kind: KIND,
    x: lanes?.x ?? x,
    y,
    datasets: panels.length === 1 ? strandDatasets(strands, { colourOf, nGroups }, y, lanes) : [],
    marks: [
      ...(reference ? [referenceAt(reference.value, lanes?.x ?? x)] : []),
      ...(lanes ? strengthWhiskers(strands, colourOf, lanes, y) : []),
    ],
    legend: [
      sectionOf(
        '',
        groups.map(([name, members]) => {
          const n = Math.max(...members.map(({ models }) => models.length))
          return { name, colour: colourOf(name), n, size: `n = ${n}` }
        }),
        ({ name, colour, size }) => {
          const dash = dashOf(colour, nGroups)
          return {
            text: `${shownAs(name)} (${size})`,
            symbol: 'line',
            colour,
            pointStyle: pointStyleOf(colour),
            ...(dash.length > 0 && { dash }),
          }
        },
      ),
      { title: '', items: keyOf(intervals, { hasMeans, hasLanes }, reference) },
    ],
    notes: leftOut(atZero.length, 'value', 'at strength 0, which a log axis cannot show'),
    caption:
      `${title} against the strength of the corruption. ` +
      (hasMeans
        ? `${hasThin ? 'Thick lines' : 'Lines'} are the ${ESTIMATORS[estimator]} over the models of a group, ${hasLanes ? 'whiskers' : 'shaded'} the ` +
          `${describeIntervals(intervals, 'models')}${hasThin ? '; thin lines are single models' : ''}.`
        : `${hasLanes ? 'Whiskers' : 'Shaded'} are the models' own 95 % intervals over events.`) +
      (hasLanes ? ' Groups at the same strength stand side by side.' : '') +
      namesInFull(names),
    alt: `${title} against the strength of ${[...new Set(curves.map(({ corruption }) => corruption))].join(' and ')}.`,
  })
}

/** Zero, which means no corruption, does not keep strengths over decades from a log axis. */
function strengthAxis(curves: readonly StrengthCurve[], scale: ScaleChoice): FigureAxis {
  const strengths = curves.flatMap(({ points }) => points.map(({ strength }) => strength))
  const positive = strengths.filter((strength) => strength > 0)
  const isLog = chooseScale(positive, scale) === 'logarithmic'
  return axis(isLog ? positive : strengths, 'x', {
    title: 'Strength of the corruption',
    scale: isLog ? 'log' : 'linear',
  })
}

function keyOf(
  intervals: readonly MeanInterval[],
  { hasMeans, hasLanes }: { hasMeans: boolean; hasLanes: boolean },
  reference: Reference | undefined,
): LegendItem[] {
  const text = hasMeans ? `${nameIntervals(intervals)} over models` : '95 % interval over events'
  return [
    hasLanes
      ? { text: `Whiskers: ${text}`, symbol: 'none', colour: INK.text }
      : { text, symbol: 'band', colour: '#bbbbbb' },
    ...(reference ? [referenceItem(reference.name)] : []),
  ]
}
