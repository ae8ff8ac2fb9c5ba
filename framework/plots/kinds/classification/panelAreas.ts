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
 * @param place where there is room for them
 */
export function panelAreas(
  title: string,
  groups: readonly ModelGroup<ModelArea>[],
  place: AreaPlace,
  { isPanel, byGroup }: Pick<ModelsLook<unknown>, 'isPanel' | 'byGroup'>,
): Mark[] {
  if (!isPanel) return []
  if (byGroup) return groups.map((group) => groupArea(title, group, place))
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
    return [panelText([`${title} ${text}`, text], { colour, ...place })]
  }
  const rows = [{ text: title, colour: undefined }, ...areas]
  return rows.map(({ text, colour }, i) =>
    panelText([text], {
      ...{ colour, ...place },
      row: place.top === undefined ? i - rows.length + 1 : i,
    }),
  )
}

/** Of the only group of a panel: a model alone has its interval too. */
function groupArea(
  title: string,
  { colour, models }: ModelGroup<ModelArea>,
  place: AreaPlace,
): Mark {
  const decimals = areaDecimals(models)
  const whole = models.length === 1 ? models.map((model) => areaText(model, decimals)) : []
  const texts = [...new Set([...whole, rangeText(models, decimals)])]
  return panelText([`${title} ${texts[0]}`, ...texts], { colour, ...place })
}

/** A corner of a panel: a lower one or, with the upper end of the vertical axis, an upper one. */
export interface AreaPlace {
  readonly corner: 'left' | 'right'
  readonly top?: number
}

/** What numbers take of a panel's width and, for each row of them, of its height. */
const AREA = { width: 0.8, row: 0.22 }
const SAMPLES = 40

/**
 * Of a lower corner and the upper one across, the lower one unless a line has more of its length there, which
 * numbers would cover. Both axes reach from 0 to 1.
 *
 * @param lower which lower corner
 * @param heights the heights of lines, NaN where they have none
 * @param nGroups in the panel
 */
export function freeCorner(
  lower: 'left' | 'right',
  heights: readonly ((x: number) => number)[],
  nGroups: number,
): AreaPlace {
  const isRight = lower === 'right'
  const nRows = nGroups === 1 || nGroups > MAX_ROWS ? 1 : nGroups + 1
  const height = Math.min(0.5, AREA.row * nRows)
  const [below, above] = [isRight, !isRight].map((isAtRight, isUpper) => {
    const xs = Array.from({ length: SAMPLES }, (_, i) => (AREA.width * i) / (SAMPLES - 1))
    const isWithin = (y: number) => (isUpper ? y > 1 - height : y < height)
    const lines = heights.map((heightOf) =>
      xs.filter((x) => isWithin(heightOf(isAtRight ? 1 - x : x))),
    )
    return Math.max(0, ...lines.map(({ length }) => length))
  }) as [number, number]
  return below <= above ? { corner: lower } : { corner: isRight ? 'left' : 'right', top: 1 }
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
  }: AreaPlace & { readonly colour: string | undefined; readonly row?: number },
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
