import type { Figure } from '../../../../../plots/figure.ts'
import { positionOf } from '../../../../../plots/parts/colours/colourScale.ts'
import type { DrawnFigure } from '../drawOnCanvas.ts'
import { type PanelArea, panelAreas, pixelAt, valueAtPixel } from '../panelAreas.ts'
import { element, placeAt, type Stage, setAttributes } from '../stage.ts'
import { describePlace, isBrushed, nAxes, stopsOf } from '../view/brushing.ts'
import type { Range } from '../view/figureView.ts'

/** CSS pixels that a finger can hit. */
const SIZE_PX = 24
/** Keys that move far go over so many stops in one. */
const FAR_SHARE = 0.1

type End = 'from' | 'to'
const ENDS = ['from', 'to'] as const

/** A slider at an end of the range of an axis. */
interface Slider {
  readonly axis: number
  readonly end: End
  readonly handle: HTMLElement
}

/**
 * Two sliders on each axis of parallel coordinates, for the lower and the upper end of the range that runs
 * go through: for keys, fingers and the pointer. Where panels share the axes, those of the first one.
 */
export class RangeSliders {
  readonly #figure: Figure
  readonly #scale: number
  readonly #onBrush: (brushes: ReadonlyMap<number, Range>, isEnd: boolean) => void
  readonly #sliders: readonly Slider[]
  #drawn: DrawnFigure | undefined
  #brushes: ReadonlyMap<number, Range> = new Map()

  /**
   * @param scale CSS pixels to a pixel of the figure
   * @param onBrush receives all ranges; `isEnd` when they stay as they are for now
   */
  constructor(
    { paper }: Stage,
    figure: Figure,
    scale: number,
    onBrush: (brushes: ReadonlyMap<number, Range>, isEnd: boolean) => void,
  ) {
    this.#figure = figure
    this.#scale = scale
    this.#onBrush = onBrush
    const axes = isBrushed(figure) ? nAxes(figure) : 0
    this.#sliders = Array.from({ length: axes }, (_, axis) =>
      ENDS.map((end) => this.#add(paper, axis, end)),
    ).flat()
  }

  /** Puts the sliders at the ends of the ranges, or of the axes that have none. */
  show(drawn: DrawnFigure, brushes: ReadonlyMap<number, Range>): void {
    this.#drawn = drawn
    this.#brushes = brushes
    const [area] = panelAreas(drawn)
    for (const { axis, end, handle } of area === undefined ? [] : this.#sliders) {
      handle.hidden = false
      const range = this.#rangeOf(axis)
      const value = range[ENDS.indexOf(end)] as number
      this.#place(handle, area as PanelArea, axis, value, end)
      this.#describe(handle, axis, value, end)
    }
  }

  #add(paper: HTMLElement, axis: number, end: End): Slider {
    const handle = element('div', `live-figure-slider live-figure-slider-${end}`)
    setAttributes(handle, { role: 'slider', tabindex: '0', 'aria-orientation': 'vertical' })
    handle.hidden = true
    handle.addEventListener('keydown', (event) => this.#key(event, axis, end))
    handle.addEventListener('pointerdown', (event) => handle.setPointerCapture(event.pointerId))
    handle.addEventListener('pointermove', (event) => this.#drag(event, axis, end, false))
    handle.addEventListener('pointerup', (event) => this.#drag(event, axis, end, true))
    handle.addEventListener('dblclick', () => this.#set(axis, this.#whole(), true))
    paper.append(handle)
    return { axis, end, handle }
  }

  #place(handle: HTMLElement, area: PanelArea, axis: number, value: number, end: End): void {
    const x = pixelAt(area, 'x', positionOf(axis, area.axes.x))
    const y = pixelAt(area, 'y', positionOf(value, area.axes.y))
    const size = SIZE_PX / this.#scale
    // Beyond the range, so that those of a small one do not cover each other.
    const top = end === 'from' ? y : Math.max(0, y - size)
    placeAt(handle, this.#scale, { left: x - size / 2, top, width: size, height: size })
  }

  #describe(handle: HTMLElement, axis: number, value: number, end: End): void {
    const [least, most] = this.#whole()
    const percent = (at: number) => String(Math.round((100 * (at - least)) / (most - least)))
    const [from, to] = this.#rangeOf(axis)
    setAttributes(handle, {
      'aria-label': `${this.#nameOf(axis)}, ${end}`,
      'aria-valuemin': end === 'from' ? '0' : percent(from),
      'aria-valuemax': end === 'from' ? percent(to) : '100',
      'aria-valuenow': percent(value),
      'aria-valuetext':
        value === least
          ? 'lowest'
          : value === most
            ? 'highest'
            : describePlace(this.#figure, axis, value),
    })
  }

  #nameOf(axis: number): string {
    const { names, fixedTicks } = this.#axes().x
    return names?.[axis] ?? fixedTicks.find(({ value }) => value === axis)?.label ?? ''
  }

  #axes() {
    return (this.#figure.panels?.plots[0] ?? this.#figure).chart.options.scales
  }

  #whole(): Range {
    const { min, max } = this.#axes().y
    return [min, max]
  }

  #rangeOf(axis: number): Range {
    return this.#brushes.get(axis) ?? this.#whole()
  }

  #key(event: KeyboardEvent, axis: number, end: End): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape' || event.key === 'Delete') {
      event.preventDefault()
      this.#set(axis, this.#whole(), true)
      return
    }
    const stops = stopsOf(this.#figure, axis)
    const far = Math.max(1, Math.round(stops.length * FAR_SHARE))
    const steps: Record<string, number> = {
      ArrowUp: 1,
      ArrowRight: 1,
      ArrowDown: -1,
      ArrowLeft: -1,
      PageUp: far,
      PageDown: -far,
      Home: -stops.length,
      End: stops.length,
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const range = this.#rangeOf(axis)
    const [lower, upper] = range.map((value) => nearestPlace(stops, value)) as [number, number]
    const [from, to] =
      end === 'from'
        ? [Math.max(0, Math.min(upper - 1, lower + step)), upper]
        : [lower, Math.min(stops.length - 1, Math.max(lower + 1, upper + step))]
    this.#set(axis, [stops[from] as number, stops[to] as number], true)
  }

  #drag(event: PointerEvent, axis: number, end: End, isEnd: boolean): void {
    const handle = event.currentTarget as HTMLElement
    const [area] = this.#drawn === undefined ? [] : panelAreas(this.#drawn)
    if (area === undefined || !handle.hasPointerCapture(event.pointerId)) return
    const { top } = (handle.parentElement as HTMLElement).getBoundingClientRect()
    const value = valueAtPixel(area, 'y', (event.clientY - top) / this.#scale)
    const [least, most] = this.#whole()
    const [from, to] = this.#rangeOf(axis)
    const near = (most - least) / 1000
    const range: Range =
      end === 'from'
        ? [Math.max(least, Math.min(to - near, value)), to]
        : [from, Math.min(most, Math.max(from + near, value))]
    this.#set(axis, range, isEnd)
  }

  #set(axis: number, range: Range, isEnd: boolean): void {
    const [least, most] = this.#whole()
    const brushes = new Map(this.#brushes)
    if (range[0] <= least && range[1] >= most) brushes.delete(axis)
    else brushes.set(axis, range)
    // Keys follow each other faster than frames: the next one starts from here.
    this.#brushes = brushes
    this.#onBrush(brushes, isEnd)
  }
}

function nearestPlace(stops: readonly number[], value: number): number {
  let nearest = 0
  for (const [at, stop] of stops.entries()) {
    if (Math.abs(stop - value) < Math.abs((stops[nearest] as number) - value)) nearest = at
  }
  return nearest
}
