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
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import type { Figure, FigureAxis, LegendItem } from '../../figure.ts'
import { axis, chooseScale, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { undrawnNotes } from '../../parts/axes/undrawn.ts'
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
import { panelOf } from '../../parts/panels/facetMembers.ts'
import {
  drawItemFacets,
  type FacetOptions,
  isFree,
  type SharedLook,
} from '../../parts/panels/facets.ts'
import { OTHER_GROUPS } from '../../parts/panels/otherGroups.ts'
import {
  placeReference,
  type Reference,
  referenceAt,
  referenceItem,
} from '../../parts/reference.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { hasSingleModels } from '../../parts/singleModels.ts'
import { INK } from '../../theme.ts'
import { layOutStrengths, type StrengthLayout } from './strengthPanels.ts'
import {
  areOfOneStrength,
  coveredMeansNote,
  meansAlone,
  otherMeans,
  responseDatasets,
  responseOf,
  type StrengthCurve,
  type StrengthResponse,
  strengthLanes,
  strengthWhiskers,
} from './strengthResponses.ts'

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
 * row of panels for each. More than five groups that cover each other have a panel each, with the means of the
 * others grey behind; under several corruptions up to eight have a row of panels each, more their means alone.
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
  const { title, scale, palette } = options
  const drawable = curves
    .map(
      ({ points, ...curve }): StrengthCurve => ({
        ...curve,
        points: points.map(plottableInterval),
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
  const { curves: placed, ...layout } = layOutStrengths(drawable)
  const { facetAxes = layout.facetAxes } = options
  const groups = placed.map(({ group }) => group)
  const hasFreeX = isFree(facetAxes, 'x')
  const { byGroup } = layout
  const figure = drawItemFacets(
    placed,
    groups,
    { palette, facetAxes, scale, byGroup },
    (look, shown) =>
      drawStrengths(shown, { title, reference, hasFreeX, ...layout, all: placed, ...look }),
  )
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value))
  return {
    ...figure,
    notes: [
      ...undrawnNotes(values, { noun: 'value', title, missing: 'missing' }, { type }),
      ...figure.notes,
      ...notes,
    ],
  }
}

interface DrawnStrengths extends SharedLook, Pick<StrengthLayout, 'byGroup' | 'areMeansAlone'> {
  /** The curves of all panels. */
  readonly all: readonly StrengthCurve[]
  readonly title: string
  readonly reference: Reference | undefined
  /** Whether each panel has a horizontal axis of its own. */
  readonly hasFreeX: boolean
}

/** The curves of one panel, or those of all for what panels share. */
function drawStrengths(curves: readonly StrengthCurve[], drawn: DrawnStrengths): Figure {
  const { title, reference, hasFreeX, scale, xScale, palette, axes } = drawn
  const { byGroup, areMeansAlone, all } = drawn
  if (curves.length === 0) return noteFigure(KIND, 'No curve was selected.')
  const x = axes?.x ?? strengthAxis(curves, hasFreeX ? 'auto' : xScale)
  const panels = [...groupBy(curves, placeOf).values()].map((members) => ({
    members,
    x: hasFreeX ? strengthAxis(members, 'auto') : x,
  }))
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value))
  const isLog = chooseScale(values, scale) === 'logarithmic'
  const estimator = isLog ? 'geometric' : 'mean'
  const isOneStrength = areOfOneStrength(all)
  const inPanels = panels.map(({ members, x }) => {
    const responses = [...groupBy(members, ({ group }) => group)].map(([group, models]) =>
      responseOf(group, models, { x, estimator }),
    )
    return {
      responses,
      lanes: areMeansAlone ? undefined : strengthLanes(responses, x, isOneStrength),
    }
  })
  const responses = inPanels.flatMap((panel) => panel.responses)
  const hasLanes = inPanels.some(({ lanes }) => lanes !== undefined)
  // What panels share has nothing drawn.
  const lanes = panels.length === 1 ? inPanels[0]?.lanes : undefined
  const means = responses.flatMap(({ main }) => main)
  const heights = areMeansAlone
    ? means.map(({ value }) => value)
    : [...values, ...means.flatMap(({ low, high }) => [low, high])]
  const y = axis([...heights, reference?.value ?? Number.NaN], 'y', {
    title,
    scale: isLog ? 'log' : 'linear',
    gridLines: true,
  })
  const groups = [...groupBy(responses, ({ group }) => group)].sort(([a], [b]) =>
    compareNames(a, b),
  )
  const names = groups.map(([group]) => group)
  const colourOf = colourFinder(names, palette)
  // A panel may have but one of the groups that the legend tells apart.
  const nGroups = byGroup ? 1 : (palette?.size ?? groups.length)
  const looks = { colourOf, nGroups }
  const shownAs = shownNames(names)
  const hasMeans = responses.some(({ models }) => models.length > 1)
  const hasThin =
    !areMeansAlone &&
    !hasLanes &&
    hasSingleModels(Math.max(...inPanels.map((panel) => panel.responses.length)))
  const intervals = responses.flatMap(({ intervals }) => intervals)
  const atZero = panels.flatMap(({ members, x }) =>
    members.flatMap(({ points }) => points).filter(({ strength }) => !isDrawable(strength, x)),
  )
  return composeFigure({
    kind: KIND,
    x: lanes?.x ?? x,
    y,
    datasets:
      panels.length > 1
        ? []
        : areMeansAlone
          ? meansAlone(responses, looks, y)
          : [
              ...responseDatasets(responses, looks, y, lanes),
              ...(byGroup ? otherMeans(othersOf(curves, all, { x, estimator }), y) : []),
            ],
    marks: [
      ...(reference ? [referenceAt(reference.value, lanes?.x ?? x)] : []),
      ...(lanes ? strengthWhiskers(responses, colourOf, lanes, y) : []),
    ],
    legend: [
      ...(byGroup
        ? []
        : [
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
          ]),
      {
        title: '',
        items: [
          ...(areMeansAlone ? [] : [intervalItem(intervals, { hasMeans, hasLanes })]),
          ...(byGroup ? [OTHER_GROUPS] : []),
          ...(reference ? [referenceItem(reference.name)] : []),
        ],
      },
    ],
    notes: [
      ...leftOut(atZero.length, 'value', 'at strength 0, which a log axis cannot show'),
      ...(areMeansAlone
        ? [
            `Intervals are left out: those of ${count(groups.length, 'group')} would hide each other.`,
          ]
        : []),
      ...inPanels.flatMap(({ responses, lanes }) =>
        lanes === undefined ? coveredMeansNote(responses, shownAs) : [],
      ),
    ],
    caption:
      `${title} against the strength of the corruption. ` +
      linesInWords(intervals, estimator, { hasMeans, hasThin, hasLanes, areMeansAlone }) +
      (byGroup ? ' Grey behind are the means of the other groups.' : '') +
      (hasLanes && groups.length > 1 ? ' Groups at the same strength stand side by side.' : '') +
      namesInFull(names),
    alt: `${title} against the strength of ${[...new Set(curves.map(({ corruption }) => corruption))].join(' and ')}.`,
  })
}

/** Zero, which means no corruption, does not keep strengths over decades from a log axis. */
function strengthAxis(curves: readonly StrengthCurve[], scale: ScaleChoice): FigureAxis {
  const strengths = curves.flatMap(({ points }) => points.map(({ strength }) => strength))
  const positive = strengths.filter((strength) => strength > 0)
  const isLog = chooseScale(positive, scale) === 'logarithmic'
  // Where groups have panels, their titles do not name the corruption.
  const named = curves.filter(({ facet }) => facet === undefined)
  const corruption = named.length > 0 ? ` (${named[0]?.corruption})` : ''
  return axis(isLog ? positive : strengths, 'x', {
    title: `Strength of the corruption${corruption}`,
    scale: isLog ? 'log' : 'linear',
  })
}

/** What bands or whiskers are. */
function intervalItem(
  intervals: readonly MeanInterval[],
  { hasMeans, hasLanes }: { hasMeans: boolean; hasLanes: boolean },
): LegendItem {
  const text = hasMeans ? `${nameIntervals(intervals)} over models` : '95 % interval over events'
  return hasLanes
    ? { text: `Whiskers: ${text}`, symbol: 'none', colour: INK.text }
    : { text, symbol: 'band', colour: '#bbbbbb' }
}

/** What lines are, and what is around them, as a sentence of the caption. */
function linesInWords(
  intervals: readonly MeanInterval[],
  estimator: MeanInterval['estimator'],
  is: { hasMeans: boolean; hasThin: boolean; hasLanes: boolean; areMeansAlone: boolean },
): string {
  if (!is.hasMeans) {
    if (is.areMeansAlone) return 'Lines are single models.'
    return `${is.hasLanes ? 'Whiskers' : 'Shaded'} are the models' own 95 % intervals over events.`
  }
  const lines =
    `${is.hasThin ? 'Thick lines' : 'Lines'} are the ${ESTIMATORS[estimator]} over the models of a ` +
    'group'
  if (is.areMeansAlone) return `${lines}.`
  return (
    `${lines}, ${is.hasLanes ? 'whiskers' : 'shaded'} the ${describeIntervals(intervals, 'models')}` +
    `${is.hasThin ? '; thin lines are single models' : ''}.`
  )
}

/** The panel that a curve stands in. */
function placeOf(curve: StrengthCurve): string {
  return curve.facet === undefined ? curve.group : panelOf(curve)
}

/** The responses of the groups that have other panels of the same corruption. */
function othersOf(
  shown: readonly StrengthCurve[],
  all: readonly StrengthCurve[],
  look: { x: FigureAxis; estimator: 'mean' | 'geometric' },
): StrengthResponse[] {
  const groups = new Set(shown.map(({ group }) => group))
  const corruptions = new Set(shown.map(({ corruption }) => corruption))
  const others = all.filter(
    ({ group, corruption }) => !groups.has(group) && corruptions.has(corruption),
  )
  return Array.from(
    groupBy(others, ({ group }) => group),
    ([group, models]) => responseOf(group, models, look),
  )
}
