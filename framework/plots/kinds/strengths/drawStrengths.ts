import { groupBy } from '../../../tables/groupBy.ts'
import { count, leftOut } from '../../../text/counts.ts'
import type { Figure, FigureAxis, LegendSection } from '../../figure.ts'
import { axis, chooseScale, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { isBeyond } from '../../parts/axes/dataAxis.ts'
import { largest } from '../../parts/axes/extent.ts'
import { isKeptFromLog } from '../../parts/axes/logScale.ts'
import { dashOf, pointStyleOf } from '../../parts/colours/categories.ts'
import { colourFinder, compareNames } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { sectionOf } from '../../parts/groups.ts'
import { estimatorOn } from '../../parts/meanMarks.ts'
import { panelOf } from '../../parts/panels/facetMembers.ts'
import type { SharedLook } from '../../parts/panels/facets.ts'
import { OTHER_GROUPS } from '../../parts/panels/otherGroups.ts'
import {
  placeReference,
  type Reference,
  referenceAt,
  referenceItem,
} from '../../parts/reference.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { hasSingleModels } from '../../parts/singleModels.ts'
import { strengthHeights } from './strengthHeights.ts'
import { areOfOneStrength, strengthLanes, strengthWhiskers } from './strengthLanes.ts'
import {
  coveredMeansNote,
  meansAlone,
  otherMeans,
  responseDatasets,
  type StrengthLooks,
} from './strengthLines.ts'
import type { StrengthLayout } from './strengthPanels.ts'
import {
  hasInterval,
  othersOf,
  responseOf,
  type StrengthCurve,
  type StrengthResponse,
} from './strengthResponses.ts'
import { cutNotes, type Ends, intervalItems, linesInWords } from './strengthText.ts'

export const KIND = 'strengthCurves'

/** What the panels of a figure show. */
export interface DrawnStrengths
  extends SharedLook,
    Pick<StrengthLayout, 'byGroup' | 'areMeansAlone'> {
  /** The curves of all panels. */
  readonly all: readonly StrengthCurve[]
  readonly title: string
  readonly reference: Reference | undefined
  /** Whether each panel has a horizontal axis of its own. */
  readonly hasFreeX: boolean
  /** Of each of these. */
  readonly ownXScale: ScaleChoice
}

/** The curves of one panel, or those of all for what panels share. */
export function drawStrengths(curves: readonly StrengthCurve[], drawn: DrawnStrengths): Figure {
  const { title, hasFreeX, scale, xScale, palette, axes, cuts, byGroup, areMeansAlone, all } = drawn
  if (curves.length === 0) return noteFigure(KIND, 'No curve was selected.')
  const x = axes?.x ?? strengthAxis(curves, xScale)
  const panels = [...groupBy(curves, placeOf).values()].map((members) => ({
    members,
    x: hasFreeX ? strengthAxis(members, drawn.ownXScale) : x,
  }))
  const respond = (type: FigureAxis['type']) =>
    panels.map(({ members, x }) =>
      Array.from(
        groupBy(members, ({ group }) => group),
        ([group, models]) => responseOf(group, models, { x, estimator: estimatorOn({ type }) }),
      ),
    )
  const { axis: y, notes: axisNotes } = axes?.y
    ? { axis: axes.y, notes: [] }
    : strengthHeights(curves, {
        ...{ title, scale, cuts, reference: drawn.reference, areMeansAlone },
        responsesOn: ({ type }) => respond(type).flat(),
      })
  const estimator = estimatorOn(y)
  const { reference, notes: referenceNotes } = placeReference(drawn.reference, y)
  const isOneStrength = areOfOneStrength(all)
  const inPanels = respond(y.type).map((responses, i) => {
    const { x } = panels[i] as (typeof panels)[number]
    return {
      responses,
      lanes: areMeansAlone ? undefined : strengthLanes(responses, x, isOneStrength),
    }
  })
  const responses = inPanels.flatMap((panel) => panel.responses)
  const hasLanes = inPanels.some(({ lanes }) => lanes !== undefined)
  const lanes = panels.length === 1 ? inPanels[0]?.lanes : undefined
  const groups = [...groupBy(responses, ({ group }) => group)].sort(([a], [b]) =>
    compareNames(a, b),
  )
  const names = groups.map(([group]) => group)
  const colourOf = colourFinder(names, palette)
  // A panel may have but one of the groups that the legend tells apart.
  const nGroups = byGroup ? 1 : (palette?.size ?? groups.length)
  // Beside an extreme curve, what covers all of the axis would only hide the other groups.
  const isCut = curves.some(({ points }) => points.some(({ value }) => isBeyond(value, y)))
  const isHidden = ({ low, high }: Ends) => isCut && low < y.min && high > y.max
  const looks = { colourOf, nGroups, isHidden }
  const shownAs = shownNames(names)
  const hasMeans = responses.some(({ models }) => models.length > 1)
  const hasOwn = responses.some(({ models, main }) => models.length === 1 && main.some(hasInterval))
  const hasThin =
    !areMeansAlone &&
    !hasLanes &&
    hasSingleModels(largest(inPanels.map((panel) => panel.responses.length)))
  const intervals = responses.flatMap(({ intervals }) => intervals)
  const atZero = panels.flatMap(({ members, x }) =>
    members.flatMap(({ points }) => points).filter(({ strength }) => !isDrawable(strength, x)),
  )
  const datasets = () =>
    areMeansAlone
      ? meansAlone(responses, looks, y)
      : [
          ...responseDatasets(responses, looks, y, lanes),
          ...(byGroup ? otherMeans(othersOf(curves, all, { x, estimator }), y) : []),
        ]
  return composeFigure({
    kind: KIND,
    x: lanes?.x ?? x,
    y,
    // What panels share has nothing drawn.
    datasets: panels.length > 1 ? [] : datasets(),
    marks: [
      ...(reference ? [referenceAt(reference.value, lanes?.x ?? x)] : []),
      ...(lanes ? strengthWhiskers(responses, colourOf, lanes, y) : []),
    ],
    legend: [
      ...(byGroup ? [] : [groupSection(groups, looks, shownAs)]),
      {
        title: '',
        items: [
          ...(areMeansAlone ? [] : intervalItems(intervals, { hasMeans, hasOwn, hasLanes })),
          ...(byGroup ? [OTHER_GROUPS] : []),
          ...(reference ? [referenceItem(reference.name)] : []),
        ],
      },
    ],
    notes: [
      ...axisNotes,
      ...leftOut(atZero.length, 'value', 'at strength 0, which a log axis cannot show'),
      ...(areMeansAlone
        ? [
            `Intervals are left out: those of ${count(groups.length, 'group')} would hide each other.`,
          ]
        : []),
      ...inPanels.flatMap(({ responses, lanes }) =>
        lanes === undefined ? coveredMeansNote(responses, shownAs) : [],
      ),
      ...(areMeansAlone ? [] : cutNotes(responses, y, hasLanes ? () => false : isHidden)),
      ...referenceNotes,
    ],
    caption:
      `${title} against the strength of the corruption. ` +
      linesInWords(intervals, estimator, { hasMeans, hasOwn, hasThin, hasLanes, areMeansAlone }) +
      (byGroup ? ' Grey behind are the means of the other groups.' : '') +
      (hasLanes && groups.length > 1 ? ' Groups at the same strength stand side by side.' : '') +
      namesInFull(names),
    alt: `${title} against the strength of ${[...new Set(curves.map(({ corruption }) => corruption))].join(' and ')}.`,
  })
}

/** The line of each group, and how many models it has where they are most. */
function groupSection(
  groups: readonly (readonly [name: string, responses: readonly StrengthResponse[]])[],
  { colourOf, nGroups }: Pick<StrengthLooks, 'colourOf' | 'nGroups'>,
  shownAs: (name: string) => string,
): LegendSection {
  const sized = groups.map(([name, members]) => {
    const n = largest(members.map(({ models }) => models.length))
    return { name, colour: colourOf(name), n, size: `n = ${n}` }
  })
  return sectionOf('', sized, ({ name, colour, size }) => {
    const dash = dashOf(colour, nGroups)
    return {
      text: `${shownAs(name)} (${size})`,
      symbol: 'line',
      colour,
      pointStyle: pointStyleOf(colour),
      ...(dash.length > 0 && { dash }),
    }
  })
}

/** Zero, which means no corruption and is what others are compared with, is left out only for more than two decades. */
function strengthAxis(curves: readonly StrengthCurve[], scale: ScaleChoice): FigureAxis {
  const strengths = curves.flatMap(({ points }) => points.map(({ strength }) => strength))
  const positive = strengths.filter((strength) => strength > 0)
  const isLog =
    chooseScale(strengths, scale) === 'logarithmic' ||
    (scale === 'auto' && isKeptFromLog(strengths))
  // Where groups have panels, their titles do not name the corruption.
  const named = curves.filter(({ facet }) => facet === undefined)
  const corruption = named.length > 0 ? ` (${named[0]?.corruption})` : ''
  return axis(isLog ? positive : strengths, 'x', {
    title: `Strength of the corruption${corruption}`,
    scale: isLog ? 'log' : 'linear',
  })
}

/** The panel that a curve stands in. */
function placeOf(curve: StrengthCurve): string {
  return curve.facet === undefined ? curve.group : panelOf(curve)
}
