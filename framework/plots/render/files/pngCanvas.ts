import { createCanvas } from '@napi-rs/canvas'
import { type FileCanvas, type FileCanvasOptions, PRODUCT } from './fileCanvas.ts'

/**
 * A bitmap whose PNG says its resolution, from how many pixels a CSS pixel was given, and its metadata
 * as text chunks: Title, Description, and Comment for the source.
 */
export function createPngCanvas(options: FileCanvasOptions): FileCanvas {
  const { width, height, pxPerInch, metadata } = options
  const canvas = createCanvas(width, height)
  return Object.assign(canvas, {
    toBuffer: () =>
      canvas.encodeSync('png', {
        resolution: Math.round((canvas.width / width) * pxPerInch),
        software: PRODUCT,
        description: metadata.description,
        ...(metadata.title !== undefined && { title: metadata.title }),
        ...(metadata.source !== undefined && { comment: metadata.source }),
      }),
  })
}
