import { distinguish } from '../../../text/names/distinguish.ts'
import { sizeOfName } from '../../../text/names/sizeOfName.ts'
import { shorten } from '../../../text/shorten.ts'
import { largest } from '../../parts/axes/extent.ts'
import type { Context } from './context.ts'
import { fitPairs } from './pairNames.ts'

/** The text, its middle left out where it is wider in the context's font. */
export function fitText(context: Context, text: string, maxWidth: number): string {
  return shorten(text, maxWidth, (part) => context.measureText(part).width)
}

/**
 * Names that stand beside each other, cut to the width but still different; sizes of groups stay.
 *
 * @param options `sizesBelow`: they will stand on a line of their own. Default false
 */
export function fitTexts(
  context: Context,
  texts: readonly string[],
  maxWidth: number,
  { sizesBelow = false } = {},
): readonly string[] {
  const widthOf = (part: string) => context.measureText(part).width
  if (texts.every((text) => widthOf(text) <= maxWidth)) return texts
  const pairs = fitPairs(texts, maxWidth, widthOf)
  if (pairs !== undefined) return pairs
  const sizes = texts.map(sizeOfName)
  const names = texts.map((text, i) => text.slice(0, text.length - (sizes[i] as string).length))
  const room = sizesBelow ? maxWidth : maxWidth - largest(sizes.map(widthOf))
  // Names without a size have the room of one, and differ from those with one by that.
  const sized = distinguish(
    names.filter((_, i) => sizes[i] !== ''),
    room,
    widthOf,
  ).values()
  const bare = distinguish(
    names.filter((_, i) => sizes[i] === ''),
    maxWidth,
    widthOf,
  ).values()
  return sizes.map((size) => `${(size === '' ? bare : sized).next().value}${size}`)
}

/** A part of a name that stays on one line: a word with what ends it, or the size of a group. */
const PART =
  /\((?:n|weight) = [^)]*\)|[^\s_\-./,=:…]+(?:\.\d+[^\s_\-./,=:…]*)*[_\-./,=:…]*\s*|[_\-./,=:…\s]+/g

/** The name in lines, broken where its words end; undefined where that takes too many or too wide ones. */
export function breakName(
  context: Context,
  name: string,
  maxWidth: number,
  maxLines: number,
): string[] | undefined {
  const lines: string[] = []
  for (const part of name.match(PART) ?? []) {
    const longer = `${lines.at(-1) ?? ''}${part}`
    if (lines.length > 0 && context.measureText(longer.trimEnd()).width <= maxWidth) {
      lines[lines.length - 1] = longer
    } else {
      lines.push(part)
    }
  }
  const trimmed = lines.map((line) => line.trimEnd())
  const fits =
    lines.length <= maxLines && trimmed.every((line) => context.measureText(line).width <= maxWidth)
  return fits ? trimmed : undefined
}

/** A word of a text in lines. The size of a group stays in one piece, with what ends it. */
const WORD = /\((?:n|weight) = [^)]*\)[^ \n]*|[^ \n]+/g

/**
 * The text in lines of at most the width; a word that is longer than a line is cut, and so is the
 * last line where there are more than `maxLines`.
 */
export function wrapText(
  context: Context,
  text: string,
  maxWidth: number,
  maxLines = Number.POSITIVE_INFINITY,
): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.match(WORD) ?? []) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && context.measureText(longer).width > maxWidth) {
      lines.push(line)
      line = word
    } else {
      line = longer
    }
  }
  lines.push(line)
  const fitting = lines.length > maxLines ? lines.slice(0, maxLines - 1) : lines
  const rest = lines.slice(fitting.length).join(' ')
  return [...fitting, ...(rest === '' ? [] : [rest])].map((each) =>
    fitText(context, each, maxWidth),
  )
}
