import type { Figure, FigureFormat } from '../figure.ts'
import { PX_PER_INCH } from '../theme.ts'
import { arrangeFigure } from './arrangement/arrangeFigure.ts'
import { hydrate } from './hydrate.ts'
import { noteMissingGlyphs } from './missingGlyphs.ts'
import { surface } from './surface.ts'

const PT_PER_INCH = 72

export interface DrawOptions {
  format: FigureFormat
  dpi: number
  /** Inches. */
  width: number
  /** Inches. Default: what the figure needs. */
  height?: number | undefined
}

/** The figure as the bytes of a file, with the notes that only drawing it tells. */
export function drawFigure(figure: Figure, { format, dpi, ...inches }: DrawOptions): Uint8Array {
  const pixelRatio = { png: dpi / PX_PER_INCH, svg: 1, pdf: PT_PER_INCH / PX_PER_INCH }[format]
  const canvas = surface()
  const bytes = noteUnnamed(noteMissingGlyphs(figure), (noted, onUnnamed) => {
    const { plot, widthPx, heightPx } = arrangeFigure(noted, inches)
    return canvas.draw(hydrate(plot, pixelRatio, onUnnamed), widthPx, heightPx, format)
  })
  return format === 'svg' ? describeSvg(bytes, figure.alt) : bytes
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

/** Adds the alternative text as the SVG's title, where screen readers look for it. */
function describeSvg(svg: Uint8Array, alt: string): Uint8Array {
  const title = alt.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`)
  const text = Buffer.from(svg).toString()
  return Buffer.from(text.replace(/<svg [^>]*>/, (tag) => `${tag}<title>${title}</title>`))
}
