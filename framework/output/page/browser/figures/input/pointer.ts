import type { Place } from '../panelAreas.ts'

/** What a pointer does to a figure. Places are in the figure's pixels. */
export interface Gestures {
  onHover(place: Place): void
  onLeave(): void
  onClick(place: Place): void
  /** From where to where it has been drawn so far; `isEnd` when it is let go. */
  onDrag(from: Place, to: Place, how: { isEnd: boolean; withShift: boolean }): void
  onDragCancelled(): void
  onReset(): void
  /** Turned with Ctrl or Cmd: above 1 is nearer. */
  onWheel(place: Place, factor: number): void
}

/** Less is a click. */
const LEAST_DRAG_PX = 4
/** Of a mouse wheel: a usual notch of 100 is a third nearer or further. */
const WHEEL_RATE = 0.003

/**
 * Listens to the pointer over a canvas. A finger points and scrolls the page, it draws nothing.
 *
 * @param scale CSS pixels to a pixel of the figure
 * @param signal ends it
 */
export function listenToPointer(
  canvas: HTMLCanvasElement,
  scale: number,
  gestures: Gestures,
  signal: AbortSignal,
): void {
  let from: Place | undefined
  let isDragged = false
  const placeOf = ({ clientX, clientY }: MouseEvent): Place => {
    const { left, top } = canvas.getBoundingClientRect()
    return { x: (clientX - left) / scale, y: (clientY - top) / scale }
  }
  const end = () => {
    from = undefined
    isDragged = false
  }
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
    options: AddEventListenerOptions = {},
  ) => canvas.addEventListener(name, listener, { ...options, signal })

  on('pointerdown', (event) => {
    if (event.button !== 0 || event.pointerType === 'touch') return
    from = placeOf(event)
    canvas.setPointerCapture(event.pointerId)
  })
  on('pointermove', (event) => {
    const to = placeOf(event)
    if (from === undefined) return gestures.onHover(to)
    isDragged ||= Math.hypot(to.x - from.x, to.y - from.y) >= LEAST_DRAG_PX
    if (isDragged) gestures.onDrag(from, to, { isEnd: false, withShift: event.shiftKey })
  })
  on('pointerup', (event) => {
    const to = placeOf(event)
    if (from !== undefined && isDragged) {
      gestures.onDrag(from, to, { isEnd: true, withShift: event.shiftKey })
    } else if (event.button === 0) {
      gestures.onClick(to)
    }
    end()
  })
  on('pointercancel', () => {
    end()
    gestures.onDragCancelled()
  })
  on('pointerleave', () => gestures.onLeave())
  on('dblclick', () => gestures.onReset())
  on(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      gestures.onWheel(placeOf(event), Math.exp(-event.deltaY * WHEEL_RATE))
    },
    { passive: false },
  )
}
