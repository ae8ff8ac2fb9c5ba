import type { ChartConfiguration, Tick as ChartTick, Scale } from 'chart.js'
import type { Figure, FigureAxis } from './figure.ts'
import { colourBarPlugin } from './plugins/colourBar.ts'
import { footnotesPlugin } from './plugins/footnotes.ts'
import { framePlugin, TICK_PX } from './plugins/frame.ts'
import { legendPlugin } from './plugins/legend.ts'
import { marksPlugin } from './plugins/marks.ts'
import { pointLabelsPlugin } from './plugins/pointLabels.ts'
import { FONT_FAMILY, FONT_PX, INK } from './theme.ts'
import type { Tick } from './ticks.ts'

const PADDING_PX = 6

/**
 * The figure as a Chart.js configuration that can be drawn: names become callbacks and plugins.
 *
 * @param onUnnamed see {@link pointLabelsPlugin}
 */
export function hydrate(
  figure: Figure,
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
  fixedLabels: (ticks: readonly Tick[]) => (_: unknown, index: number) => ticks[index]?.label ?? '',
}

function hydrateAxis({ fixedTicks, gridLines: _, afterBuildTicks, ...axis }: FigureAxis) {
  return {
    ...axis,
    afterBuildTicks: CALLBACKS[afterBuildTicks](fixedTicks),
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
