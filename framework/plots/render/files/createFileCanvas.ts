import type { FigureFormat } from '../../figure.ts'
import type { FileCanvas, FileCanvasOptions } from './fileCanvas.ts'
import { createPdfCanvas } from './pdfCanvas.ts'
import { createPngCanvas } from './png/pngCanvas.ts'
import { createSvgCanvas } from './svg/svgCanvas.ts'

const CREATE = { png: createPngCanvas, svg: createSvgCanvas, pdf: createPdfCanvas }

/** An empty canvas for a file of a format. */
export function createFileCanvas(format: FigureFormat, options: FileCanvasOptions): FileCanvas {
  return CREATE[format](options)
}
