import { markerOf } from '../../../../plots/parts/colours/markers.ts'
import { runAt } from '../../../../plots/parts/runsOfPoints.ts'
import { INK, pt } from '../../../../plots/theme.ts'
import { type DrawnFigure, pixelsOf } from './drawOnCanvas.ts'
import type { Pointed } from './pointing/pointed.ts'

const LINE_PX = pt(2.2)
const RING_PX = pt(1.4)
const RADIUS_PX = markerOf('circle', pt(4)).radius

/** Draws what is pointed at over the figure: the lines of its run thick, and a ring at its place. */
export function drawPointed(
  over: HTMLCanvasElement,
  drawn: DrawnFigure,
  pointed: Pointed | undefined,
): void {
  const { canvas, chartArea, currentDevicePixelRatio: ratio } = drawn.chart
  Object.assign(over, { width: canvas.width, height: canvas.height })
  Object.assign(over.style, { width: canvas.style.width, height: canvas.style.height })
  const context = over.getContext('2d')
  if (context === null || pointed === undefined) return
  context.scale(ratio, ratio)
  context.save()
  context.beginPath()
  context.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height)
  context.clip()
  if (pointed.run !== undefined) strokeLines(context, drawn, pointed.run)
  context.restore()
  context.beginPath()
  context.arc(pointed.x, pointed.y, RADIUS_PX, 0, 2 * Math.PI)
  context.strokeStyle = INK.paper
  context.lineWidth = RING_PX * 2
  context.stroke()
  context.strokeStyle = INK.text
  context.lineWidth = RING_PX
  context.stroke()
}

function strokeLines(context: CanvasRenderingContext2D, drawn: DrawnFigure, run: string): void {
  for (const [index, dataset] of drawn.plot.chart.data.datasets.entries()) {
    if (!dataset.showLine || !dataset.runs?.some(([, name]) => name === run)) continue
    context.strokeStyle = String(dataset.borderColor).slice(0, 7)
    context.lineWidth = LINE_PX
    context.setLineDash(Array.isArray(dataset.borderDash) ? dataset.borderDash.map(Number) : [])
    context.beginPath()
    let isOpen = false
    for (const [at, pixel] of pixelsOf(drawn, index).entries()) {
      const isOwn = pixel !== undefined && runAt(dataset, at) === run
      if (isOwn) context[isOpen ? 'lineTo' : 'moveTo'](pixel.x, pixel.y)
      isOpen = isOwn
    }
    context.stroke()
  }
}
