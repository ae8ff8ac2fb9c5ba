import type { Mark } from '../../figure.ts'
import { INK, LINE_PX } from '../../theme.ts'
import { type PlacedPanel, place } from './panelFrames.ts'
import { xTicks, yTicks } from './panelTicks.ts'

const TITLE_OFFSET_PX = -8
const TICK_LABEL_OFFSET_PX = 13
const SIDE_LABEL_OFFSET_PX = -6

/** A mark of a panel where it stands in the figure. */
export function placeMark(mark: Mark, each: PlacedPanel): Mark {
  const at = (point: readonly [number, number]) => place(each, point)
  if (mark.shape === 'line') return { ...mark, points: mark.points.map(at) }
  if (mark.shape === 'text') {
    const { maxWidth, maxHeight } = mark
    const { x, y } = each.panel.chart.options.scales
    const inches = {
      x: (each.right - each.left) / (x.max - x.min),
      y: (each.top - each.bottom) / (y.max - y.min),
    }
    return {
      ...mark,
      at: at(mark.at),
      ...(maxWidth !== undefined && { maxWidth: maxWidth * inches.x }),
      ...(maxHeight !== undefined && { maxHeight: maxHeight * inches.y }),
    }
  }
  const [left, bottom] = at([mark.x[0], mark.y[0]])
  const [right, top] = at([mark.x[1], mark.y[1]])
  return { ...mark, x: [left, right], y: [bottom, top] }
}

/** A panel's title, frame, grid lines and tick labels of its own. */
export function frameMarks(each: PlacedPanel): Mark[] {
  const { panel, left, right, bottom, top, isLabelledBelow, isLabelledBeside } = each
  const rows = yTicks(each).filter(({ label }) => label !== '')
  const columns = xTicks(each).filter(({ label }) => label !== '')
  return [
    ...(panel.chart.options.scales.y.gridLines ? rows : []).map(
      ({ value }): Mark => ({
        shape: 'line',
        behind: true,
        points: [
          [left, value],
          [right, value],
        ],
        colour: INK.grid,
        width: LINE_PX.axis,
      }),
    ),
    { shape: 'rect', behind: true, x: [left, right], y: [bottom, top], stroke: INK.grid },
    {
      shape: 'line',
      points: [
        [left, top],
        [left, bottom],
        [right, bottom],
      ],
      colour: INK.axis,
      width: LINE_PX.axis,
    },
    ...titleMarks(each),
    ...(isLabelledBelow ? columns : []).map(
      ({ value, label }): Mark => ({
        shape: 'text',
        at: [value, bottom],
        text: label,
        colour: INK.text,
        align: 'center',
        offset: [0, TICK_LABEL_OFFSET_PX],
      }),
    ),
    ...(isLabelledBeside ? rows : []).map(
      ({ value, label }): Mark => ({
        shape: 'text',
        at: [left, value],
        text: label,
        colour: INK.text,
        align: 'right',
        offset: [SIDE_LABEL_OFFSET_PX, 0],
      }),
    ),
  ]
}

function titleMarks({ panel: { title }, left, right, top }: PlacedPanel): Mark[] {
  if (title === '') return []
  return [
    {
      shape: 'text',
      at: [left, top],
      text: title,
      colour: INK.text,
      align: 'left',
      offset: [0, TITLE_OFFSET_PX],
      maxWidth: right - left,
      isTitle: true,
    },
  ]
}
