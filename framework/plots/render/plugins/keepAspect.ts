import type { Chart, LayoutItem, Plugin } from 'chart.js'
import type { SinglePlot } from '../arrangement/singlePlot.ts'
import { addLayoutBox } from './layoutBox.ts'

/** Outside everything else. */
const WEIGHT = 4000

/**
 * Keeps the axes of figures with an `aspect` in it: white paper right of everything, or below it, takes
 * what they would be too wide or too high by.
 *
 * @param padding around everything, in CSS pixels
 * @param onSpare called with the height of the white paper below everything, in CSS pixels
 */
export function keepAspectPlugin(
  { aspect, chart: { options } }: SinglePlot,
  padding: number,
  onSpare: (heightPx: number) => void = () => {},
): Plugin<'scatter'> {
  let spare = 0
  return {
    id: 'keepAspect',
    beforeInit(chart) {
      if (aspect === undefined) return
      addLayoutBox(chart, {
        position: 'right',
        weight: WEIGHT,
        measure(_, height) {
          const width = chart.width - 2 * padding - widthBeside(chart)
          return { width: Math.max(0, width - height * aspect), height }
        },
        draw() {},
      })
      addLayoutBox(chart, {
        position: 'bottom',
        weight: WEIGHT,
        fullSize: false,
        measure(width) {
          const height = chart.height - 2 * padding - heightAround(chart)
          spare = Math.max(0, height - width / aspect)
          return { width, height: spare }
        },
        draw() {},
      })
    },
    // The layout asks for the labels before it knows how narrow the axes are.
    afterLayout({ scales: { x } }) {
      onSpare(spare)
      const areNumbers = options.scales.x.ticks.maxRotation === 0
      if (aspect !== undefined && areNumbers) x?.generateTickLabels(x.ticks)
    },
  }
}

function widthBeside({ boxes }: Chart): number {
  return boxes.reduce(
    (sum, box) => (isContent(box) && !box.isHorizontal() ? sum + box.width : sum),
    0,
  )
}

function heightAround({ boxes }: Chart): number {
  return boxes.reduce(
    (sum, box) => (isContent(box) && box.isHorizontal() ? sum + box.height : sum),
    0,
  )
}

function isContent({ weight }: LayoutItem): boolean {
  return weight !== WEIGHT
}
