import type { Figure } from '../../../../../plots/figure.ts'
import type { DrawnFigure } from '../drawOnCanvas.ts'
import { drawPointed } from '../overlay.ts'
import { areaAt, type PanelArea, panelAreas, shareAt } from '../panelAreas.ts'
import type { Place } from '../place.ts'
import { describePointed } from '../pointing/describePointed.ts'
import type { Pointed } from '../pointing/pointed.ts'
import { placeOfRun, pointedAt } from '../pointing/pointedAt.ts'
import { element, placeAt, type Stage } from '../stage.ts'
import { hideTip, showTip } from '../tooltip.ts'
import { isBrushed } from '../view/brushing.ts'
import { type Direction, type FigureView, PRINTED, type Range } from '../view/figureView.ts'
import { runsOf } from '../view/selectRuns.ts'
import { isZoomable, moveAll, nearer, zoomAll, zoomTo } from '../view/zooming.ts'
import { listenToKeys } from './keys.ts'
import { listenToPointer } from './pointer.ts'
import {
  brushedAxisAt,
  partOf,
  type Rectangle,
  rectangleOf,
  runsIn,
  valuesBetween,
} from './ranges.ts'
import { stopsBesideRuns } from './stops.ts'

/** What comes of reading a figure. */
export interface ReadingResults {
  onSelect(runs: readonly string[]): void
  onView(view: FigureView): void
  /** Ranges of axes were brushed; `isEnd` when they stay as they are for now. */
  onBrush(brushes: ReadonlyMap<number, Range>, isEnd: boolean): void
  describeRun(run: string): readonly string[]
}

/** Around a panel, so that its edges are not missed. */
const MARGIN_PX = 6

/** What pointer and keys do over a figure. */
export class Reading {
  readonly #stage: Stage
  readonly #figure: Figure
  readonly #scale: number
  readonly #results: ReadingResults
  readonly #range = element('div', 'live-figure-range')
  readonly #runs: readonly string[]
  #drawn: DrawnFigure | undefined
  #view: FigureView = PRINTED
  /** What the keys have come to: one of the runs, or of the marks that follow them. */
  #step: number | undefined

  constructor(
    stage: Stage,
    figure: Figure,
    scale: number,
    signal: AbortSignal,
    results: ReadingResults,
  ) {
    this.#stage = stage
    this.#figure = figure
    this.#scale = scale
    this.#results = results
    this.#runs = runsOf(figure)
    this.#range.hidden = true
    stage.paper.append(this.#range)
    const onReset = () => this.#change({ ...this.#view, zoom: new Map(), brushes: new Map() })
    listenToPointer(
      stage.canvas,
      scale,
      {
        onHover: (place) => this.#hover(place),
        onLeave: () => this.#leave(),
        onClick: (place) => this.#click(place),
        onDrag: (from, to, how) => this.#drag(from, to, how),
        onDragCancelled: () => this.#hideRange(),
        onReset,
        onWheel: (place, factor) => this.#zoom(place, place, factor),
        ...(isZoomable(figure) && {
          onPinch: (from, to, factor) => this.#zoom(from, to, factor),
        }),
      },
      signal,
    )
    listenToKeys(
      stage.canvas,
      {
        onStep: (to) => this.#stepTo(to),
        onEnter: () => this.#results.onSelect(this.#steppedRun()),
        onEscape: () => this.#leave(),
        onZoom: (factor) => this.#change(zoomAll(figure, this.#view, factor)),
        onMove: (dx, dy) => this.#change(moveAll(figure, this.#view, { x: dx, y: dy })),
        onReset,
      },
      signal,
    )
    stage.canvas.addEventListener('blur', () => this.#leave(), { signal })
  }

  /** Tells that the figure has been drawn anew. */
  show(drawn: DrawnFigure, view: FigureView): void {
    this.#drawn = drawn
    this.#view = view
    const step = document.activeElement === this.#stage.canvas ? this.#step : undefined
    const pointed = step === undefined ? undefined : this.#placeOf(drawn, step)
    if (pointed === undefined) this.#leave()
    else this.#point(drawn, pointed)
  }

  #change(view: FigureView): void {
    if (!isZoomable(this.#figure) && !isBrushed(this.#figure)) return
    // Keys follow each other faster than frames: the next one starts from here.
    this.#view = view
    this.#results.onView(view)
  }

  #hover(place: Place): void {
    if (this.#drawn === undefined) return
    const isOnPlot = areaAt(panelAreas(this.#drawn), place, MARGIN_PX) !== undefined
    const pointed = isOnPlot ? pointedAt(this.#drawn, place) : undefined
    if (pointed === undefined) this.#leave()
    else this.#point(this.#drawn, pointed)
  }

  #point(drawn: DrawnFigure, pointed: Pointed): string[] {
    const lines = describePointed(drawn, pointed, this.#results.describeRun)
    drawPointed(this.#stage.over, drawn, pointed)
    showTip(this.#stage.tip, lines, { x: pointed.x * this.#scale, y: pointed.y * this.#scale })
    return lines
  }

  #leave(): void {
    hideTip(this.#stage.tip)
    if (this.#drawn !== undefined) drawPointed(this.#stage.over, this.#drawn, undefined)
  }

  #click(place: Place): void {
    if (this.#drawn === undefined) return
    this.#hover(place)
    const isOnPlot = areaAt(panelAreas(this.#drawn), place, MARGIN_PX) !== undefined
    if (!isOnPlot || this.#runs.length === 0) return
    const pointed = pointedAt(this.#drawn, place)
    this.#results.onSelect(pointed?.run === undefined ? [] : [pointed.run])
  }

  #drag(
    from: Place,
    to: Place,
    { isEnd, withShift }: { isEnd: boolean; withShift: boolean },
  ): void {
    this.#leave()
    const drawn = this.#drawn
    const area = drawn && areaAt(panelAreas(drawn), from, MARGIN_PX)
    if (drawn === undefined || area === undefined) return
    const rectangle = rectangleOf(area, from, to)
    if (isBrushed(this.#figure)) {
      this.#brush(brushedAxisAt(drawn, area, from), area, rectangle, isEnd)
    } else if (withShift || isZoomable(this.#figure)) {
      if (isEnd) this.#hideRange()
      else this.#showRange(rectangle)
      if (isEnd && withShift) this.#results.onSelect(runsIn(drawn, rectangle))
      else if (isEnd)
        this.#change(zoomTo(this.#figure, this.#view, area.panel, partOf(area, rectangle)))
    }
  }

  #brush(axis: number | undefined, area: PanelArea, rectangle: Rectangle, isEnd: boolean): void {
    if (axis === undefined) return
    const brushes = new Map(this.#view.brushes)
    if (rectangle.isThin.y) brushes.delete(axis)
    else brushes.set(axis, valuesBetween(area, rectangle.top, rectangle.bottom))
    this.#results.onBrush(brushes, isEnd)
  }

  /** Nearer by a factor, with what is at a place moved to another. */
  #zoom(from: Place, to: Place, factor: number): void {
    const area = this.#drawn && areaAt(panelAreas(this.#drawn), from, MARGIN_PX)
    if (area === undefined) return
    const part = (direction: Direction) =>
      nearer(
        factor,
        shareAt(area, direction, from[direction]),
        shareAt(area, direction, to[direction]),
      )
    this.#change(zoomTo(this.#figure, this.#view, area.panel, { x: part('x'), y: part('y') }))
  }

  #stepTo(to: 'next' | 'before' | 'first' | 'last'): void {
    if (this.#drawn === undefined) return
    const length = this.#runs.length + stopsBesideRuns(this.#drawn).length
    if (length === 0) return
    const at = this.#step
    const step = {
      next: at === undefined ? 0 : (at + 1) % length,
      before: at === undefined ? length - 1 : (at + length - 1) % length,
      first: 0,
      last: length - 1,
    }[to]
    this.#step = step
    const run = this.#runs[step]
    const pointed = this.#placeOf(this.#drawn, step)
    const lines = pointed
      ? this.#point(this.#drawn, pointed)
      : [...(run === undefined ? [] : this.#results.describeRun(run)), 'not shown']
    const nRuns = this.#runs.length
    const place =
      run === undefined
        ? `Mark ${step - nRuns + 1} of ${length - nRuns}`
        : `Run ${step + 1} of ${nRuns}`
    this.#stage.live.textContent = `${place}: ${lines.join('; ')}`
  }

  #placeOf(drawn: DrawnFigure, step: number): Pointed | undefined {
    const run = this.#runs[step]
    return run === undefined
      ? stopsBesideRuns(drawn)[step - this.#runs.length]
      : placeOfRun(drawn, run)
  }

  #steppedRun(): string[] {
    const run = this.#step === undefined ? undefined : this.#runs[this.#step]
    return run === undefined || document.activeElement !== this.#stage.canvas ? [] : [run]
  }

  #showRange({ left, right, top, bottom }: Rectangle): void {
    this.#range.hidden = false
    placeAt(this.#range, this.#scale, { left, top, width: right - left, height: bottom - top })
  }

  #hideRange(): void {
    this.#range.hidden = true
  }
}
