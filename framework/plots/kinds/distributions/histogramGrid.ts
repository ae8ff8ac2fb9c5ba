import * as v from 'valibot'
import { groupBy } from '../../../tables/groupBy.ts'
import { COUNT, TEXT } from '../../../text/checkOptions.ts'
import { noneHas } from '../../../text/counts.ts'
import { listSome } from '../../../text/lists.ts'
import type { Figure } from '../../figure.ts'
import { fixedAxis, type ScaleChoice } from '../../parts/axes/axes.ts'
import { colourFinder, type Palette } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { legendSection, sizeOrPer } from '../../parts/groups.ts'
import {
  checkData,
  checkOptions,
  FACET_AXES,
  ITEM_FACET,
  PALETTE,
  SCALE,
} from '../../parts/options.ts'
import {
  type FacetedItem,
  facetWithin,
  type PanelPlace,
  panelOf,
} from '../../parts/panels/facetMembers.ts'
import { drawItemFacets, type FacetOptions, type SharedLook } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { pt } from '../../theme.ts'
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

/** The histograms of one model. */
export interface HistogramPanel<Series = ValueSeries | CountedSeries> extends FacetedItem {
  readonly title: string
  readonly series: readonly Series[]
}

export interface HistogramGridOptions extends BinOptions, Pick<FacetOptions, 'facetAxes'> {
  /** Name and unit of the values. */
  readonly title: string
  /** The series that is filled, in grey. Default: the first of the first panel. */
  readonly baseline?: string
  /** Most panels to draw. Default 24, which fill a page. */
  readonly limit?: number
  /** Of the heights. Default `linear`. */
  readonly scale?: ScaleChoice
  /** Colours of the other series by name. Default: of the series at hand. */
  readonly palette?: Palette | undefined
}

const PANEL = v.object({ title: TEXT, facet: ITEM_FACET, series: SERIES })
const BASELINE_COLOUR = '#666666'
/** Thinner than elsewhere, since panels are small. */
const OUTLINE_PX = pt(0.9)

/**
 * Small multiples: a panel for each model with its histograms over each other, all panels with the same
 * bins and, by default, axes, and one legend. Each series is drawn as the share of its own values.
 * Panels that name a `facet` stand in a row for each.
 *
 * @param panels all of values, or all of counts on one grid
 */
export function histogramGrid(
  panels: readonly HistogramPanel<ValueSeries>[] | readonly HistogramPanel<CountedSeries>[],
  options: HistogramGridOptions,
): Figure {
  checkData('histogramGrid', { panels }, { panels: v.array(PANEL) })
  checkOptions(
    'histogramGrid',
    options,
    {
      title: TEXT,
      baseline: oneOf(panels.flatMap(({ series }) => series.map(({ name }) => name))),
      bins: COUNT,
      limit: COUNT,
      xScale: SCALE,
      scale: SCALE,
      palette: PALETTE,
      facetAxes: FACET_AXES,
    },
    ['title'],
  )
  const { title, limit = 24, scale = 'linear', palette, facetAxes } = options
  const shown = panels.slice(0, limit)
  const series = shown.flatMap((panel): (ValueSeries | CountedSeries)[] => [...panel.series])
  const bins = shareBins(series as ValueSeries[] | CountedSeries[], options)
  const counts = bins.counts.entries()
  const titles = numberRepeated(shown.map(({ title, facet }) => facetWithin(facet, title)))
  const binned = shown.map(
    ({ series }, i): BinnedPanel => ({
      facet: titles[i] as PanelPlace,
      series: series.map(({ name }) => {
        const [at, binned] = counts.next().value as [number, number[]]
        const size = bins.sizes[at] as number
        return { name, size, shares: toShares(binned, size) }
      }),
    }),
  )
  const names = series.map(({ name }) => name)
  const baseline = options.baseline ?? names[0]
  const figure = drawItemFacets(
    binned,
    names,
    { scale, palette, facetAxes, limit },
    (look, members) => drawPanel(members, bins, { title, baseline, ...look }),
  )
  return shown.length < panels.length && shown.length > 0
    ? {
        ...figure,
        notes: [`The first ${limit} of ${panels.length} panels are shown.`, ...figure.notes],
      }
    : figure
}

/** Panels of the same title stay panels of their own. */
function numberRepeated(facets: readonly PanelPlace[]): PanelPlace[] {
  const seen = new Map<string, number>()
  return facets.map((facet) => {
    const title = panelOf({ facet })
    const n = (seen.get(title) ?? 0) + 1
    seen.set(title, n)
    if (n === 1) return facet
    return typeof facet === 'string' ? `${facet} (${n})` : [facet[0], `${facet[1]} (${n})`]
  })
}

/** A panel with the share of values in each bin, of as many as `size` says. */
interface BinnedPanel extends FacetedItem {
  readonly series: readonly { name: string; size: number; shares: number[] }[]
}

/** The histograms of some panels over each other: those of one, or of all for what they share. */
function drawPanel(
  panels: readonly BinnedPanel[],
  bins: SharedBins,
  {
    title,
    baseline,
    scale,
    palette,
    axes,
  }: Pick<HistogramGridOptions, 'title' | 'scale' | 'palette'> &
    Pick<SharedLook, 'axes'> & { baseline: string | undefined },
): Figure {
  const { type, edges } = bins
  const drawn = panels.flatMap(({ series }) => series.filter(hasShares))
  const allShares = drawn.map(({ shares }) => shares)
  const ends = filledEnds(allShares, edges)
  if (ends === undefined) {
    return noteFigure('histogramGrid', noneHas(panels.length, 'panel', `values of ${title}`))
  }
  const y = axes?.y ?? shareAxis(allShares, scale)
  const byName = groupBy(
    panels.flatMap(({ series }) => series),
    ({ name }) => name,
  )
  const names = [...byName.keys()]
  const colourOf = colourFinder(names, palette)
  const shownAs = shownNames(names)
  const styles = names.map((name): ContourStyle => {
    const isFilled = name === baseline
    const colour = isFilled ? BASELINE_COLOUR : colourOf(name)
    return { name: shownAs(name), colour, isFilled }
  })
  const datasets = [...byName.values()].flatMap((members, i) =>
    members
      .filter(hasShares)
      .map(({ shares }) =>
        contourDataset(contour(shares, edges, y), styles[i] as ContourStyle, OUTLINE_PX),
      ),
  )
  return composeFigure({
    kind: 'histogramGrid',
    x: fixedAxis('x', { title }, type, ...ends),
    y,
    datasets: datasets.reverse(),
    legend: [
      legendSection(
        '',
        [...byName.values()].map((members, i) => {
          const style = styles[i] as ContourStyle
          const size = sizeOrPer(
            members.map(({ size }) => size),
            'panel',
          )
          return contourItem({ ...style, name: `${style.name} (${size})` })
        }),
      ),
    ],
    notes: [...notesOn(bins), ...emptyNote(panels)],
    caption:
      `Distributions of ${title}, each series as the share of its own values in ` +
      `${edges.length - 1} bins.${namesInFull(names)}`,
    alt: `Histograms of ${title} for ${styles.map(({ name }) => name).join(', ')}.`,
  })
}

function hasShares({ shares }: BinnedPanel['series'][number]): boolean {
  return shares.some((share) => share > 0)
}

/** Panels that a note names. */
const MOST_NAMED = 4

/** Which panels lack series that they should have; of a panel without any, its own note. */
function emptyNote(panels: readonly BinnedPanel[]): string[] {
  const empty = panels
    .filter(({ series }) => series.some(hasShares))
    .flatMap(({ facet, series }) =>
      series
        .filter((each) => !hasShares(each))
        .map(({ name }) => `${name} in ${panelOf(facet === undefined ? {} : { facet })}`),
    )
  return empty.length === 0 ? [] : [`Without values to draw: ${listSome(empty, MOST_NAMED)}.`]
}
