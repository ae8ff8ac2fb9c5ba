/** What keys do to a figure that has the focus. */
export interface KeyActions {
  /** To the next run, the one before, the first or the last. */
  onStep(to: 'next' | 'before' | 'first' | 'last'): void
  onEnter(): void
  onEscape(): void
  onZoom(factor: number): void
  /** By a share of what is shown, along the axes. */
  onMove(dx: number, dy: number): void
  onReset(): void
}

const FACTOR = 1.5
const MOVE = 0.2

/** Listens to the keys on a canvas that has the focus. */
export function listenToKeys(
  canvas: HTMLCanvasElement,
  actions: KeyActions,
  signal: AbortSignal,
): void {
  const usual: Record<string, () => void> = {
    ArrowRight: () => actions.onStep('next'),
    ArrowDown: () => actions.onStep('next'),
    ArrowLeft: () => actions.onStep('before'),
    ArrowUp: () => actions.onStep('before'),
    Home: () => actions.onStep('first'),
    End: () => actions.onStep('last'),
    Enter: actions.onEnter,
    ' ': actions.onEnter,
    Escape: actions.onEscape,
    '+': () => actions.onZoom(FACTOR),
    '=': () => actions.onZoom(FACTOR),
    '-': () => actions.onZoom(1 / FACTOR),
    '0': actions.onReset,
  }
  const withShift: Record<string, () => void> = {
    ArrowRight: () => actions.onMove(MOVE, 0),
    ArrowLeft: () => actions.onMove(-MOVE, 0),
    ArrowUp: () => actions.onMove(0, MOVE),
    ArrowDown: () => actions.onMove(0, -MOVE),
  }
  canvas.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const act = (event.shiftKey && withShift[event.key]) || usual[event.key]
      if (act === undefined) return
      event.preventDefault()
      act()
    },
    { signal },
  )
}
