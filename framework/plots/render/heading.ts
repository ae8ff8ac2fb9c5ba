import type { ChartConfiguration, Plugin } from 'chart.js'
import { FONT_PX, font, INK } from '../theme.ts'
import { addLayoutBox } from './plugins/layoutBox.ts'
import { fitText } from './plugins/text.ts'

const HEIGHT_PX = FONT_PX.title * 1.8

/** The height that a title takes, in CSS pixels. */
export function headingHeight(title: string | undefined): number {
  return title === undefined ? 0 : Math.ceil(HEIGHT_PX)
}

/** The chart with a title on top of the picture, in one line, if there is one. */
export function withHeading(
  config: ChartConfiguration<'scatter'>,
  title: string | undefined,
): ChartConfiguration<'scatter'> {
  if (title === undefined) return config
  return { ...config, plugins: [...(config.plugins ?? []), headingPlugin(title)] }
}

function headingPlugin(title: string): Plugin<'scatter'> {
  return {
    id: 'heading',
    beforeInit(chart) {
      addLayoutBox(chart, {
        position: 'top',
        weight: 3000,
        measure: (width) => ({ width, height: HEIGHT_PX }),
        draw({ top, width }) {
          const { ctx } = chart
          ctx.save()
          ctx.font = font(FONT_PX.title, 600)
          ctx.fillStyle = INK.text
          ctx.textAlign = 'center'
          ctx.textBaseline = 'top'
          const text = fitText(ctx as unknown as Parameters<typeof fitText>[0], title, width)
          ctx.fillText(text, chart.width / 2, top)
          ctx.restore()
        },
      })
    },
  }
}
