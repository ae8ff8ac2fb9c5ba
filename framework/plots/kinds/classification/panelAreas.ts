import type { Mark } from '../../figure.ts'
import { readableInk } from '../../parts/colours/palette.ts'
import { FONT_PX, INK } from '../../theme.ts'
import { areAlone, type ModelArea, type ModelGroup, type Named, rangeText } from './modelGroups.ts'

/** More rows of numbers than these would hide the curves of a small panel. */
const MAX_ROWS = 4
const ROW_PX = FONT_PX.note + 3
/** From the edges: as a share of the horizontal axis, and in pixels. */
const MARGIN = 0.03
const MARGIN_PX = 8

/**
 * The areas under the curves of a panel, in the colours of their groups: the legend of several panels cannot
 * have them. Of more groups than there is room for, the range over all.
 *
 * @param title what the area is called, such as `AUROC`
 * @param corner at the bottom, where curves of this kind leave room
 */
export function panelAreas(
  title: string,
  groups: readonly ModelGroup<ModelArea>[],
  corner: 'left' | 'right',
): Mark[] {
  const [first] = groups
  const areas =
    groups.length <= MAX_ROWS
      ? groups.map(({ colour, models }) => ({ text: rangeText(models), colour }))
      : [{ text: rangeText(groups.flatMap(({ models }) => models)), colour: undefined }]
  const rows =
    first !== undefined && areas.length === 1
      ? areas.map((row) => ({ ...row, text: `${title} ${row.text}` }))
      : [{ text: title, colour: undefined }, ...areas]
  // A narrow panel has the number alone.
  const [alone, ...others] = areas
  const shorter =
    others.length === 0 && alone !== undefined
      ? { shorter: [alone.text], maxWidth: 1 - 2 * MARGIN }
      : {}
  return rows.map(({ text, colour }, i) => ({
    ...shorter,
    shape: 'text',
    at: [corner === 'left' ? MARGIN : 1 - MARGIN, 0],
    text,
    colour: colour === undefined ? INK.text : readableInk(colour),
    align: corner,
    offset: [0, -MARGIN_PX - ROW_PX * (rows.length - 1 - i)],
    backed: true,
  }))
}

/**
 * What the numbers in panels are, as a sentence of a caption.
 *
 * @param byGroup whether each group has a panel. Default: each panel has them all
 */
export function areasInWords(
  what: string,
  groups: readonly ModelGroup<Named>[],
  byGroup = false,
): string {
  const over =
    groups.length > MAX_ROWS && !byGroup
      ? ', from the smallest to the largest'
      : areAlone(groups)
        ? ''
        : ': the range over the models of a group'
  return ` Numbers in the panels are the ${what}${over}.`
}
