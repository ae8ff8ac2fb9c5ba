import type { Figure } from '../../../../plots/figure.ts'
import { element } from './stage.ts'
import type { FigureView } from './view/figureView.ts'
import { isZoomable, scalesOf, switchScale, zoomAll } from './view/zooming.ts'

const FACTOR = 1.5
const AXES = { x: 'horizontal', y: 'vertical' }

/** Fills the row of buttons over a figure: zoom, reset, and the kinds of scale that its data allow. */
export function fillTools(
  tools: HTMLElement,
  figure: Figure,
  view: FigureView,
  onView: (view: FigureView) => void,
): void {
  const buttons: Tool[] = []
  if (isZoomable(figure)) {
    buttons.push(
      { text: '+', label: 'Zoom in', view: zoomAll(figure, view, FACTOR) },
      { text: '−', label: 'Zoom out', view: zoomAll(figure, view, 1 / FACTOR) },
    )
  }
  for (const { direction, isLog } of scalesOf(figure, view)) {
    buttons.push({
      text: `log ${direction}`,
      // What is seen must be in the name, by which speech input finds a button.
      label: `log ${direction}: logarithmic ${AXES[direction]} axis`,
      isPressed: isLog,
      view: switchScale(figure, view, direction),
    })
  }
  const isChanged = view.zoom.size + view.scales.size + view.brushes.size > 0
  if (buttons.length > 0 || isChanged) {
    buttons.push({
      text: 'Reset',
      label: 'Reset zoom and axes',
      isDisabled: !isChanged,
      view: { ...view, zoom: new Map(), scales: new Map(), brushes: new Map() },
    })
  }
  const focused = [...tools.children].indexOf(document.activeElement as Element)
  tools.replaceChildren(...buttons.map((tool) => buttonOf(tool, onView)))
  if (focused >= 0) (tools.children[focused] as HTMLElement | undefined)?.focus()
}

interface Tool {
  readonly text: string
  readonly label: string
  readonly isPressed?: boolean
  readonly isDisabled?: boolean
  readonly view: FigureView
}

function buttonOf(
  { text, label, isPressed, isDisabled = false, view }: Tool,
  onView: (view: FigureView) => void,
): HTMLButtonElement {
  const button = element('button', '')
  button.type = 'button'
  button.textContent = text
  button.title = label
  button.setAttribute('aria-label', label)
  button.disabled = isDisabled
  if (isPressed !== undefined) button.setAttribute('aria-pressed', String(isPressed))
  button.addEventListener('click', () => onView(view))
  return button
}
