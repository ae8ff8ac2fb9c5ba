import * as v from 'valibot'
import { groupBy } from '../../../tables/groupBy.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import type { Figure, FigureAxis } from '../../figure.ts'
import { fixedAxis, type ScaleChoice } from '../../parts/axes/axes.ts'
import { extent } from '../../parts/axes/extent.ts'
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
import { type FacetedItem, facetWithin, panelOf } from '../../parts/panels/facetMembers.ts'
import { drawItemFacets, type FacetOptions, type SharedLook } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { hasSingleModels } from '../../parts/singleModels.ts'
import { type SharedBins, shareBins } from './bins.ts'
import { notesOn } from './contours.ts'
import { type EcdfCurve, ecdfOf, ecdfQuantile } from './ecdfCurves.ts'
import { type GroupShift, groupShift } from './groupShift.ts'
import { type CountedSeries, SERIES, type ValueSeries } from './series.ts'
import { arePrinted, BASELINE_COLOUR, shiftPanel } from './shiftPanel.ts'

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
const MAX_TOLD_PANELS = 24
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
  const ecdfs = series.map((each, i) => {
    const nZero = 'nZero' in each ? (each.nZero ?? 0) : 0
    const [nBelow, n] = [bins.nBelow[i] as number, bins.sizes[i] as number]
    return ecdfOf(bins, bins.counts[i] as number[], nZero + nBelow, nZero + n)
  })
  const drawn = pairs.flatMap((pair, i): DrawnPair[] => {
    const [from, to] = [ecdfs[2 * i], ecdfs[2 * i + 1]]
    return from && to && bins.edges.length > 1 ? [{ ...pair, from, to }] : []
  })
  if (drawn.length === 0) {
    return noteFigure(KIND, noneHas(models.length, 'model', `values of ${title} before and after`))
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
      ...notesOnZeros(series, bins),
      ...leftOut(pairs.length - drawn.length, 'pair', `without values of ${title}`),
    ],
  }
}

/** Distributions of one model before and after one shift. */
interface DrawnPair extends FacetedItem {
  readonly group: string
  readonly from: EcdfCurve
  readonly to: EcdfCurve
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
      return models ? [groupShift(group, colourOf(group), models)] : []
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
    caption:
      `Distributions of ${title}: the share of events below each value, ${baseline} in grey. ` +
      captionOf(
        groups.length,
        type,
        groups.some((group) => sizeOf(group) > 1),
      ) +
      namesInFull(groups),
    alt: `Distributions of ${title}. ${medianWords(panels.slice(0, MAX_TOLD_PANELS))}`,
  })
}

/** What lines, points and numbers are. */
function captionOf(nGroups: number, type: FigureAxis['type'], hasMeans: boolean): string {
  const hasThin = hasSingleModels(nGroups)
  return (
    (hasMeans
      ? `${hasThin ? 'Thick lines' : 'Lines'} are the means over the models of a group` +
        `${hasThin ? ', thin lines single models' : ''}. `
      : '') +
    `Points mark medians${arePrinted(nGroups) ? printedWords(type, hasMeans) : ''}. ` +
    'The axis holds the middle 99.6 % of each curve.'
  )
}

/** What the numbers in the panels are. */
function printedWords(type: FigureAxis['type'], hasMeans: boolean): string {
  const isLog = type === 'logarithmic'
  const how = isLog ? 'the factor by which' : 'by how much'
  const mean = hasMeans ? ` (${isLog ? 'geometric ' : ''}mean over models)` : ''
  return `; printed where there is room, in the order of the key, is ${how} the median of a model moves${mean}`
}

/** An axis that holds nearly all of every curve: single values far out would squash the rest. */
function valueAxis(
  curves: readonly { from: EcdfCurve; to: EcdfCurve }[],
  title: string,
  type: FigureAxis['type'],
): FigureAxis {
  const ends = curves.flatMap(({ from, to }) =>
    [from, to].flatMap((curve) => SHOWN.map((share) => ecdfQuantile(curve, share))),
  )
  return fixedAxis('x', { title }, type, ...extent(ends))
}

/** What a reader must know about values that have no bin. */
function notesOnZeros(
  series: readonly (ValueSeries | CountedSeries)[],
  bins: SharedBins,
): string[] {
  if (!series.some((each) => 'counts' in each)) {
    // The caption says how much of each curve the axis holds.
    return notesOn({ ...bins, notes: { ...bins.notes, beyond: [] } })
  }
  if (bins.nLeftOut === 0) return []
  return [
    `${count(bins.nLeftOut, 'value')} of exactly 0 lie left of the axis, which is logarithmic.`,
  ]
}

/** `Median after additive_noise: none ×1.84, vq ×1.02.` */
function medianWords(panels: readonly { name: string; shifts: readonly GroupShift[] }[]): string {
  return panels
    .map(({ name, shifts }) => {
      const words = shifts.map(({ group, shift }) => `${group} ${shift}`)
      return `Median after ${name}: ${words.join(', ')}.`
    })
    .join(' ')
}
