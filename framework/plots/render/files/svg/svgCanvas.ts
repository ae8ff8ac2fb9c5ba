import { createCanvas, SvgExportFlag } from '@napi-rs/canvas'
import type { FileCanvas, FileCanvasOptions } from '../fileCanvas.ts'
import { circlePath } from './circlePath.ts'
import { compactPath } from './compactPath.ts'
import { describeSvg } from './describeSvg.ts'
import { SvgStrokes } from './svgStrokes.ts'
import { SvgTexts } from './svgTexts.ts'

/** Of a hundredth of an inch: finer than any printer. */
const DECIMALS = 2

/**
 * An SVG of real size. Its texts are outlines, which look the same without the fonts, each letter
 * written once; or text that can be edited and searched, in fonts that are named.
 */
export function createSvgCanvas(options: FileCanvasOptions): FileCanvas {
  const { width, height, pxPerInch, metadata, svgText } = options
  const skia = createCanvas(width, height, SvgExportFlag.NoPrettyXML)
  const texts = new SvgTexts(skia.getContext('2d'), svgText)
  const strokes = new SvgStrokes(texts.context)
  const canvas: FileCanvas = {
    width,
    height,
    getContext: () => texts.context,
    toBuffer() {
      const content = strokes.insertInto(skia.getContent().toString())
      const drawn = compactNumbers(renumberIds(content))
      const inches = (px: number) => `${Number((px / pxPerInch).toFixed(4))}in`
      const size = `width="${inches(width)}" height="${inches(height)}" viewBox="0 0 ${width} ${height}"`
      const svg = texts
        .insertInto(drawn)
        .replace(/(<svg [^>]*?)width="[^"]*" height="[^"]*"/, `$1${size}`)
      return Buffer.from(describeSvg(svg, metadata))
    },
  }
  Object.defineProperty(texts.context, 'canvas', { value: canvas })
  return canvas
}

/** Skia numbers clips and gradients through the whole process; the same picture needs the same ids. */
function renumberIds(svg: string): string {
  const ids = new Map<string, string>()
  return svg.replace(/\b(cl|gradient|pattern|img|filter)_[0-9a-f]+\b/g, (id, kind) => {
    const renumbered = ids.get(id) ?? `${kind}_${ids.size}`
    ids.set(id, renumbered)
    return renumbered
  })
}

function compactNumbers(svg: string): string {
  return svg
    .replace(/ d="([^"]*)"/g, (_, data: string) => ` d="${shortPath(data)}"`)
    .replace(/\b\d+\.\d{3,}(?=[^<>]*>)/g, (number) => String(Number(Number(number).toFixed(3))))
}

function shortPath(data: string): string {
  return circlePath(data, DECIMALS) ?? compactPath(data, DECIMALS)
}
