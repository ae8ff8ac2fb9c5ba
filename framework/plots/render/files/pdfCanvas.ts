import { Path2D, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas'
import { type FileCanvas, type FileCanvasOptions, PRODUCT } from './fileCanvas.ts'
import { withPageSize } from './pdfPage.ts'
import { placeGlyphs, UNITS_PER_EM } from './svg/glyphs.ts'
import { fontOf } from './svg/svgTexts.ts'

const PT_PER_INCH = 72

/**
 * A PDF page of real size, with the text as text, and the metadata in its Info dictionary. It has no
 * dates. Draw with a device pixel ratio of 72 over the pixels of an inch.
 */
export function createPdfCanvas({
  width,
  height,
  pxPerInch,
  metadata: { title, description, source },
}: FileCanvasOptions): FileCanvas {
  const document = new PDFDocument({
    creator: PRODUCT,
    producer: PRODUCT,
    subject: description,
    ...(title !== undefined && { title }),
    ...(source !== undefined && { keywords: source }),
  })
  const points = (px: number) => (px * PT_PER_INCH) / pxPerInch
  // Typed for the canvas of a browser.
  const context = document.beginPage(points(width), points(height)) as unknown as SKRSContext2D
  context.strokeText = (text, x, y) => strokeOutlines(context, text, x, y)
  const canvas: FileCanvas = {
    width,
    height,
    getContext: () => context,
    toBuffer() {
      document.endPage()
      return withPageSize(document.close(), points(width), points(height))
    },
  }
  Object.defineProperty(context, 'canvas', { value: canvas })
  return canvas
}

/**
 * The rim of a text that begins at a place, around the outlines of its letters. Skia makes a font of stroked letters,
 * one of drawings (Type 3), which journals refuse.
 */
function strokeOutlines(context: SKRSContext2D, text: string, x: number, y: number): void {
  const { px, weight } = fontOf(context)
  const scale = px / UNITS_PER_EM
  context.save()
  context.translate(x, y - context.measureText(text).alphabeticBaseline)
  context.scale(scale, scale)
  context.lineWidth /= scale
  // In one path, so that rims of neighbours are not drawn over each other.
  const rim = new Path2D()
  for (const { glyph, x } of placeGlyphs(text, weight)) {
    rim.addPath(new Path2D(glyph.outline), { a: 1, b: 0, c: 0, d: 1, e: x, f: 0 })
  }
  context.stroke(rim)
  context.restore()
}
