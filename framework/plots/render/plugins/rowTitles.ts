import type { Chart, Plugin, Scale } from 'chart.js'
import { FONT_PX, font, INK } from '../../theme.ts'
import type { RowTitle, SinglePlot } from '../arrangement/singlePlot.ts'
import { addLayoutBox } from './layoutBox.ts'
import { wrapText } from './text.ts'

const LINE_PX = FONT_PX.title * 1.15
const GAP_PX = 4
const MAX_LINES = 2
/** Of the height of a row, beyond which there is the gap to the next one. */
const ROOM = 1.05

/** The titles of the vertical axis where rows of panels have one each, left of the tick labels. */
export function rowTitlesPlugin({ rowTitles = [] }: SinglePlot): Plugin<'scatter'> {
  return {
    id: 'rowTitles',
    beforeInit(chart) {
      if (rowTitles.length === 0) return
      addLayoutBox(chart, {
        position: 'left',
        weight: 10,
        measure: (_, height) => ({ width: MAX_LINES * LINE_PX + GAP_PX, height }),
        draw: ({ left }) => {
          for (const title of rowTitles) drawTitle(chart, title, left)
        },
      })
    },
  }
}

/** In lines that are no longer than the row is high: titles of neighbouring rows do not touch. */
function drawTitle({ ctx, scales }: Chart, { bottom, top, text }: RowTitle, left: number): void {
  const [low, high] = [bottom, top].map((edge) => (scales.y as Scale).getPixelForValue(edge)) as [
    number,
    number,
  ]
  const middle = (low + high) / 2
  ctx.save()
  ctx.font = font(FONT_PX.title)
  ctx.fillStyle = INK.text
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  const lines = wrapText(ctx, text, (low - high) * ROOM, MAX_LINES)
  ctx.translate(left + GAP_PX + (MAX_LINES - lines.length / 2) * LINE_PX, middle)
  ctx.rotate(-Math.PI / 2)
  lines.forEach((line, i) => {
    ctx.fillText(line, 0, (i - (lines.length - 1) / 2) * LINE_PX)
  })
  ctx.restore()
}
