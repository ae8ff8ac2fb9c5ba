import { setImmediate } from 'node:timers/promises'
import { ReportError } from '../../errors.ts'
import type { Figure, FigureFormat } from '../figure.ts'
import { type FigureWidth, PX_PER_INCH, WIDTH_INCHES } from '../theme.ts'
import { hydrate } from './hydrate.ts'
import { legendHeightBelow } from './plugins/legend.ts'

export interface RenderOptions {
  format: FigureFormat
  /** Dots per inch of a PNG; SVG and PDF have none. Default 150. */
  dpi?: number
  /** Width on paper: full 6.3 in, two_thirds 4.2 in, half 3.0 in. Default `full`. */
  width?: FigureWidth
}

const PT_PER_INCH = 72
/** Skia refuses larger bitmaps, and nobody prints them. */
const MAX_DPI = 2400

/**
 * The figure as the bytes of a file: a PNG that knows its resolution, an SVG whose text is paths, or
 * a one-page PDF of real size with embedded fonts and text that can be selected. Type is at least
 * 8 pt at every width. The same figure gives the same bytes, in every process of a machine (another
 * one may have other fonts for characters that the bundled one lacks). Characters that no font has
 * are empty boxes, which a note below the axes names.
 *
 * @throws {ReportError} `FIGURE_OPTIONS_INVALID` for an unknown format or width, or a dpi outside
 *   (0, 2400]
 */
export async function renderFigure(figure: Figure, options: RenderOptions): Promise<Uint8Array> {
  const { format, dpi = 150, width = 'full' } = options
  checkRenderOptions(format, dpi, width)
  // Canvases are freed in a turn of the event loop; without one, 200 figures keep a gigabyte.
  await setImmediate()
  const widthPx = Math.round(WIDTH_INCHES[width] * PX_PER_INCH)
  const pixelRatio = { png: dpi / PX_PER_INCH, svg: 1, pdf: PT_PER_INCH / PX_PER_INCH }[format]
  // Loaded when the first figure is drawn: listing runs does not wait for it.
  const { surface } = await import('./surface.ts')
  const { noteMissingGlyphs } = await import('./missingGlyphs.ts')
  const canvas = surface()
  const complete = noteMissingGlyphs(width === 'full' ? figure : (figure.narrow ?? figure))
  const bytes = noteUnnamed(complete, (drawn, onUnnamed) =>
    canvas.draw(hydrate(drawn, pixelRatio, onUnnamed), widthPx, heightPx(drawn, widthPx), format),
  )
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

/** Narrower figures lose less height than width, since their type stays as it is. */
function heightPx(figure: Figure, widthPx: number): number {
  const { height, shrinks } = figure.size
  const shrinkage = shrinks ? Math.sqrt(widthPx / (WIDTH_INCHES.full * PX_PER_INCH)) : 1
  return Math.round(height * PX_PER_INCH * shrinkage + legendHeightBelow(figure, widthPx))
}

function checkRenderOptions(format: string, dpi: number, width: string): void {
  const fail = (what: string) => {
    throw new ReportError('FIGURE_OPTIONS_INVALID', what)
  }
  if (!['png', 'svg', 'pdf'].includes(format)) {
    fail(`Unknown figure format "${format}". Use png, svg or pdf.`)
  }
  if (!Object.hasOwn(WIDTH_INCHES, width)) {
    fail(`Unknown figure width "${width}". Use ${Object.keys(WIDTH_INCHES).join(', ')}.`)
  }
  if (!(dpi > 0 && dpi <= MAX_DPI)) {
    fail(`A figure's dpi must be above 0 and at most ${MAX_DPI}, not ${dpi}.`)
  }
}

/** Adds the alternative text as the SVG's title, where screen readers look for it. */
function describeSvg(svg: Uint8Array, alt: string): Uint8Array {
  const title = alt.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`)
  const text = Buffer.from(svg).toString()
  return Buffer.from(text.replace(/<svg [^>]*>/, (tag) => `${tag}<title>${title}</title>`))
}
