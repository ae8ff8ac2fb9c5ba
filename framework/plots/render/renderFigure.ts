import { setImmediate } from 'node:timers/promises'
import * as v from 'valibot'
import type { Figure, FigureFormat } from '../figure.ts'
import { FigureSchema } from '../figureSchema.ts'
import { HEIGHT, inchesOf, WIDTH } from '../parts/figureSize.ts'
import { checkData, checkOptions } from '../parts/options.ts'
import { type FigureWidth, PX_PER_INCH, TICK_PT } from '../theme.ts'

export interface RenderOptions {
  readonly format: FigureFormat
  /** Dots per inch of a PNG; SVG and PDF have none. Default 150. */
  readonly dpi?: number
  /** Width on paper: inches from 2 to 12, or full 6.3 in, two_thirds 4.2 in, half 3.0 in. Default `full`. */
  readonly width?: FigureWidth | number
  /** Height on paper: inches from 1 to 20. Default: what the figure needs, and at most 9. */
  readonly height?: number
  /** Size of the tick labels in points, 5 to 16; other type grows and shrinks with it. Default 9. */
  readonly fontSize?: number
  /** A line on top of the picture. Default: none, as in documents whose captions say it. */
  readonly title?: string
  /** Whether the texts of an SVG stay text, in fonts that are named. Default false: outlines. */
  readonly svgText?: boolean
  /** What the file says of itself beside the figure's `alt`. */
  readonly metadata?: FigureMetadata
}

/** What the file of a figure says of itself. */
export interface FigureMetadata {
  /** Such as that of the report. */
  readonly title?: string
  /** Where the figure comes from, such as the id of the report. */
  readonly source?: string
}

/** Skia refuses larger bitmaps, and nobody prints them. */
const MAX_DPI = 2400

/** Smaller type is not read, larger leaves no room for the picture. */
export const MIN_FONT_PT = 5
export const MAX_FONT_PT = 16

const FORMAT = v.picklist(['png', 'svg', 'pdf'])
const DPI = v.custom<number>(
  (dpi) => typeof dpi === 'number' && dpi > 0 && dpi <= MAX_DPI,
  `expected a number above 0 and at most ${MAX_DPI}`,
)

const FONT_SIZE = v.pipe(v.number(), v.minValue(MIN_FONT_PT), v.maxValue(MAX_FONT_PT))
const METADATA = v.strictObject({ title: v.optional(v.string()), source: v.optional(v.string()) })
const SCHEMAS = {
  format: FORMAT,
  dpi: DPI,
  width: WIDTH,
  height: HEIGHT,
  fontSize: FONT_SIZE,
  title: v.string(),
  svgText: v.boolean(),
  metadata: METADATA,
}

/**
 * The figure as the bytes of a file: a PNG that knows its resolution, an SVG whose text is paths
 * (or text, with `svgText`), or a one-page PDF of real size with embedded fonts and text that can be selected. Type
 * is at least 8 pt at every width. The same figure gives the same bytes, in every process of a machine (another one
 * may have other fonts for characters that the bundled one lacks). Characters that no font has are empty boxes, which
 * a note below the axes names.
 *
 * @throws {ReportError} FIGURE_OPTIONS_INVALID for what is not a figure, an unknown format, or a
 *   width, height or dpi beyond its limits
 */
export async function renderFigure(figure: Figure, options: RenderOptions): Promise<Uint8Array> {
  checkData('renderFigure', { figure }, { figure: FigureSchema })
  checkOptions('renderFigure', options, SCHEMAS, ['format'])
  const { dpi = 150, width = 'full', svgText = false, fontSize = TICK_PT, metadata } = options
  // Canvases are freed in a turn of the event loop; without one, 200 figures keep a gigabyte.
  await setImmediate()
  // Loaded when the first figure is drawn: listing runs does not wait for Chart.js and the canvas.
  const { drawFigure } = await import('./drawFigure.ts')
  return drawFigure(figure, {
    ...options,
    dpi,
    width: inchesOf(width),
    svgText,
    // All lengths are those of a smaller or larger figure, drawn larger or smaller.
    pxPerInch: (PX_PER_INCH * TICK_PT) / fontSize,
    metadata: { ...metadata, description: figure.alt },
  })
}
