import type { Figure, FigureFormat } from '../figure.ts'
import { PX_PER_INCH } from '../theme.ts'
import { arrangeFigure, MAX_INCHES } from './arrangement/arrangeFigure.ts'
import { createFileCanvas } from './files/createFileCanvas.ts'
import type { FileCanvasOptions } from './files/fileCanvas.ts'
import { headingHeight, withHeading } from './heading.ts'
import { hydrate } from './hydrate.ts'
import { noteMissingGlyphs } from './missingGlyphs.ts'
import { noteUnwritten } from './noteUnwritten.ts'
import { surface } from './surface.ts'

const PT_PER_INCH = 72
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
  return noteUnwritten(noteMissingGlyphs(figure), (noted, onUnwritten) => {
    const { plot, heightPx } = arrangeFigure(noted, inches)
    let spare = 0
    const onSpare = (px: number) => {
      spare = Math.floor(px)
    }
    const draw = (height: number) => {
      const config = hydrate(plot, { devicePixelRatio: pixelRatio, onUnwritten, onSpare })
      const canvas = createFileCanvas(format, { ...drawing, width, height, pxPerInch })
      return surface().draw(withHeading(config, title), canvas)
    }
    const drawn = draw(heightPx + heading)
    // What stands around square axes takes more of the width than was thought, which only drawing tells.
    const isTooHigh = drawing.height === undefined && spare > MAX_SPARE_PX
    return isTooHigh ? draw(heightPx + heading - spare) : drawn
  })
}
