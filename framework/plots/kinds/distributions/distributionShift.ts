import * as v from 'valibot'
import { groupBy } from '../../../tables/groupBy.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import type { Figure, FigureAxis, Panel } from '../../figure.ts'
import { fixedAxis, type ScaleChoice } from '../../parts/axes/axes.ts'
import { extent } from '../../parts/axes/extent.ts'
import { colourFinder, compareNames, type Palette } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { legendSection } from '../../parts/groups.ts'
import { checkData, checkOptions, PALETTE, SCALE } from '../../parts/options.ts'
import { MAX_TITLE_LETTERS, namesInFull, shownNames } from '../../parts/shownNames.ts'
import { type CountedSeries, SERIES, type SharedBins, shareBins, type ValueSeries } from './bins.ts'
import { notesOn } from './contours.ts'
import { type EcdfCurve, ecdfOf, ecdfQuantile } from './ecdfCurves.ts'
import { type GroupShift, groupShift } from './groupShift.ts'
import { arePrinted, BASELINE_COLOUR, hasSingleModels, shiftPanel } from './shiftPanel.ts'

/** A model's values before and after something that may shift them. */
export interface ShiftedModel<Series = ValueSeries | CountedSeries> {
  name: string
  /** Models of the same group share a colour and have a mean. Default: the name. */
  group?: string
  /** What may shift the values, such as a corruption: those of the same name share a panel. */
  shifts: readonly { name: string; from: Series; to: Series }[]
}

export interface DistributionShiftOptions {
  /** Name and unit of the values. */
  title: string
  /** What the grey curves are, from which others are shifted. Default `baseline`. */
  baseline?: string
  /** Of the values. Default `auto`, which is logarithmic for counted series. */
  scale?: ScaleChoice
  /** The report's colours, by group. Default: of the groups at hand. */
  palette?: Palette | undefined
}

const MODEL = v.object({
  name: TEXT,
  group: v.optional(TEXT),
  shifts: v.array(v.object({ name: TEXT, from: v.unknown(), to: v.unknown() })),
})
/** Fine enough for curves to look smooth, and coarser where hundreds of them would take seconds. */
const BINS = { few: 300, many: 80 }
const MANY_MODELS = 60
const MAX_PANELS = 24
/** Values beyond these quantiles of every curve are not worth the room. */
const SHOWN = [0.002, 0.998] as const

/**
 * Whether something shifts a distribution: a panel for each thing that might, with the empirical
 * distribution functions before it in grey and after it in the colour of the group, medians marked
 * and joined, and the shift of the median printed. Groups of several models have the mean of their
 * curves, single models thin behind it.
 *
 * @param models all series of values, or all of counts on one logarithmic grid
 * @throws {ReportError} `FIGURE_OPTIONS_INVALID`
 */
export function distributionShift(
  models: readonly ShiftedModel<ValueSeries>[] | readonly ShiftedModel<CountedSeries>[],
  options: DistributionShiftOptions,
): Figure {
  const kind = 'distributionShift'
  checkData(kind, { models }, { models: v.array(MODEL) })
  const pairs = models.flatMap(({ name, group = name, shifts }: ShiftedModel) =>
    shifts.map((shift) => ({ group, ...shift })),
  )
  const series = pairs.flatMap(({ from, to }) => [from, to])
  checkData(kind, { series }, { series: SERIES })
  checkOptions(kind, options, { title: TEXT, baseline: TEXT, scale: SCALE, palette: PALETTE }, [
    'title',
  ])
  const { title, baseline = 'baseline', scale, palette } = options
  const bins = shareBins(series as ValueSeries[] | CountedSeries[], {
    bins: models.length > MANY_MODELS ? BINS.many : BINS.few,
    ...(scale && { xScale: scale }),
  })
  const ecdfs = series.map((each, i) =>
    ecdfOf(bins, bins.counts[i] as number[], 'nZero' in each ? each.nZero : 0),
  )
  const drawn = pairs.flatMap(({ group, name }, i) => {
    const [from, to] = [ecdfs[2 * i], ecdfs[2 * i + 1]]
    return from && to && bins.edges.length > 1 ? [{ group, name, from, to }] : []
  })
  if (drawn.length === 0) {
    return noteFigure(kind, noneHas(models.length, 'model', `values of ${title} before and after`))
  }
  const colourOf = colourFinder(
    drawn.map(({ group }) => group),
    palette,
  )
  const groups = [...new Set(drawn.map(({ group }) => group))].sort(compareNames)
  const names = [...new Set(drawn.map(({ name }) => name))]
  const x = valueAxis(drawn, title, scale === 'linear' ? 'linear' : bins.type)
  const y = fixedAxis('y', { title: 'Share of events below', gridLines: true }, 'linear', 0, 1)
  const byPanel = names.slice(0, MAX_PANELS).map((name) => {
    const members = groupBy(
      drawn.filter((each) => each.name === name),
      ({ group }) => group,
    )
    return groups.flatMap((group): GroupShift[] => {
      const models = members.get(group)
      return models ? [groupShift(group, colourOf(group), models)] : []
    })
  })
  const shownAs = shownNames(groups)
  const titleAs = shownNames(names, MAX_TITLE_LETTERS)
  const sizeOf = (group: string) =>
    Math.max(...byPanel.flat().map((each) => (each.group === group ? each.to.length : 0)))
  const hasMeans = groups.some((group) => sizeOf(group) > 1)
  return composeFigure({
    kind,
    x,
    y,
    panels: {
      plots: byPanel.map(
        (shifts, i): Panel => ({
          title: titleAs(names[i] as string),
          ...shiftPanel(shifts, { x, y }),
        }),
      ),
    },
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
    legendSide: 'below',
    notes: [
      ...(names.length > MAX_PANELS
        ? [`The first ${MAX_PANELS} of ${names.length} panels are shown.`]
        : []),
      ...notesOnZeros(series, bins),
      ...leftOut(pairs.length - drawn.length, 'pair', `without values of ${title}`),
    ],
    caption:
      `Distributions of ${title}: the share of events below each value, ${baseline} in grey. ` +
      (hasMeans
        ? `${hasSingleModels(groups.length) ? 'Thick lines' : 'Lines'} are the means over the models of a group` +
          `${hasSingleModels(groups.length) ? ', thin lines single models' : ''}. `
        : '') +
      `Points mark medians${arePrinted(groups.length) ? printedWords(bins.type, hasMeans) : ''}. The axis holds the middle 99.6 % of each curve.` +
      namesInFull(groups) +
      namesInFull(names.slice(0, MAX_PANELS), MAX_TITLE_LETTERS),
    alt: `${count(byPanel.length, 'panel')} of distributions of ${title}. ${medianWords(names, byPanel)}`,
  })
}

/** What the numbers in the panels are. */
function printedWords(type: SharedBins['type'], hasMeans: boolean): string {
  const isLog = type === 'logarithmic'
  const how = isLog ? 'the factor by which' : 'by how much'
  const mean = hasMeans ? ` (${isLog ? 'geometric ' : ''}mean over models)` : ''
  return `; printed, in the order of the key, is ${how} the median of a model moves${mean}`
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
  if (!series.some((each) => 'counts' in each)) return notesOn(bins)
  if (bins.nLeftOut === 0) return []
  return [
    `${count(bins.nLeftOut, 'value')} of exactly 0 lie left of the axis, which is logarithmic.`,
  ]
}

/** `additive_noise: none ×1.84, vq ×1.02.` */
function medianWords(names: readonly string[], byPanel: readonly GroupShift[][]): string {
  return byPanel
    .map((shifts, i) => {
      const words = shifts.map(({ group, shift }) => `${group} ${shift}`)
      return `Median after ${names[i]}: ${words.join(', ')}.`
    })
    .join(' ')
}
