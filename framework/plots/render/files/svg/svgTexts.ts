import { FONT_FAMILY } from '../../../theme.ts'
import type { Context } from '../../plugins/context.ts'
import { escapeXml } from './describeSvg.ts'
import { type Glyph, placeGlyphs, UNITS_PER_EM, type Weight } from './glyphs.ts'

/** The bundled font as other programs know it. */
const NAMED_FONTS = `'Source Sans 3', ${FONT_FAMILY.replaceAll('"', "'")}`

/** So flat a rectangle stands for a text: its width is the number of the text, and one. */
const MARKER_HEIGHT = 2 ** -10
const MARKER = /<rect ([^>]*?)width="(\d+)" height="0\.001"([^>]*)\/>/g

interface DrawnText {
  readonly text: string
  readonly px: number
  readonly weight: Weight
  readonly anchor: 'start' | 'middle' | 'end'
  /** Of the rim in the text's colour, in pixels; none for 0. */
  readonly rim: number
}

/**
 * The texts of an SVG, which Skia would write letter by letter, as one path or in pieces. While the
 * figure is drawn, each leaves a rectangle where it begins, in its colour, so that Skia writes where it
 * stands, turned and clipped as it is; at the end, texts take the place of the rectangles.
 */
export class SvgTexts {
  readonly context: Context
  readonly #texts: DrawnText[] = []
  readonly #asText: boolean

  /** @param asText whether they are text in the file, instead of outlines */
  constructor(context: Context, asText: boolean) {
    this.context = context
    this.#asText = asText
    context.fillText = (text, x, y) => this.#mark(text, x, y, 0)
    context.strokeText = (text, x, y) => {
      const { fillStyle } = context
      context.fillStyle = context.strokeStyle
      this.#mark(text, x, y, context.lineWidth)
      context.fillStyle = fillStyle
    }
  }

  #mark(text: string, x: number, y: number, rim: number): void {
    // Such as those of unlabelled ticks.
    if (text.trim() === '') return
    const { context } = this
    const { width, alphabeticBaseline } = context.measureText(text)
    const anchor = anchorOf(context.textAlign)
    const shift = { start: 0, middle: width / 2, end: width }[anchor]
    this.#texts.push({ text, anchor, rim, ...fontOf(context) })
    const left = this.#asText ? x : x - shift
    context.fillRect(left, y - alphabeticBaseline, this.#texts.length, MARKER_HEIGHT)
  }

  /** The drawing with the texts in their places. */
  insertInto(svg: string): string {
    const used = new Map<string, Glyph>()
    const drawn = svg.replace(MARKER, (marker, before: string, number: string, after: string) => {
      const text = this.#texts[Number(number) - 1]
      if (text === undefined) return marker
      const attributes = `${before}${after}`
      return this.#asText ? textElement(text, attributes) : outlines(text, attributes, used)
    })
    const inherited = this.#asText ? ` font-family="${NAMED_FONTS}"` : ''
    return drawn.replace(/<svg ([^>]*)>/, `<svg $1${inherited}>${definitions(used)}`)
  }
}

function definitions(glyphs: ReadonlyMap<string, Glyph>): string {
  if (glyphs.size === 0) return ''
  const paths = Array.from(
    glyphs.values(),
    ({ id, outline }) => `<path id="${id}" d="${outline}"/>`,
  )
  return `<defs>${paths.join('')}</defs>`
}

function textElement({ text, px, weight, anchor, rim }: DrawnText, attributes: string): string {
  const anchored = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  const bold = weight === 600 ? ' font-weight="600"' : ''
  const size = Number(px.toFixed(3))
  return `<text ${attributes.trim()}${rimOf(attributes, rim)} font-size="${size}"${bold}${anchored}>${escapeXml(text)}</text>`
}

/** A group that is moved to where the text begins and scaled to its size, of letters that are defined once. */
function outlines(
  { text, px, weight, rim }: DrawnText,
  attributes: string,
  used: Map<string, Glyph>,
): string {
  const attribute = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1]
  const placed = placeGlyphs(text, weight).filter(({ glyph }) => glyph.outline !== '')
  for (const { glyph } of placed) used.set(glyph.id, glyph)
  const uses = placed.map(
    ({ glyph, x }) => `<use xlink:href="#${glyph.id}"${x === 0 ? '' : ` x="${x}"`}/>`,
  )
  const place = `translate(${attribute('x') ?? 0} ${attribute('y') ?? 0})`
  const size = `scale(${Number((px / UNITS_PER_EM).toFixed(6))})`
  const transform = [attribute('transform'), place, size].filter(Boolean).join(' ')
  const others = attributes.replace(/(?:^| )(?:x|y|transform)="[^"]*"/g, '').trim()
  return `<g ${others}${rimOf(others, (rim / px) * UNITS_PER_EM)} transform="${transform}">${uses.join('')}</g>`
}

/** A rim in the colour of the letters, for which their attributes have a fill. */
function rimOf(attributes: string, width: number): string {
  if (width === 0) return ''
  const stroke = Array.from(
    attributes.matchAll(/\bfill(-opacity)?="([^"]*)"/g),
    ([, opacity = '', value]) => ` stroke${opacity}="${value}"`,
  )
  return `${stroke.join('')} stroke-width="${Number(width.toFixed(2))}" stroke-linejoin="round"`
}

function anchorOf(align: Context['textAlign']): DrawnText['anchor'] {
  if (align === 'center') return 'middle'
  return align === 'right' || align === 'end' ? 'end' : 'start'
}

/** The size and weight of a context's font, which all figures write as {@link font} does. */
export function fontOf({ font }: Context): { px: number; weight: Weight } {
  const px = Number(/([\d.]+)px/.exec(font)?.[1] ?? Number.NaN)
  return { px, weight: /^(?:bold|600|700)\b/.test(font) ? 600 : 400 }
}
