import { shorten } from '../../../text/shorten.ts'
import type { FigureAxis } from '../../figure.ts'
import { FONT_PX } from '../../theme.ts'

/** Of an average letter, and of one in a title of narrow ones. */
const LETTER_PX = FONT_PX.title * 0.5
const NARROW_LETTER_PX = FONT_PX.title * 0.43
const MAX_LINES = 2

/**
 * The axis with its title in lines of at most the room, broken between words: Chart.js squeezes the letters
 * of longer ones, or lets them leave the page.
 *
 * @param room along the axis, in CSS pixels
 * @param taken of it by long names of the other axis, about
 */
export function fitTitle(axis: FigureAxis, room: number, taken = 0): FigureAxis {
  const { text } = axis.title
  const isTight = text.length * NARROW_LETTER_PX > room - taken
  const letters = Math.max(1, Math.floor((isTight ? room - taken : room) / LETTER_PX))
  if (text.length <= letters) return axis
  return { ...axis, title: { ...axis.title, text: inLines(text, letters).join('\n') } }
}

function inLines(text: string, letters: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    const isFull = longer.length > letters && lines.length < MAX_LINES
    if (lines.length === 0 || isFull) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines.map((line) => shorten(line, letters))
}
