import type { Figure, FigureFormat } from '../figure.ts'
import { noteFigure } from '../parts/composeFigure.ts'
import { FONT_PX, PX_PER_INCH } from '../theme.ts'
import { arrangeFigure, MAX_INCHES } from './arrangement/arrangeFigure.ts'
import { createFileCanvas } from './files/createFileCanvas.ts'
import type { FileCanvasOptions } from './files/fileCanvas.ts'
import { headingHeight, withHeading } from './heading.ts'
import { hydrate } from './hydrate.ts'
import { noteMissingGlyphs } from './missingGlyphs.ts'
import { NO_ROOM_FOR_DATA, noteUnwritten } from './noteUnwritten.ts'
import { surface } from './surface.ts'

const PT_PER_INCH = 72
/** Lower axes, of so many lines of their labels, show hardly anything of the data. */
const LEAST_LINES = 3
const LINE_PX = FONT_PX.tick * 1.3
/** Of white below a figure: less of it is not seen. */
const MAX_SPARE_PX = 6

/** What is drawn of a figure, and into what file. */
export interface Drawing extends Pick<FileCanvasOptions, 'metadata' | 'svgText' | 'pxPerInch'> {
  readonly format: FigureFormat
  readonly dpi: number
  /** Inches. */
  readonly width: number
  /** Inches. Default: what the figure needs. */
  readonly height?: number | undefined
  /** On top of the picture. */
  readonly title?: string
}

/** The figure as the bytes of a file, with the notes that only drawing it tells. */
export function drawFigure(figure: Figure, drawing: Drawing): Uint8Array {
  const { format, dpi, title } = drawing
  const width = Math.round(drawing.width * drawing.pxPerInch)
  // So that a whole number of pixels is exactly as wide as asked for.
  const pxPerInch = width / drawing.width
  const pixelRatio = { png: dpi / pxPerInch, svg: 1, pdf: PT_PER_INCH / pxPerInch }[format]
  const heading = headingHeight(title)
  const heightOf = (onPaper: number) => (onPaper * pxPerInch - heading) / PX_PER_INCH
  const inches = {
    width: width / PX_PER_INCH,
    height: drawing.height && heightOf(drawing.height),
    most: heightOf(MAX_INCHES),
  }
  const canvasOf = (height: number) =>
    createFileCanvas(format, { ...drawing, width, height, pxPerInch })
  let unnoted: { plotHeight: number; drawn: Uint8Array } | undefined
  return noteUnwritten(noteMissingGlyphs(figure, title), (noted, onUnwritten) => {
    const { plot, heightPx } = arrangeFigure(noted, inches)
    let spare = 0
    let plotHeight = Number.POSITIVE_INFINITY
    const onSpare = (px: number) => {
      spare = Math.floor(px)
    }
    const onPlotHeight = (px: number) => {
      plotHeight = px
      const isTooLow = drawing.height !== undefined && px < LEAST_LINES * LINE_PX
      onUnwritten('plots', isTooLow ? 1 : 0)
    }
    const draw = (height: number) => {
      const onDrawn = { onUnwritten, onSpare, onPlotHeight }
      const config = hydrate(plot, { devicePixelRatio: pixelRatio, ...onDrawn })
      return surface().draw(withHeading(config, title), canvasOf(height))
    }
    const drawn = draw(heightPx + heading)
    unnoted ??= { plotHeight, drawn }
    if (drawing.height !== undefined && plotHeight < LINE_PX) {
      // A note on the little room that there is must not take it.
      if (unnoted.plotHeight >= LINE_PX) return unnoted.drawn
      const note = hydrate(notedAlone(figure), { devicePixelRatio: pixelRatio })
      return surface().draw(note, canvasOf(heightPx + heading))
    }
    // What stands around square axes takes more of the width than was thought, which only drawing tells.
    const isTooHigh = drawing.height === undefined && spare > MAX_SPARE_PX
    return isTooHigh ? draw(heightPx + heading - spare) : drawn
  })
}

/** What stands for a figure in the height that is not enough for its axes: why, and nothing else. */
function notedAlone({ kind }: Figure): Figure {
  return { ...noteFigure(kind, NO_ROOM_FOR_DATA), marks: [] }
}
