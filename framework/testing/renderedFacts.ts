import type { Figure } from '../plots/figure.ts'
import { renderFigure } from '../plots/render/renderFigure.ts'

export interface RenderedFacts {
  readonly pngWidth: number
  readonly dpi: number
  /** The number of letters, lines and shapes in the SVG. */
  readonly svgPaths: number
  /** Names of the elements in the SVG. */
  readonly svgElements: string[]
  readonly isPdfWithFonts: boolean
}

/** What the files of a figure are, for tests: it is drawn in all formats. */
export async function renderedFacts(figure: Figure): Promise<RenderedFacts> {
  const png = Buffer.from(await renderFigure(figure, { format: 'png', dpi: 100 }))
  const svg = Buffer.from(await renderFigure(figure, { format: 'svg' })).toString()
  const pdf = Buffer.from(await renderFigure(figure, { format: 'pdf' })).toString('latin1')
  const elements = [...svg.matchAll(/<(\w+)/g)].map(([, name]) => name as string)
  return {
    pngWidth: png.readUInt32BE(16),
    dpi: Math.round(png.readUInt32BE(png.indexOf('pHYs') + 4) * 0.0254),
    svgPaths: elements.filter((name) => name === 'path').length,
    svgElements: [...new Set(elements)].sort(),
    isPdfWithFonts: pdf.startsWith('%PDF') && pdf.includes('/FontFile2'),
  }
}

/** The elements that a figure's SVG may have: shapes, and no text, script or image. */
export const SVG_SHAPES: ReadonlySet<string> = new Set([
  'svg',
  'title',
  'g',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polygon',
  'polyline',
  'defs',
  'clipPath',
  'use',
])
