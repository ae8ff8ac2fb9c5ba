import type { Place } from '../place.ts'

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
  /**
   * Two fingers: their middle has moved, and the way between them has grown by a factor. Without it, the
   * browser zooms its page.
   */
  readonly onPinch?: (from: Place, to: Place, factor: number) => void
}

/** Less is a click. */
const LEAST_DRAG_PX = 4
/** Of a mouse wheel: a usual notch of 100 is a third nearer or further. */
const WHEEL_RATE = 0.003

/** Nearer fingers say nothing of how far they were apart. */
const LEAST_SPREAD_PX = 8

/**
 * Listens to the pointer over a canvas. One finger points where it taps, and scrolls the page; two zoom and
 * move.
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
  /** Where fingers are, by pointer. */
  const fingers = new Map<number, Place>()
  let wasPinched = false
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

  const pinch = (event: PointerEvent) => {
    const [a, b] = [...fingers.values()]
    fingers.set(event.pointerId, placeOf(event))
    const [c, d] = [...fingers.values()]
    if (!(a && b && c && d)) return
    wasPinched = true
    const spread = (one: Place, other: Place) =>
      Math.max(LEAST_SPREAD_PX, Math.hypot(one.x - other.x, one.y - other.y))
    gestures.onPinch?.(middleOf(a, b), middleOf(c, d), spread(c, d) / spread(a, b))
  }

  on('pointerdown', (event) => {
    if (event.pointerType === 'touch') {
      if (fingers.size === 0) wasPinched = false
      fingers.set(event.pointerId, placeOf(event))
      return
    }
    if (event.button !== 0) return
    from = placeOf(event)
    canvas.setPointerCapture(event.pointerId)
  })
  on('pointermove', (event) => {
    if (event.pointerType === 'touch') return pinch(event)
    const to = placeOf(event)
    if (from === undefined) return gestures.onHover(to)
    isDragged ||= Math.hypot(to.x - from.x, to.y - from.y) >= LEAST_DRAG_PX
    if (isDragged) gestures.onDrag(from, to, { isEnd: false, withShift: event.shiftKey })
  })
  on('pointerup', (event) => {
    const to = placeOf(event)
    if (from !== undefined && isDragged) {
      gestures.onDrag(from, to, { isEnd: true, withShift: event.shiftKey })
    } else if (event.button === 0 && !(event.pointerType === 'touch' && wasPinched)) {
      gestures.onClick(to)
    }
    end()
    fingers.delete(event.pointerId)
  })
  on('pointercancel', (event) => {
    fingers.delete(event.pointerId)
    end()
    gestures.onDragCancelled()
  })
  // A finger that is lifted leaves too: what it has pointed at stays until the next one points elsewhere.
  on('pointerleave', ({ pointerType }) => pointerType !== 'touch' && gestures.onLeave())
  document.addEventListener(
    'pointerdown',
    ({ pointerType, target }) => {
      if (pointerType === 'touch' && target !== canvas) gestures.onLeave()
    },
    { signal },
  )
  if (gestures.onPinch !== undefined) {
    // Of two fingers the browser would make a zoom or a scroll of the whole page.
    canvas.style.touchAction = 'pan-x pan-y'
    for (const name of ['touchstart', 'touchmove'] as const) {
      on(name, (event) => event.touches.length > 1 && event.preventDefault(), { passive: false })
    }
  }
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

function middleOf(a: Place, b: Place): Place {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}
