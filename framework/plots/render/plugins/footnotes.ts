import type { Plugin } from 'chart.js'
import type { Figure } from '../../figure.ts'
import { FONT_PX, font, INK } from '../../theme.ts'
import { addLayoutBox } from './layoutBox.ts'
import { wrapText } from './text.ts'

const LINE_PX = FONT_PX.note * 1.3
const GAP_PX = 6

/** Of an average letter. */
const LETTER_PX = FONT_PX.note * 0.46

/** Roughly the height of the notes below a figure of this width. */
export function footnotesHeight({ notes }: Pick<Figure, 'notes'>, figureWidth: number): number {
  const lettersPerLine = (figureWidth - 4 * GAP_PX) / LETTER_PX
  const lines = notes.reduce((n, note) => n + Math.ceil(note.length / lettersPerLine), 0)
  return lines === 0 ? 0 : lines * LINE_PX + GAP_PX
}

/** The figure's notes in small type below everything else. */
export function footnotesPlugin({ notes }: Pick<Figure, 'notes'>): Plugin<'scatter'> {
  return {
    id: 'footnotes',
    beforeInit(chart) {
      if (notes.length === 0) return
      const { ctx } = chart
      let lines: string[] = []
      addLayoutBox(chart, {
        position: 'bottom',
        weight: 2000,
        measure(width) {
          ctx.font = font(FONT_PX.note)
          lines = notes.flatMap((note) => wrapText(ctx, note, width - 2 * GAP_PX))
          return { width, height: lines.length * LINE_PX + GAP_PX }
        },
        draw({ left, top }) {
          ctx.save()
          ctx.font = font(FONT_PX.note)
          ctx.fillStyle = INK.muted
          ctx.textAlign = 'left'
          ctx.textBaseline = 'top'
          lines.forEach((line, i) => {
            ctx.fillText(line, left + GAP_PX, top + GAP_PX + i * LINE_PX)
          })
          ctx.restore()
        },
      })
    },
  }
}
