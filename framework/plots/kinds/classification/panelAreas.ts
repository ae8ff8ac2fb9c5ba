import type { Mark } from '../../figure.ts'
import { readableInk } from '../../parts/colours/palette.ts'
import { FONT_PX, INK } from '../../theme.ts'
import { areaDecimals, areaText, rangeText } from './areaText.ts'
import { areAlone, type ModelArea, type ModelGroup } from './modelGroups.ts'
import type { ModelsLook } from './modelPanels.ts'

/** More rows of numbers than these would hide the curves of a small panel. */
const MAX_ROWS = 4
const ROW_PX = FONT_PX.note + 3
/** From the edges: as a share of the horizontal axis, and in pixels. */
const MARGIN = 0.03
const MARGIN_PX = 8

/**
 * The areas under the curves of one of several panels, in the colours of their groups, since their legend
 * cannot have them. Of more groups than there is room for, the range over all.
 *
 * @param title what the area is called, such as `AUROC`
 * @param corner at the bottom, where curves of this kind leave room
 */
export function panelAreas(
  title: string,
  groups: readonly ModelGroup<ModelArea>[],
  corner: 'left' | 'right',
  { isPanel, byGroup }: Pick<ModelsLook<unknown>, 'isPanel' | 'byGroup'>,
): Mark[] {
  if (!isPanel) return []
  if (byGroup) return groups.map((group) => groupArea(title, group, corner))
  const decimals = areaDecimals(groups.flatMap(({ models }) => models))
  const areas =
    groups.length <= MAX_ROWS
      ? groups.map(({ colour, models }) => ({ text: rangeText(models, decimals), colour }))
      : [
          {
            text: rangeText(
              groups.flatMap(({ models }) => models),
              decimals,
            ),
            colour: undefined,
          },
        ]
  const [alone, ...others] = areas
  if (alone !== undefined && others.length === 0) {
    const { text, colour } = alone
    return [panelText([`${title} ${text}`, text], { colour, corner })]
  }
  const rows = [{ text: title, colour: undefined }, ...areas]
  return rows.map(({ text, colour }, i) =>
    panelText([text], { colour, corner, row: i - rows.length + 1 }),
  )
}

/** Of the only group of a panel: a model alone has its interval too. */
function groupArea(
  title: string,
  { colour, models }: ModelGroup<ModelArea>,
  corner: 'left' | 'right',
): Mark {
  const decimals = areaDecimals(models)
  const whole = models.length === 1 ? models.map((model) => areaText(model, decimals)) : []
  const texts = [...new Set([...whole, rangeText(models, decimals)])]
  return panelText([`${title} ${texts[0]}`, ...texts], { colour, corner })
}

/**
 * What stands in a corner of a panel whose horizontal axis reaches from 0 to 1.
 *
 * @param texts the first, where it has room, or a shorter one
 * @param top the upper end of the vertical axis, for an upper corner. Default: a lower one, at 0
 */
export function panelText(
  [text = '', ...shorter]: readonly string[],
  {
    colour,
    corner,
    row = 0,
    top,
  }: { colour: string | undefined; corner: 'left' | 'right'; row?: number; top?: number },
): Mark {
  return {
    ...(shorter.length > 0 && { shorter, maxWidth: 1 - 2 * MARGIN }),
    shape: 'text',
    at: [corner === 'left' ? MARGIN : 1 - MARGIN, top ?? 0],
    text,
    colour: colour === undefined ? INK.text : readableInk(colour),
    align: corner,
    offset: [0, (top === undefined ? -MARGIN_PX : MARGIN_PX) + ROW_PX * row],
    backed: true,
  }
}

/**
 * What the numbers in panels are, as a sentence of a caption.
 *
 * @param byGroup whether each group has a panel. Default: each panel has them all
 */
export function areasInWords(
  what: string,
  groups: readonly ModelGroup<ModelArea>[],
  byGroup = false,
): string {
  const over =
    groups.length > MAX_ROWS && !byGroup
      ? ', from the smallest to the largest'
      : areAlone(groups)
        ? byGroup && groups.some(({ models }) => Number.isFinite(models[0]?.low))
          ? ', with its 95 % interval over events'
          : ''
        : ': the range over the models of a group'
  return ` Numbers in the panels are the ${what}${over}.`
}
