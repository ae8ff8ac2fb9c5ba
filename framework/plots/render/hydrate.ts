import type { ChartConfiguration, Tick as ChartTick, Plugin, Scale } from 'chart.js'
import type { FigureAxis } from '../figure.ts'
import { largest, smallest } from '../parts/axes/extent.ts'
import type { Tick } from '../parts/axes/ticks.ts'
import { FONT_FAMILY, FONT_PX, font, INK, pt } from '../theme.ts'
import type { SinglePlot } from './arrangement/singlePlot.ts'
import { type AxisLabels, axisLabels, cutPairs, nWithoutSizes, slantSine } from './axisLabels.ts'
import type { OnUnwritten } from './noteUnwritten.ts'
import { colourBarPlugin } from './plugins/colourBar.ts'
import { footnotesPlugin } from './plugins/footnotes.ts'
import { framePlugin, TICK_PX } from './plugins/frame.ts'
import { keepAspectPlugin } from './plugins/keepAspect.ts'
import { pointLabelsPlugin } from './plugins/labels/pointLabels.ts'
import { legendPlugin } from './plugins/legend/legend.ts'
import type { PlacedLegendEntry } from './plugins/legend/legendEntries.ts'
import { marksPlugin } from './plugins/marks.ts'
import { rowTitlesPlugin } from './plugins/rowTitles.ts'

const PADDING_PX = 6
/** Beyond the axes, for markers of points at their edges, which would be cut in half. */
const MARKER_ROOM_PX = pt(5)

export interface HydrateOptions {
  /** Pixels of the canvas to a CSS pixel. Default 1. */
  readonly devicePixelRatio?: number
  /** See {@link pointLabelsPlugin}, {@link marksPlugin} and {@link sizesPlugin}. */
  readonly onUnwritten?: OnUnwritten | undefined
  /** See {@link plotHeightPlugin}. */
  readonly onPlotHeight?: ((heightPx: number) => void) | undefined
  /** See {@link keepAspectPlugin}. */
  readonly onSpare?: ((heightPx: number) => void) | undefined
  /** See {@link legendPlugin}. */
  readonly onLegend?: ((entries: readonly PlacedLegendEntry[]) => void) | undefined
}

/** The figure as a Chart.js configuration that can be drawn: names become callbacks and plugins. */
export function hydrate(
  figure: SinglePlot,
  { devicePixelRatio = 1, onUnwritten, onPlotHeight, onSpare, onLegend }: HydrateOptions = {},
): ChartConfiguration<'scatter'> {
  const { x, y } = figure.chart.options.scales
  // Chart.js writes into what it draws, and the same figure is drawn more than once.
  const datasets = figure.chart.data.datasets.map((dataset) => ({
    ...dataset,
    data: [...dataset.data],
    ...(dataset.showLine === false && { clip: MARKER_ROOM_PX }),
  }))
  return {
    type: figure.chart.type,
    data: { datasets } as ChartConfiguration<'scatter'>['data'],
    options: {
      devicePixelRatio,
      responsive: false,
      animation: false,
      // Not `parsing: false`: then Chart.js takes points to be in order, and looks for those within the axes by
      // halving, where a gap counts as zero.
      events: [],
      layout: { padding: PADDING_PX },
      scales: { x: hydrateAxis(x), y: hydrateAxis(y) },
      plugins: {
        legend: { display: false },
        tooltip: { enabled: false },
        colors: { enabled: false },
      },
    },
    plugins: [
      framePlugin(figure),
      marksPlugin(figure, onUnwritten),
      pointLabelsPlugin(figure, onUnwritten),
      sizesPlugin(figure, onUnwritten),
      rowTitlesPlugin(figure),
      colourBarPlugin(figure),
      legendPlugin(figure, onLegend),
      footnotesPlugin(figure),
      plotHeightPlugin(figure, onPlotHeight),
      keepAspectPlugin(figure, PADDING_PX, onSpare),
    ],
  }
}

/** Tells how many names along the axes have no room for the sizes of their groups, and which are cut. */
function sizesPlugin(
  { chart: { options } }: SinglePlot,
  onUnwritten: OnUnwritten = () => {},
): Plugin<'scatter'> {
  const { x, y } = options.scales
  return {
    id: 'sizes',
    afterDatasetsDraw({ scales }) {
      onUnwritten('sizes', nWithoutSizes(x, scales.x) + nWithoutSizes(y, scales.y))
      const cut = cutPairs(y, scales.y)
      onUnwritten('pairs', cut.length, cut)
    },
  }
}

/** Tells the height of the axes, or of the lowest panel, in CSS pixels. */
function plotHeightPlugin(
  { frames }: SinglePlot,
  onPlotHeight: (heightPx: number) => void = () => {},
): Plugin<'scatter'> {
  return {
    id: 'plotHeight',
    afterDatasetsDraw({ chartArea: { top, bottom }, scales: { y } }) {
      const heights = frames?.map((frame) =>
        Math.abs(pixelOn(y, frame.top) - pixelOn(y, frame.bottom)),
      ) ?? [bottom - top]
      onPlotHeight(smallest(heights))
    },
  }
}

function pixelOn(scale: Scale | undefined, value: number): number {
  return scale?.getPixelForValue(value) ?? Number.NaN
}

/** The callbacks that a figure's JSON may name, each made for its axis. */
const CALLBACKS = {
  fixedTicks: (ticks: readonly Tick[]) => (scale: Scale) => {
    scale.ticks = ticks.map(({ value }): ChartTick => ({ value }))
  },
  fixedLabels: (labels: AxisLabels) =>
    function label(this: Scale, _: unknown, index: number): string | string[] {
      return labels(this)[index] ?? ''
    },
}

const LABEL_GAP_PX = 3
const TITLE_GAP_PX = 8

/** Names that touch slant. Chart.js takes the outer ones to stand at the ends of the axis, further apart. */
function slantNames(scale: Scale): void {
  const { ticks, min, max } = scale
  const { maxRotation = 0 } = (scale.options as { ticks?: { maxRotation?: number } }).ticks ?? {}
  if (scale.axis !== 'x' || maxRotation === 0) return
  scale.ctx.font = font(FONT_PX.tick)
  const labels = ticks.flatMap(({ label }) =>
    typeof label === 'string' && label !== '' ? [label] : [],
  )
  const widest = Math.max(0, largest(labels.map((label) => scale.ctx.measureText(label).width)))
  const slot = scale.width / (max - min)
  if (labels.length < ticks.length || widest + LABEL_GAP_PX <= slot) return
  const degrees = (Math.asin(Math.min(1, slantSine(slot))) * 180) / Math.PI
  scale.labelRotation = Math.max(scale.labelRotation ?? 0, Math.min(maxRotation, degrees))
}

/** Chart.js gives axes a share of the width, whether or not their names fit into it. */
function fitLabels(scale: Scale): void {
  if (!scale.options.display) return
  if (scale.axis === 'x') keepOnPage(scale)
  else widenToNames(scale)
}

function widenToNames(scale: Scale): void {
  scale.ctx.font = font(FONT_PX.tick)
  const widths = scale.ticks.map(({ label }) => scale.ctx.measureText(String(label ?? '')).width)
  const { title } = scale.options as { title?: { display?: boolean; text?: string | string[] } }
  const nLines = title?.display ? [title.text ?? ''].flat().length : 0
  const titleWidth = nLines === 0 ? 0 : nLines * FONT_PX.title * 1.2 + TITLE_GAP_PX
  scale.width = Math.max(
    scale.width,
    Math.max(0, largest(widths)) + TICK_PX + LABEL_GAP_PX + titleWidth,
  )
}

/** Of slanted names, Chart.js looks at the first only, though a longer one may begin further left. */
function keepOnPage(scale: Scale): void {
  const slant = ((scale.labelRotation ?? 0) * Math.PI) / 180
  if (slant === 0) return
  scale.ctx.font = font(FONT_PX.tick)
  const overhangs = scale.ticks.map(({ label, value }) => {
    const width = scale.ctx.measureText(String(label ?? '')).width
    return width * Math.cos(slant) - (scale.getPixelForValue(value) - scale.left)
  })
  scale.paddingLeft = Math.max(scale.paddingLeft, ...overhangs)
}

function hydrateAxis(figureAxis: FigureAxis) {
  const { fixedTicks, gridLines: _, afterBuildTicks, ...axis } = figureAxis
  return {
    ...axis,
    // Else a logarithmic axis may begin at a tick of Chart.js instead: at 0.7 where `min` is 0.745.
    bounds: 'data' as const,
    afterBuildTicks: CALLBACKS[afterBuildTicks](fixedTicks),
    afterCalculateLabelRotation: slantNames,
    afterFit: fitLabels,
    border: { display: false },
    grid: { drawOnChartArea: false, tickLength: TICK_PX, tickColor: 'transparent' },
    title: {
      ...axis.title,
      // In several lines where it is long; the field is typed for one.
      text: (axis.title.text.includes('\n')
        ? axis.title.text.split('\n')
        : axis.title.text) as string,
      color: INK.text,
      font: { family: FONT_FAMILY, size: FONT_PX.title },
    },
    ticks: {
      ...axis.ticks,
      callback: CALLBACKS[axis.ticks.callback](axisLabels(figureAxis)),
      color: INK.text,
      font: { family: FONT_FAMILY, size: FONT_PX.tick },
    },
  }
}
