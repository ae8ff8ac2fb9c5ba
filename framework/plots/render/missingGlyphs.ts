import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { count } from '../../text/counts.ts'
import type { Figure } from '../figure.ts'
import { FONT_PX, font } from '../theme.ts'

/** No character, so that no font has it: it is drawn as what is missing. */
const NONCHARACTER = '\u{10FFFF}'
const NON_ASCII = /[^\p{ASCII}]/gu
const MAX_NAMED = 6
/** Room for one character and what stands out of it. */
const SIDE_PX = Math.ceil(3 * FONT_PX.label)

/**
 * The figure with a note on characters in its texts that no font of this machine has, if there are
 * any: they are drawn as empty boxes.
 *
 * @param title on top of the picture, which is none of the figure's own texts. Default none
 */
export function noteMissingGlyphs(figure: Figure, title = ''): Figure {
  const { chart, marks, labels, panels, legend, colourBar, notes } = figure
  const plots = (panels?.plots ?? []).map(({ chart, ...plot }) => ({
    ...plot,
    chart: chart.options,
  }))
  const drawn = JSON.stringify([
    title,
    chart.options,
    marks,
    labels,
    plots,
    legend,
    colourBar,
    notes,
  ])
  const missing = missingGlyphs(drawn)
  if (missing.length === 0) return figure
  const named = missing.slice(0, MAX_NAMED).map(codePoint).join(', ')
  const others = missing.length > MAX_NAMED ? ` and ${missing.length - MAX_NAMED} more` : ''
  const note =
    `Empty boxes stand for ${count(missing.length, 'character')} that no font of this machine has: ` +
    `${named}${others}. Install a font that has them, such as Noto Sans.`
  return { ...figure, notes: [...notes, note] }
}

/** The characters of a text, each once, that no font of this machine has; the fonts are registered. */
export function missingGlyphs(text: string): string[] {
  return [...new Set(text.match(NON_ASCII))].filter(hasNoGlyph)
}

const known = new Map<string, boolean>()

function hasNoGlyph(character: string): boolean {
  const found = known.get(character) ?? pixels(character).equals(pixels(NONCHARACTER))
  known.set(character, found)
  return found
}

let canvasContext: SKRSContext2D | undefined

function pixels(character: string): Buffer {
  canvasContext ??= createCanvas(SIDE_PX, SIDE_PX).getContext('2d')
  canvasContext.clearRect(0, 0, SIDE_PX, SIDE_PX)
  canvasContext.font = font(FONT_PX.label)
  canvasContext.fillText(character, SIDE_PX / 3, (2 * SIDE_PX) / 3)
  return Buffer.from(canvasContext.getImageData(0, 0, SIDE_PX, SIDE_PX).data)
}

/** `U+D55C` */
function codePoint(character: string): string {
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
}
