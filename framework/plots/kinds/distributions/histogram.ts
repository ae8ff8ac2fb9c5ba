import { groupBy } from '../../../tables/groupBy.ts'
import { COUNT, TEXT } from '../../../text/checkOptions.ts'
import { noneHas } from '../../../text/counts.ts'
import type { Figure, FigurePoint, LegendItem } from '../../figure.ts'
import { fixedAxis, type ScaleChoice } from '../../parts/axes/axes.ts'
import { colourFinder, type Palette } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { legendSection, sizeOrPer, sizePer } from '../../parts/groups.ts'
import { checkData, checkOptions, FACET_AXES, PALETTE, SCALE } from '../../parts/options.ts'
import { coveredLinesNote } from '../../parts/panels/coveredLines.ts'
import type { FacetedItem } from '../../parts/panels/facetMembers.ts'
import { drawItemFacets, type FacetOptions, type SharedLook } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { INK } from '../../theme.ts'
import { type BinOptions, type SharedBins, shareBins } from './bins.ts'
import {
  type ContourStyle,
  contour,
  contourDataset,
  contourItem,
  filledEnds,
  notesOn,
  shareAxis,
  toShares,
} from './contours.ts'
import { type CountedSeries, oneOf, SERIES, type ValueSeries } from './series.ts'

export interface HistogramOptions extends BinOptions, Pick<FacetOptions, 'facetAxes'> {
  /** Name and unit of the values. */
  readonly title: string
  /** The series that is filled, against which the others are read. Default: the first. */
  readonly baseline?: string
  /** Of the heights. Default `linear`. */
  readonly scale?: ScaleChoice
  /** The report's colours, by the names of the series. Default: of the series at hand. */
  readonly palette?: Palette | undefined
}

/**
 * Histograms over each other, in shared bins, each scaled to the share of its own values: the
 * baseline filled, the others outlined, so that none hides another. More than four outlines have a panel
 * each, with the baseline.
 *
 * @param series values, or counts on a logarithmic grid that the series share, whose neighbouring
 *   bins are joined where they are finer than the number of values allows
 */
export function histogram(
  series: readonly ValueSeries[] | readonly CountedSeries[],
  options: HistogramOptions,
): Figure {
  checkData('histogram', { series }, { series: SERIES })
  checkOptions(
    'histogram',
    options,
    {
      title: TEXT,
      baseline: oneOf(series.map(({ name }) => name)),
      bins: COUNT,
      xScale: SCALE,
      scale: SCALE,
      palette: PALETTE,
      facetAxes: FACET_AXES,
    },
    ['title'],
  )
  const { title, scale = 'linear', palette, facetAxes, baseline = series[0]?.name } = options
  const bins = shareBins(series, options)
  const counted: Binned[] = series.map((each, i) => ({
    ...each,
    counts: bins.counts[i] as number[],
    size: bins.sizes[i] as number,
  }))
  const names = series.map(({ name }) => name)
  const isBeside = isPile(counted)
  const items = isBeside ? besideBaseline(counted, baseline) : counted
  return drawItemFacets(items, names, { scale, palette, facetAxes }, (look, shown) =>
    drawHistogram(shown, bins, { title, baseline, isBeside, ...look }),
  )
}

/**
 * @property size values in the bins and beyond them
 * @property isRepeated the baseline in all panels but the first, which counts once
 */
type Binned = FacetedItem & {
  name: string
  counts: number[]
  size: number
  isRepeated?: boolean
}

/** More outlines than these cross each other; they have a panel each. */
const MOST_OUTLINES = 4

function isPile(series: readonly Binned[]): boolean {
  return series.length > MOST_OUTLINES + 1 && series.every(({ facet }) => facet === undefined)
}

/** Every series in a panel of its own, with the baseline. */
function besideBaseline(series: readonly Binned[], baseline: string | undefined): Binned[] {
  const [filled] = series.filter(({ name }) => name === baseline)
  return series
    .filter((each) => each !== filled)
    .flatMap((each, i) => [
      ...(filled ? [{ ...filled, facet: each.name, isRepeated: i > 0 }] : []),
      { ...each, facet: each.name },
    ])
}

function drawHistogram(
  series: readonly Binned[],
  bins: SharedBins,
  options: Pick<HistogramOptions, 'title' | 'scale' | 'palette'> &
    Pick<SharedLook, 'axes' | 'isBare'> & { baseline: string | undefined; isBeside: boolean },
): Figure {
  const { title, scale, baseline, axes, isBare = false } = options
  const { type, edges } = bins
  const counts = series.map((each) => each.counts)
  const ends = filledEnds(counts, edges)
  if (ends === undefined) {
    return noteFigure('histogram', noneHas(series.length, 'distribution', `values of ${title}`))
  }
  const shares = series.map(({ counts, size }) => toShares(counts, size))
  const y = axes?.y ?? shareAxis(shares, scale)
  const names = series.map(({ name }) => name)
  const colourOf = colourFinder(names, options.palette)
  const shownAs = shownNames(names)
  const styles = names.map((name) => ({
    name: shownAs(name),
    colour: colourOf(name),
    isFilled: name === baseline,
  }))
  const drawn = [...groupBy(styles.keys(), (i) => names[i] as string).values()].map((members) => {
    const own = members.map((i) => series[i] as Binned).filter(({ isRepeated }) => !isRepeated)
    return {
      style: styles[members[0] as number] as ContourStyle,
      sizes: own.map(({ size }) => size),
    }
  })
  const contours = shares.map((each) => contour(each, edges, y))
  // The filled baseline is seen behind an outline.
  const outlines = styles.flatMap(({ name, isFilled }, i) =>
    isFilled ? [] : [{ name, points: contours[i] as FigurePoint[] }],
  )
  return composeFigure({
    kind: 'histogram',
    x: fixedAxis('x', { title }, type, ...ends),
    y,
    datasets: styles
      .map((style, i) => contourDataset(contours[i] as FigurePoint[], style))
      .reverse(),
    legend: [legendSection('', options.isBeside ? keyOfPanels(drawn) : drawn.map(keyOf))],
    notes: [...notesOn(bins), ...(isBare ? [] : coveredLinesNote(outlines))],
    caption: `Distribution of ${title}, each series as the share of its own values in ${edges.length - 1} shared bins.${namesInFull([...new Set(names)])}`,
    alt: `Histograms of ${title} for ${[...new Set(styles.map(({ name }) => name))].join(', ')}.`,
  })
}

/** A series in the key. */
interface KeySeries {
  readonly style: ContourStyle
  /** Numbers of values, one for each of its lines. */
  readonly sizes: readonly number[]
}

function keyOf({ style, sizes }: KeySeries): LegendItem {
  return contourItem({ ...style, name: `${style.name} (${sizeOrPer(sizes, 'line')})` })
}

/** The baseline, which is in all panels; the others are named above theirs. */
function keyOfPanels(series: readonly KeySeries[]): LegendItem[] {
  const [filled, others] = [true, false].map((isFilled) =>
    series.filter(({ style }) => style.isFilled === isFilled),
  ) as [KeySeries[], KeySeries[]]
  const size = sizePer(
    others.flatMap(({ sizes }) => sizes),
    'line',
  )
  const text = `Lines: the series named above (${size})`
  return [...filled.map(keyOf), { text, symbol: 'none', colour: INK.text }]
}
