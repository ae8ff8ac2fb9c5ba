import type { Figure, FigureFormat } from '../figure.ts'
import { type FigureWidth, PX_PER_INCH, WIDTH_INCHES } from '../theme.ts'
import { createFileCanvas } from './files/createFileCanvas.ts'
import type { FileCanvasOptions } from './files/fileCanvas.ts'
import { headingHeight, withHeading } from './heading.ts'
import { hydrate } from './hydrate.ts'
import { noteMissingGlyphs } from './missingGlyphs.ts'
import { legendHeightBelow } from './plugins/legend.ts'
import { surface } from './surface.ts'

const PT_PER_INCH = 72

/** What is drawn of a figure, and into what file. */
export interface Drawing extends Pick<FileCanvasOptions, 'metadata' | 'svgText' | 'pxPerInch'> {
  readonly format: FigureFormat
  readonly dpi: number
  readonly width: FigureWidth
  /** On top of the picture. */
  readonly title?: string
}

/** The figure as the bytes of a file, with the notes that only drawing it tells. */
export function drawFigure(figure: Figure, drawing: Drawing): Uint8Array {
  const { format, dpi, width, title } = drawing
  const widthPx = Math.round(WIDTH_INCHES[width] * drawing.pxPerInch)
  // So that a whole number of pixels is exactly as wide as asked for.
  const pxPerInch = widthPx / WIDTH_INCHES[width]
  const pixelRatio = { png: dpi / pxPerInch, svg: 1, pdf: PT_PER_INCH / pxPerInch }[format]
  return noteUnnamed(noteMissingGlyphs(figure), (drawn, onUnnamed) => {
    const config = withHeading(hydrate(drawn, pixelRatio, onUnnamed), title)
    const size = { width: widthPx, height: heightPx(drawn, widthPx) + headingHeight(title) }
    return surface().draw(config, createFileCanvas(format, { ...drawing, ...size, pxPerInch }))
  })
}

/** Draws again with a note where names of points find no place: how many, only drawing tells. */
function noteUnnamed(
  figure: Figure,
  draw: (figure: Figure, onUnnamed: (n: number) => void) => Uint8Array,
): Uint8Array {
  let unnamed = 0
  const onUnnamed = (n: number) => {
    unnamed = n
  }
  let bytes = draw(figure, onUnnamed)
  // The note takes room too, which may cost another name.
  for (let noted = 0; unnamed > noted; ) {
    noted = unnamed
    const note = `No room for the ${noted === 1 ? 'name of 1 point' : `names of ${noted} points`}.`
    bytes = draw({ ...figure, notes: [...figure.notes, note] }, onUnnamed)
  }
  return bytes
}

/** Narrower figures lose less height than width, since their type stays as it is. */
function heightPx(figure: Figure, widthPx: number): number {
  const { height, shrinks } = figure.size
  const shrinkage = shrinks ? Math.sqrt(widthPx / (WIDTH_INCHES.full * PX_PER_INCH)) : 1
  return Math.round(height * PX_PER_INCH * shrinkage + legendHeightBelow(figure, widthPx))
}
