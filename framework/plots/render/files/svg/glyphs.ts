import { createCanvas, SvgExportFlag } from '@napi-rs/canvas'
import { font } from '../../../theme.ts'
import type { Context } from '../../plugins/context.ts'
import { compactPath } from './compactPath.ts'

/** The units of an em in which outlines are written, those of most fonts. */
export const UNITS_PER_EM = 1000

/**
 * Scripts whose letters look the same alone and in a text, from left to right. Those of others join,
 * change places or run from right to left, which only shaping the whole text gets right.
 */
const LETTER_BY_LETTER =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Common}\p{Script=Inherited}]*$/u

export type Weight = 400 | 600

/** An outline of one letter, or of a text whose letters depend on each other. */
export interface Glyph {
  /** The same for the same outline, in every drawing. */
  readonly id: string
  /** Path data in units of an em, from the baseline; empty for spaces. */
  readonly outline: string
}

export interface PlacedGlyph {
  readonly glyph: Glyph
  /** From the start of the text, in units of an em. */
  readonly x: number
}

const graphemes = new Intl.Segmenter()
const glyphs = new Map<string, Glyph>()
const advances = new Map<string, number>()

/**
 * The letters of a text in the figures' font, each with its place in the line. A text whose letters
 * depend on each other is one glyph.
 */
export function placeGlyphs(text: string, weight: Weight): PlacedGlyph[] {
  if (!LETTER_BY_LETTER.test(text)) return [{ glyph: glyphOf(text, weight), x: 0 }]
  const placed: PlacedGlyph[] = []
  let x = 0
  let before: string | undefined
  for (const { segment } of graphemes.segment(text)) {
    if (before !== undefined)
      x += advance(before + segment, weight) - advance(segment, weight) - advance(before, weight)
    placed.push({ glyph: glyphOf(segment, weight), x: Math.round(x) })
    x += advance(segment, weight)
    before = segment
  }
  return placed
}

/** {@link widthOf}, kept: for letters and their pairs. */
function advance(text: string, weight: Weight): number {
  const key = weight + text
  const known = advances.get(key) ?? widthOf(text, weight)
  advances.set(key, known)
  return known
}

let measuring: Context | undefined

function widthOf(text: string, weight: Weight): number {
  measuring ??= createCanvas(1, 1).getContext('2d')
  measuring.font = font(UNITS_PER_EM, weight)
  return measuring.measureText(text).width
}

function glyphOf(text: string, weight: Weight): Glyph {
  const codePoints = Array.from(text, (letter) => letter.codePointAt(0)?.toString(16)).join('-')
  const id = `${weight === 600 ? 'b' : 'r'}${codePoints}`
  const known = glyphs.get(id) ?? { id, outline: outlineOf(text, weight) }
  glyphs.set(id, known)
  return known
}

/** The outline as Skia would write it into an SVG. */
function outlineOf(text: string, weight: Weight): string {
  const canvas = createCanvas(UNITS_PER_EM, UNITS_PER_EM, SvgExportFlag.ConvertTextToPaths)
  const context = canvas.getContext('2d')
  context.font = font(UNITS_PER_EM, weight)
  context.fillText(text, 0, 0)
  const [, data = ''] = / d="([^"]*)"/.exec(canvas.getContent().toString()) ?? []
  return compactPath(data, 0)
}
