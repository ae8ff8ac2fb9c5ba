import {
  Chart,
  Filler,
  LinearScale,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
} from 'chart.js'
import type { Figure } from '../../../../plots/figure.ts'
import { arrangeFigure } from '../../../../plots/render/arrangement/arrangeFigure.ts'
import type { SinglePlot } from '../../../../plots/render/arrangement/singlePlot.ts'
import { hydrate } from '../../../../plots/render/hydrate.ts'
import { noteUnwritten } from '../../../../plots/render/noteUnwritten.ts'
import type { PlacedLegendEntry } from '../../../../plots/render/plugins/legend/legendEntries.ts'
import type { Place } from './place.ts'

// What figures are made of, and no more: all of Chart.js is a third larger.
Chart.register(ScatterController, LineElement, PointElement, LinearScale, LogarithmicScale, Filler)

/** A figure on a canvas. */
export interface DrawnFigure {
  readonly chart: Chart<'scatter'>
  readonly figure: Figure
  /** What is drawn, in its coordinates. */
  readonly plot: SinglePlot
  readonly legend: readonly PlacedLegendEntry[]
}

/** The places of a dataset's points, as they are drawn; none for gaps. */
export function pixelsOf({ chart }: DrawnFigure, dataset: number): (Place | undefined)[] {
  return chart
    .getDatasetMeta(dataset)
    .data.map(({ x, y }) => (Number.isFinite(x) && Number.isFinite(y) ? { x, y } : undefined))
}

/** The place of a value on each axis. */
export function pixelOf({ chart }: DrawnFigure, { x, y }: { x: number; y: number }): Place {
  return {
    x: chart.scales.x?.getPixelForValue(x) ?? Number.NaN,
    y: chart.scales.y?.getPixelForValue(y) ?? Number.NaN,
  }
}

/**
 * Draws a figure on a canvas as it is printed, at its height for a width. The fonts are loaded.
 *
 * @param options `inches`: its width; `pxPerInch`: CSS pixels to an inch on the screen; `pixelRatio`: dots
 *   of the screen to a CSS pixel
 */
export function drawOnCanvas(
  canvas: HTMLCanvasElement,
  figure: Figure,
  { inches, scale, pixelRatio }: { inches: number; scale: number; pixelRatio: number },
): DrawnFigure {
  let drawn: DrawnFigure | undefined
  return noteUnwritten(figure, (noted, onUnwritten) => {
    drawn?.chart.destroy()
    const { plot, widthPx, heightPx } = arrangeFigure(noted, { width: inches })
    const legend: PlacedLegendEntry[] = []
    Object.assign(canvas, { width: widthPx, height: heightPx })
    Object.assign(canvas.style, { width: `${widthPx * scale}px`, height: `${heightPx * scale}px` })
    const config = hydrate(plot, {
      devicePixelRatio: pixelRatio * scale,
      onUnwritten,
      onLegend: (entries) => legend.splice(0, legend.length, ...entries),
    })
    drawn = { chart: new Chart(canvas, config), figure, plot, legend }
    return drawn
  })
}
