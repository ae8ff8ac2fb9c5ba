import { withoutCommonKey } from '../../../text/shorten.ts'
import type { Context } from './context.ts'
import { fitTexts, wrapText } from './text.ts'

/** How wide a title may be that is to be broken into two lines, from the longest, which seldom break evenly. */
const WIDTHS_OF_TWO_LINES = [Number.POSITIVE_INFINITY, 2, 1.75, 1.5, 1.25]
const MAX_LINES = 2

/**
 * The titles of a figure's panels in at most two lines each: where one has no room, all without the name of
 * the column that they share, and then cut together, so that they stay different.
 */
export function linesOfTitles(
  context: Context,
  titles: readonly string[],
  maxWidth: number,
): string[][] {
  const inLines = (texts: readonly string[]) =>
    texts.map((text) => wrapText(context, text, maxWidth, MAX_LINES))
  const areWhole = (texts: readonly string[]) =>
    inLines(texts).every((lines, i) => lines.join(' ') === texts[i])
  if (areWhole(titles)) return inLines(titles)
  const short = withoutCommonKey(titles)
  const cut = WIDTHS_OF_TWO_LINES.map((share) => fitTexts(context, short, share * maxWidth)).find(
    areWhole,
  )
  return inLines(cut ?? fitTexts(context, short, maxWidth, { sizesBelow: true }))
}
