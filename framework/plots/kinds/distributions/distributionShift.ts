import { bisectRight } from 'd3-array'
import * as v from 'valibot'
import { groupBy } from '../../../tables/groupBy.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { leftOut, noneHas } from '../../../text/counts.ts'
import type { Figure, FigureAxis } from '../../figure.ts'
import { fixedAxis, type ScaleChoice } from '../../parts/axes/axes.ts'
import { extent } from '../../parts/axes/extent.ts'
import { valueAt } from '../../parts/colours/colourScale.ts'
import { colourFinder, compareNames, type Palette } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { legendSection } from '../../parts/groups.ts'
import {
  checkData,
  checkOptions,
  FACET_AXES,
  ITEM_FACET,
  PALETTE,
  SCALE,
} from '../../parts/options.ts'
import { coveredLinesNote } from '../../parts/panels/coveredLines.ts'
import { type FacetedItem, facetWithin, panelOf } from '../../parts/panels/facetMembers.ts'
import { drawItemFacets, type FacetOptions, type SharedLook } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { shareBins } from './bins.ts'
import { type EcdfCurve, ecdfOf, ecdfQuantile } from './ecdfCurves.ts'
import { type GroupShift, groupShift, type ShiftedCurves } from './groupShift.ts'
import { type CountedSeries, SERIES, type ValueSeries } from './series.ts'
import { BASELINE_COLOUR, shiftPanel } from './shiftPanel.ts'
import { captionOf, factorsNote, medianWords, notesOnBins } from './shiftText.ts'

/** A model's values before and after something that may shift them. */
export interface ShiftedModel<Series = ValueSeries | CountedSeries> extends FacetedItem {
  readonly name: string
  /** Models of the same group share a colour and have a mean. Default: the name. */
  readonly group?: string
  /** What may shift the values, such as a corruption: those of the same name share a panel. */
  readonly shifts: readonly { name: string; from: Series; to: Series }[]
}

export interface DistributionShiftOptions extends Pick<FacetOptions, 'facetAxes'> {
  /** Name and unit of the values. */
  readonly title: string
  /** What the grey curves are, from which others are shifted. Default `baseline`. */
  readonly baseline?: string
  /** Of the values. Default `auto`, which is logarithmic for counted series. */
  readonly scale?: ScaleChoice
  /** The report's colours, by group. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
}

const KIND = 'distributionShift'
const MODEL = v.object({
  name: TEXT,
  group: v.optional(TEXT),
  facet: ITEM_FACET,
  shifts: v.array(v.object({ name: TEXT, from: v.unknown(), to: v.unknown() })),
})
/** Fine enough for curves to look smooth, and coarser where hundreds of them would take seconds. */
const BINS = { least: 80, most: 300, ofAllModels: 3000 }
/** Values beyond these quantiles of every curve are not worth the room. */
const SHOWN = [0.002, 0.998] as const

/**
 * Whether something shifts a distribution: a panel for each thing that might, with the empirical
 * distribution functions before it in grey and after it in the colour of the group, medians marked
 * and joined, and the shift of the median printed. Groups of several models have the mean of their
 * curves, single models thin behind it. Models that name a `facet` stand in a row of panels for each.
 *
 * @param models all series of values, or all of counts on one logarithmic grid
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function distributionShift(
  models: readonly ShiftedModel<ValueSeries>[] | readonly ShiftedModel<CountedSeries>[],
  options: DistributionShiftOptions,
): Figure {
  checkData(KIND, { models }, { models: v.array(MODEL) })
  const pairs = models.flatMap(({ name, group = name, facet, shifts }: ShiftedModel) =>
    shifts.map(({ name, ...shift }) => ({ group, ...shift, facet: facetWithin(facet, name) })),
  )
  const series = pairs.flatMap(({ from, to }) => [from, to])
  checkData(KIND, { series }, { series: SERIES })
  checkOptions(
    KIND,
    options,
    { title: TEXT, baseline: TEXT, scale: SCALE, palette: PALETTE, facetAxes: FACET_AXES },
    ['title'],
  )
  const { title, baseline = 'baseline', scale, palette, facetAxes } = options
  const bins = shareBins(series as ValueSeries[] | CountedSeries[], {
    bins: Math.min(BINS.most, Math.max(BINS.least, Math.round(BINS.ofAllModels / models.length))),
    ...(scale && { xScale: scale }),
  })
  // Values that are not above zero lie left of a logarithmic axis.
  const ecdfs = series.map((_, i) => {
    const [nBelow, n, nLeft] = [bins.nBelow, bins.sizes, bins.nNotPositive].map(
      (each) => each[i] as number,
    ) as [number, number, number]
    return ecdfOf(bins, bins.counts[i] as number[], nLeft + nBelow, nLeft + n)
  })
  const drawn = pairs.flatMap((pair, i): DrawnPair[] => {
    const [from, to] = [ecdfs[2 * i], ecdfs[2 * i + 1]]
    const medians = [bins.medians[2 * i] as number, bins.medians[2 * i + 1] as number] as const
    return from && to && bins.edges.length > 1 ? [{ ...pair, from, to, medians }] : []
  })
  const isPositive = bins.nNotPositive.every((n) => n === 0)
  if (drawn.length === 0) {
    return noteFigure(
      KIND,
      noneHas(
        models.length,
        'model',
        `values of ${title}${isPositive ? '' : ' above zero'} before and after`,
      ),
    )
  }
  const groups = drawn.map(({ group }) => group)
  const type = scale === 'linear' ? 'linear' : bins.type
  const look = { scale: 'linear', palette, facetAxes } as const
  const figure = drawItemFacets(drawn, groups, look, ({ palette, axes }, members) =>
    drawPairs(members, { title, baseline, type, palette, axes }),
  )
  return {
    ...figure,
    notes: [
      ...figure.notes,
      ...notesOnBins(series, bins),
      ...leftOut(pairs.length - drawn.length, 'pair', `without values of ${title}`),
    ],
  }
}

/** Distributions of one model before and after one shift. */
interface DrawnPair extends FacetedItem, ShiftedCurves {
  readonly group: string
}

/** The pairs of one panel, or those of all for what panels share. */
function drawPairs(
  pairs: readonly DrawnPair[],
  {
    title,
    baseline,
    type,
    palette,
    axes,
  }: { title: string; baseline: string; type: FigureAxis['type'] } & Pick<
    SharedLook,
    'palette' | 'axes'
  >,
): Figure {
  if (pairs.length === 0) return noteFigure(KIND, 'No pair was selected.')
  const groups = [...new Set(pairs.map(({ group }) => group))].sort(compareNames)
  const colourOf = colourFinder(groups, palette)
  const panels = [...groupBy(pairs, panelOf)].map(([name, inPanel]) => {
    const members = groupBy(inPanel, ({ group }) => group)
    const shifts = groups.flatMap((group): GroupShift[] => {
      const models = members.get(group)
      return models ? [groupShift(group, colourOf(group), models, type)] : []
    })
    return { name, shifts }
  })
  const sizeOf = (group: string) =>
    Math.max(
      ...panels.flatMap(({ shifts }) =>
        shifts.map((shift) => (shift.group === group ? shift.to.length : 0)),
      ),
    )
  const x = axes?.x ?? valueAxis(pairs, title, type)
  const y = fixedAxis('y', { title: 'Share of events below', gridLines: true }, 'linear', 0, 1)
  const shownAs = shownNames(groups)
  // What panels share has nothing drawn.
  const [only] = panels.length === 1 ? panels : []
  return composeFigure({
    kind: KIND,
    x,
    y,
    ...(only && shiftPanel(only.shifts, x)),
    legend: [
      { title: '', items: [{ text: baseline, symbol: 'line', colour: BASELINE_COLOUR }] },
      legendSection(
        '',
        groups.map((group) => ({
          text: `${shownAs(group)} (n = ${sizeOf(group)})`,
          symbol: 'line' as const,
          colour: colourOf(group),
        })),
      ),
    ],
    notes: [...factorsNote(panels), ...(only ? coveredShiftsNote(only.shifts, shownAs) : [])],
    caption:
      `Distributions of ${title}: the share of events below each value, ${baseline} in grey. ` +
      captionOf(
        groups.length,
        type,
        groups.some((group) => sizeOf(group) > 1),
      ) +
      namesInFull(groups),
    alt: `Distributions of ${title}. ${medianWords(panels)}`,
  })
}

/** That the distributions of groups after a shift cover each other. */
function coveredShiftsNote(
  shifts: readonly GroupShift[],
  shownAs: (name: string) => string,
): string[] {
  return coveredLinesNote(
    shifts.map(({ group, meanTo: { edges, shares } }) => ({
      name: shownAs(group),
      points: edges.map((x, i) => ({ x, y: shares[i] as number })),
    })),
  )
}

/** An axis that holds nearly all of every curve: single values far out would squash the rest. */
function valueAxis(
  pairs: readonly ShiftedCurves[],
  title: string,
  type: FigureAxis['type'],
): FigureAxis {
  const curves = pairs.flatMap(({ from, to }) => [from, to])
  // All values of some may lie left of the axis.
  const rising = curves.filter(({ shares }) => (shares[0] as number) < 1)
  const quantiles = (curve: EcdfCurve, shares: readonly number[]) =>
    shares.map((share) => ecdfQuantile(curve, risenTo(curve, share)))
  const [low, high] = extent(
    (rising.length > 0 ? rising : curves).flatMap((curve) => quantiles(curve, SHOWN)),
  )
  const edges = curves[0]?.edges ?? []
  const areConstant = bisectRight(edges, high) - bisectRight(edges, low) <= MAX_CONSTANT_BINS
  if (areConstant) {
    return fixedAxis('x', { title }, type, edges[0] as number, edges.at(-1) as number)
  }
  const axis = fixedAxis('x', { title }, type, low, high)
  const places = rising.flatMap((curve) => quantiles(curve, QUARTILES))
  const isSteep = places.some(
    (at) => at - low < STEEP * (high - low) || high - at < STEEP * (high - low),
  )
  return isSteep && type === 'linear'
    ? fixedAxis('x', { title }, type, valueAt(-MARGIN, axis), valueAt(1 + MARGIN, axis))
    : axis
}

const QUARTILES = [0.25, 0.75]
/** Of the axis: a curve that has risen to a quarter so close to its end is hidden by the frame. */
const STEEP = 0.005
const MARGIN = 0.04
/** What the values of a constant fill. */
const MAX_CONSTANT_BINS = 2
const JUST_ABOVE = 1e-9

/** The share, or where more of the values than that lie left of the axis, where the curve begins to rise. */
function risenTo({ shares }: EcdfCurve, share: number): number {
  return Math.max(share, (shares[0] as number) + JUST_ABOVE)
}
