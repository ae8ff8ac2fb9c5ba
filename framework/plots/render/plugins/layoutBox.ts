import type { Chart, ChartArea, LayoutItem, LayoutPosition } from 'chart.js'

export interface BoxContent {
  readonly position: LayoutPosition
  /** Boxes of the same side stand the further out the greater their weight. */
  readonly weight: number
  /** Whether it is as wide as the figure rather than the axes. Default: what is above or below them. */
  readonly fullSize?: boolean
  /** The size that the content needs within these limits, in CSS pixels. */
  measure(maxWidth: number, maxHeight: number): { width: number; height: number }
  draw(area: ChartArea): void
}

/** Gives content of our own a place in Chart.js's layout, beside the axes and never over them. */
export function addLayoutBox(chart: Chart, content: BoxContent): void {
  const isHorizontal = content.position === 'top' || content.position === 'bottom'
  const box: LayoutItem & { options: object; _layers: () => object[] } = {
    position: content.position,
    weight: content.weight,
    fullSize: content.fullSize ?? isHorizontal,
    options: {},
    left: 0,
    top: 0,
    right: 0,
    bottom: 0,
    width: 0,
    height: 0,
    isHorizontal: () => isHorizontal,
    update(maxWidth, maxHeight) {
      const size = content.measure(maxWidth, maxHeight)
      box.width = size.width
      box.height = size.height
    },
    draw: () => content.draw({ ...box }),
    _layers: () => [{ z: 1, draw: () => content.draw({ ...box }) }],
  }
  ;(chart as Chart & { boxes: LayoutItem[] }).boxes.push(box)
}
