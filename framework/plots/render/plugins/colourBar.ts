import type { Chart, ChartArea, Plugin } from 'chart.js'
import type { ColourBar, Figure } from '../../figure.ts'
import { positionOf } from '../../parts/colours/colourScale.ts'
import { sequentialColour } from '../../parts/colours/palette.ts'
import { FONT_PX, font, INK, LINE_PX } from '../../theme.ts'
import type { Context } from './context.ts'
import { addLayoutBox } from './layoutBox.ts'
import { fitText } from './text.ts'

const BAR_PX = 12
const GAP_PX = 8
const TICK_PX = 4
const STEPS = 128
const OPEN_END_PX = 6

/** A colour bar right of the axes, as high as they are, with ticks and a title along it. */
export function colourBarPlugin({ colourBar }: Figure): Plugin<'scatter'> {
  return {
    id: 'colourBar',
    beforeInit(chart) {
      if (colourBar === undefined) return
      addLayoutBox(chart, {
        position: 'right',
        weight: 10,
        measure(_, height) {
          chart.ctx.font = font(FONT_PX.tick)
          const labels = colourBar.ticks.map(({ label }) => chart.ctx.measureText(label).width)
          const width = 3 * GAP_PX + BAR_PX + TICK_PX + Math.max(0, ...labels) + FONT_PX.title
          return { width, height }
        },
        draw: (area) => drawColourBar(chart, colourBar, area),
      })
    },
  }
}

/** A triangle beyond an end, in its colour. */
function drawOpenEnd(context: Context, end: 'low' | 'high', left: number, edge: number): void {
  const tip = edge + (end === 'low' ? OPEN_END_PX : -OPEN_END_PX)
  context.fillStyle = sequentialColour(end === 'low' ? 0 : 1)
  context.beginPath()
  context.moveTo(left, edge)
  context.lineTo(left + BAR_PX / 2, tip)
  context.lineTo(left + BAR_PX, edge)
  context.closePath()
  context.fill()
  context.stroke()
}

function drawColourBar({ ctx, chartArea }: Chart, bar: ColourBar, area: ChartArea): void {
  const { top, bottom, height } = chartArea
  const left = area.left + GAP_PX
  ctx.save()
  for (let step = 0; step < STEPS; step++) {
    ctx.fillStyle = sequentialColour((step + 0.5) / STEPS)
    const stepTop = bottom - ((step + 1) / STEPS) * height
    ctx.fillRect(left, stepTop, BAR_PX, Math.min(bottom - stepTop, height / STEPS + 0.5))
  }
  ctx.strokeStyle = INK.axis
  ctx.lineWidth = LINE_PX.axis
  ctx.strokeRect(left, top, BAR_PX, height)
  for (const end of bar.openEnds ?? []) drawOpenEnd(ctx, end, left, end === 'low' ? bottom : top)
  ctx.font = font(FONT_PX.tick)
  ctx.fillStyle = INK.text
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  for (const { value, label } of bar.ticks) {
    const at = bottom - positionOf(value, bar) * height
    ctx.beginPath()
    ctx.moveTo(left + BAR_PX, at)
    ctx.lineTo(left + BAR_PX + TICK_PX, at)
    ctx.stroke()
    ctx.fillText(label, left + BAR_PX + TICK_PX + 3, at)
  }
  ctx.font = font(FONT_PX.title)
  ctx.textAlign = 'center'
  ctx.translate(area.right - FONT_PX.title / 2, (top + bottom) / 2)
  ctx.rotate(-Math.PI / 2)
  ctx.fillText(fitText(ctx, bar.title, height), 0, 0)
  ctx.restore()
}
