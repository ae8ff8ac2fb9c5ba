import { PDFDocument } from '@napi-rs/canvas'
import { type FileCanvas, type FileCanvasOptions, PRODUCT } from './fileCanvas.ts'

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
  const context = document.beginPage(points(width), points(height))
  const canvas: FileCanvas = {
    width,
    height,
    getContext: () => context,
    toBuffer() {
      document.endPage()
      return document.close()
    },
  }
  Object.defineProperty(context, 'canvas', { value: canvas })
  return canvas
}
