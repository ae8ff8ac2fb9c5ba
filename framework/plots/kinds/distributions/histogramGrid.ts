import * as v from 'valibot'
import { groupBy } from '../../../tables/groupBy.ts'
import { COUNT, TEXT } from '../../../text/checkOptions.ts'
import { count, noneHas } from '../../../text/counts.ts'
import type { Figure, Panel } from '../../figure.ts'
import { fixedAxis, type ScaleChoice } from '../../parts/axes/axes.ts'
import { colourFinder, type Palette } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { legendSection } from '../../parts/groups.ts'
import { checkData, checkOptions, PALETTE, SCALE } from '../../parts/options.ts'
import { composePlot, emptyPanel } from '../../parts/panels/panels.ts'
import { MAX_TITLE_LETTERS, namesInFull, shownNames } from '../../parts/shownNames.ts'
import { pt } from '../../theme.ts'
import {
  type BinOptions,
  type CountedSeries,
  SERIES,
  shareBins,
  total,
  type ValueSeries,
} from './bins.ts'
import {
  type ContourStyle,
  contour,
  contourDataset,
  contourItem,
  notesOn,
  shareAxis,
  toShares,
} from './contours.ts'

/** The histograms of one model. */
export interface HistogramPanel<Series = ValueSeries | CountedSeries> {
  title: string
  series: readonly Series[]
}

export interface HistogramGridOptions extends BinOptions {
  /** Name and unit of the values. */
  title: string
  /** The series that is filled, in grey. Default: the first of the first panel. */
  baseline?: string
  /** Most panels to draw. Default 24, which fill a page. */
  limit?: number
  /** Of the heights. Default `linear`. */
  scale?: ScaleChoice
  /** Colours of the other series by name. Default: of the series at hand. */
  palette?: Palette | undefined
}

const PANEL = v.object({ title: TEXT, series: SERIES })
const BASELINE_COLOUR = '#666666'
/** Thinner than elsewhere, since panels are small. */
const OUTLINE_PX = pt(0.9)

/**
 * Small multiples: a panel a model with its histograms over each other, all panels with the same
 * bins and axes, and one legend. Each series is drawn as the share of its own values.
 *
 * @param panels all of values, or all of counts on one logarithmic grid
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
      baseline: TEXT,
      bins: COUNT,
      limit: COUNT,
      xScale: SCALE,
      scale: SCALE,
      palette: PALETTE,
    },
    ['title'],
  )
  const { title, limit = 24, scale, palette } = options
  const shown = panels.slice(0, limit)
  const series = shown.flatMap((panel): (ValueSeries | CountedSeries)[] => [...panel.series])
  const bins = shareBins(series as ValueSeries[] | CountedSeries[], options)
  const { type, edges } = bins
  const [low, high] = [edges[0], edges.at(-1)]
  if (low === undefined || high === undefined) {
    return noteFigure('histogramGrid', noneHas(panels.length, 'panel', `values of ${title}`))
  }
  const drawn = shown
    .flatMap((panel, at) => panel.series.map(({ name }) => ({ name, panel: at })))
    .map((each, i) => ({ ...each, counts: bins.counts[i] as number[] }))
    .filter(({ counts }) => total(counts) > 0)
    .map(({ name, panel, counts }) => ({ name, panel, shares: toShares(counts) }))
  const y = shareAxis(
    drawn.map(({ shares }) => shares),
    scale,
  )
  const byName = groupBy(drawn, ({ name }) => name)
  const baseline = options.baseline ?? series[0]?.name
  const names = [...byName.keys()]
  const colourOf = colourFinder(names, palette)
  const shownAs = shownNames(names)
  const styles = names.map((name): ContourStyle => {
    const isFilled = name === baseline
    const colour = isFilled ? BASELINE_COLOUR : colourOf(name)
    return { name: shownAs(name), colour, isFilled }
  })
  const x = fixedAxis('x', { title }, type, low, high)
  const titles = shown.map(({ title }) => title)
  const titleAs = shownNames(titles, MAX_TITLE_LETTERS)
  const panelOf = (panel: HistogramPanel, at: number): Panel => {
    const title = titleAs(panel.title)
    const members = drawn.filter(({ panel }) => panel === at)
    if (members.length === 0) return emptyPanel(title, { x, y })
    const datasets = styles.flatMap((style, i) =>
      members
        .filter(({ name }) => name === names[i])
        .map(({ shares }) => contourDataset(contour(shares, edges, y), style, OUTLINE_PX)),
    )
    return { title, ...composePlot({ x, y, datasets: datasets.reverse() }) }
  }
  return composeFigure({
    kind: 'histogramGrid',
    x,
    y,
    panels: { plots: shown.map(panelOf) },
    legend: [legendSection('', styles.map(contourItem))],
    legendSide: 'below',
    notes: [
      ...(shown.length < panels.length
        ? [`The first ${limit} of ${panels.length} panels are shown.`]
        : []),
      ...notesOn(bins),
    ],
    caption:
      `Distributions of ${title}, each series as the share of its own values in ` +
      `${edges.length - 1} bins; all panels have the same axes.${namesInFull(names)}${namesInFull(titles, MAX_TITLE_LETTERS)}`,
    alt:
      `${count(shown.length, 'panel')} of histograms of ${title} for ` +
      `${styles.map(({ name }) => name).join(', ')}.`,
  })
}
