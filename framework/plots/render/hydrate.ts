import type { ChartConfiguration, Tick as ChartTick, Scale } from 'chart.js'
import type { FigureAxis } from '../figure.ts'
import type { Tick } from '../parts/ticks.ts'
import { FONT_FAMILY, FONT_PX, font, INK } from '../theme.ts'
import type { SinglePlot } from './arrangement/placePanels.ts'
import { colourBarPlugin } from './plugins/colourBar.ts'
import type { Context } from './plugins/context.ts'
import { footnotesPlugin } from './plugins/footnotes.ts'
import { framePlugin, TICK_PX } from './plugins/frame.ts'
import { legendPlugin } from './plugins/legend.ts'
import { marksPlugin } from './plugins/marks.ts'
import { pointLabelsPlugin } from './plugins/pointLabels.ts'
import { rowTitlesPlugin } from './plugins/rowTitles.ts'
import { fitText } from './plugins/text.ts'

const PADDING_PX = 6

/**
 * The figure as a Chart.js configuration that can be drawn: names become callbacks and plugins.
 *
 * @param onUnnamed see {@link pointLabelsPlugin}
 */
export function hydrate(
  figure: SinglePlot,
  devicePixelRatio = 1,
  onUnnamed?: (n: number) => void,
): ChartConfiguration<'scatter'> {
  const { x, y } = figure.chart.options.scales
  // Chart.js writes into what it draws, and the same figure is drawn more than once.
  const datasets = figure.chart.data.datasets.map((dataset) => ({
    ...dataset,
    data: [...dataset.data],
  }))
  return {
    type: figure.chart.type,
    data: { datasets } as ChartConfiguration<'scatter'>['data'],
    options: {
      devicePixelRatio,
      responsive: false,
      animation: false,
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
      marksPlugin(figure),
      pointLabelsPlugin(figure, onUnnamed),
      rowTitlesPlugin(figure),
      colourBarPlugin(figure),
      legendPlugin(figure),
      footnotesPlugin(figure),
    ],
  }
}

/** The callbacks that a figure's JSON may name, each made for the ticks of its axis. */
const CALLBACKS = {
  fixedTicks: (ticks: readonly Tick[]) => (scale: Scale) => {
    scale.ticks = ticks.map(({ value }): ChartTick => ({ value }))
  },
  fixedLabels: (ticks: readonly Tick[]) =>
    function label(this: Scale, _: unknown, index: number): string {
      const text = ticks[index]?.label ?? ''
      if (this.axis !== 'y') return text
      this.ctx.font = font(FONT_PX.tick)
      return fitText(this.ctx as unknown as Context, text, this.chart.width * MAX_LABEL_SHARE)
    },
}

/** Of the figure's width, for the names along a vertical axis. */
const MAX_LABEL_SHARE = 0.36
const LABEL_GAP_PX = 3
const TITLE_GAP_PX = 8

/** Chart.js gives axes a share of the width, whether or not their names fit into it. */
function widenToLabels(scale: Scale): void {
  if (scale.axis !== 'y' || !scale.options.display) return
  scale.ctx.font = font(FONT_PX.tick)
  const widths = scale.ticks.map(({ label }) => scale.ctx.measureText(String(label ?? '')).width)
  const hasTitle = (scale.options as { title?: { display?: boolean } }).title?.display
  const titleWidth = hasTitle ? FONT_PX.title * 1.2 + TITLE_GAP_PX : 0
  scale.width = Math.max(scale.width, Math.max(0, ...widths) + TICK_PX + LABEL_GAP_PX + titleWidth)
}

function hydrateAxis({ fixedTicks, gridLines: _, afterBuildTicks, ...axis }: FigureAxis) {
  return {
    ...axis,
    // Else a logarithmic axis may begin at a tick of Chart.js instead: at 0.7 where `min` is 0.745.
    bounds: 'data' as const,
    afterBuildTicks: CALLBACKS[afterBuildTicks](fixedTicks),
    afterFit: widenToLabels,
    border: { display: false },
    grid: { drawOnChartArea: false, tickLength: TICK_PX, tickColor: 'transparent' },
    title: {
      ...axis.title,
      color: INK.text,
      font: { family: FONT_FAMILY, size: FONT_PX.title },
    },
    ticks: {
      ...axis.ticks,
      callback: CALLBACKS[axis.ticks.callback](fixedTicks),
      color: INK.text,
      font: { family: FONT_FAMILY, size: FONT_PX.tick },
    },
  }
}
