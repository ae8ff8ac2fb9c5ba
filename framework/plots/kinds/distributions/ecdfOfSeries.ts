import { TEXT } from '../../../text/checkOptions.ts'
import { leftOut, noneHas } from '../../../text/counts.ts'
import type { Figure } from '../../figure.ts'
import type { ScaleChoice } from '../../parts/axes/axes.ts'
import { BEYOND_ALL_AXES } from '../../parts/axes/undrawn.ts'
import { colourFinder, type Palette } from '../../parts/colours/palette.ts'
import { noteFigure } from '../../parts/composeFigure.ts'
import { checkData, checkOptions, FACET_AXES, PALETTE, SCALE } from '../../parts/options.ts'
import { drawItemFacets, type FacetOptions, type SharedLook } from '../../parts/panels/facets.ts'
import { cumulate, cumulateCounts } from './cumulate.ts'
import { drawEcdf, type EcdfGroup, type EcdfKey } from './drawEcdf.ts'
import { type CountedSeries, SERIES, spreadOfValues, type ValueSeries } from './series.ts'

export interface EcdfOfSeriesOptions extends Pick<FacetOptions, 'facetAxes'> {
  /** Name and unit of the values. */
  readonly title: string
  /** What one value is of, in the plural, such as `events`. Default `values`. */
  readonly unit?: string
  /** Of the axis of the values. Default `auto`; of counted series `log`. */
  readonly scale?: ScaleChoice
  /** The report's colours, by the names of the series. Default: of the series at hand. */
  readonly palette?: Palette | undefined
}

/**
 * The empirical cumulative distributions of series of numbers, such as the errors of events by
 * corruption, with their medians. Series that name a `facet` stand in panels.
 *
 * @param series values, or counts on a logarithmic grid
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function ecdfOfSeries(
  series: readonly (ValueSeries | CountedSeries)[],
  options: EcdfOfSeriesOptions,
): Figure {
  checkData('ecdfOfSeries', { series }, { series: SERIES })
  checkOptions(
    'ecdfOfSeries',
    options,
    { title: TEXT, unit: TEXT, scale: SCALE, palette: PALETTE, facetAxes: FACET_AXES },
    ['title'],
  )
  const { title, unit = 'values', palette, facetAxes } = options
  const isCounted = series.some((each) => 'counts' in each)
  const names = series.map(({ name }) => name)
  const xScale = options.scale ?? (isCounted ? 'log' : 'auto')
  const isChosen = options.scale !== undefined && options.scale !== 'auto'
  // The scale is that of the values, which lie along the horizontal axis.
  const look = { scale: 'linear', xScale, palette, facetAxes } as const
  return drawItemFacets(series, names, look, ({ xScale, palette, axes, isBare = false }, shown) =>
    drawSeries(shown, { title, unit, scale: xScale, isChosen, palette, axes, isBare }),
  )
}

function drawSeries(
  series: readonly (ValueSeries | CountedSeries)[],
  {
    title,
    unit,
    scale,
    isChosen,
    palette,
    axes,
    isBare = false,
  }: Required<Pick<EcdfOfSeriesOptions, 'title' | 'unit' | 'scale' | 'palette'>> &
    Pick<SharedLook, 'axes' | 'isBare'> & { isChosen: boolean },
): Figure {
  const colourOf = colourFinder(
    series.map(({ name }) => name),
    palette,
  )
  const keys = series.map((each): EcdfGroup | EcdfKey => {
    const { name } = each
    const cumulated =
      'counts' in each ? cumulateCounts(each) : cumulate(spreadOfValues(each.values))
    return { name, colour: colourOf(name), n: 0, median: Number.NaN, ...cumulated }
  })
  const found = keys.filter((key): key is EcdfGroup => 'steps' in key)
  if (found.length === 0) {
    return noteFigure('ecdfOfSeries', noneHas(series.length, 'distribution', `values of ${title}`))
  }
  const given = series.reduce((n, each) => n + ('values' in each ? each.values.length : 0), 0)
  const drawn = found.reduce((sum, { n }) => sum + n, 0)
  const nTooLarge = found.reduce((n, { spread }) => n + (spread.nTooLarge ?? 0), 0)
  const isCounted = series.some((each) => 'counts' in each)
  return drawEcdf({
    kind: 'ecdfOfSeries',
    groups: found,
    keys,
    title,
    scale,
    isChosen,
    isPooled: false,
    unit,
    noun: 'value',
    groupTitle: '',
    axes,
    isOnePlot: !isBare,
    notes: isCounted
      ? []
      : [
          ...leftOut(given - drawn - nTooLarge, 'value', 'missing or infinite'),
          ...leftOut(nTooLarge, 'value', BEYOND_ALL_AXES),
        ],
  })
}
