import type { Figure } from '../../../../plots/figure.ts'
import { arrangeFigure } from '../../../../plots/render/arrangement/arrangeFigure.ts'
import { FONT_PX, font, PX_PER_INCH } from '../../../../plots/theme.ts'
import { count } from '../../../../text/counts.ts'
import { type DrawnFigure, drawOnCanvas } from './drawOnCanvas.ts'
import { RangeSliders } from './input/rangeSliders.ts'
import { showBrushes } from './input/ranges.ts'
import { Reading } from './input/reading.ts'
import { LegendButtons } from './legendButtons.ts'
import { type Stage, setStage } from './stage.ts'
import { fillTools } from './toolbar.ts'
import { brushedRuns } from './view/brushing.ts'
import {
  type FigureState,
  type FigureView,
  PRINTED,
  readState,
  writeState,
} from './view/figureView.ts'
import { withoutEntries } from './view/legendEntries.ts'
import { NO_RUNS, type RunSelection, selectRuns } from './view/selectRuns.ts'
import { viewFigure } from './view/viewFigure.ts'

export interface LiveFigureOptions {
  /** The reader clicked or brushed runs. */
  onSelect(runs: readonly string[]): void
  /** The reader changed what the figure shows. */
  onState(state: FigureState): void
  /** Lines for the tooltip: name and setting. */
  describeRun(run: string): readonly string[]
}

/** CSS pixels to a pixel of a figure: its smallest type is 12 px on the screen. */
const SCALE = 12 / FONT_PX.note
const INCHES = { least: 2, most: 12 }
/** Figures are drawn this far before they come into the window. */
const NEAR = '600px 0px'

/** A figure in its place: what is shown of it, and when it is drawn. */
export class MountedFigure {
  readonly #place: HTMLElement
  readonly #figure: Figure
  readonly #options: LiveFigureOptions
  readonly #stage: Stage
  readonly #buttons: LegendButtons
  readonly #sliders: RangeSliders
  readonly #reading: Reading
  readonly #end = new AbortController()
  readonly #resizes: ResizeObserver
  readonly #nearness: IntersectionObserver
  #view: FigureView = PRINTED
  #selection: RunSelection = NO_RUNS
  #drawn: DrawnFigure | undefined
  #inches = 0
  /** The fonts are there, and the figure has come near the window. */
  #isReady = false
  #isStale = true

  constructor(place: HTMLElement, figure: Figure, options: LiveFigureOptions) {
    this.#place = place
    this.#figure = figure
    this.#options = options
    this.#stage = setStage(place, figure)
    this.#buttons = new LegendButtons(this.#stage, figure, (key) => this.#toggle(key))
    this.#reading = new Reading(this.#stage, figure, SCALE, this.#end.signal, {
      ...options,
      onView: (view) => this.#change(view),
      onBrush: (brushes, isEnd) => this.#brush(brushes, isEnd),
    })
    this.#sliders = new RangeSliders(this.#stage, figure, SCALE, (brushes, isEnd) =>
      this.#brush(brushes, isEnd),
    )
    this.#keepRoom()
    this.#resizes = new ResizeObserver(() => this.#resize())
    this.#resizes.observe(place)
    this.#nearness = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#getReady()
      },
      { rootMargin: NEAR },
    )
    this.#nearness.observe(place)
    const { signal } = this.#end
    // On paper all figures are seen.
    window.addEventListener('beforeprint', () => this.#drawNow(), { signal })
    this.#showView()
  }

  select(selection: RunSelection): void {
    this.#selection = selection
    this.#refresh()
  }

  restore(state: FigureState): void {
    this.#view = readState(state)
    this.#refresh()
  }

  destroy(): void {
    this.#end.abort()
    this.#resizes.disconnect()
    this.#nearness.disconnect()
    this.#drawn?.chart.destroy()
    this.#drawn = undefined
    this.#stage.root.remove()
  }

  async #getReady(): Promise<void> {
    this.#nearness.disconnect()
    // A figure that is drawn before its font has other widths than the printed one.
    await Promise.all(([400, 600] as const).map((weight) => document.fonts.load(font(12, weight))))
    if (this.#end.signal.aborted) return
    this.#isReady = true
    this.#draw()
  }

  #toggle(key: string): void {
    const off = new Set(this.#view.off)
    if (!off.delete(key)) off.add(key)
    this.#change({ ...this.#view, off })
  }

  #brush(brushes: FigureView['brushes'], isEnd: boolean): void {
    this.#change({ ...this.#view, brushes })
    if (!isEnd || brushes.size === 0) return
    const runs = brushedRuns(this.#figure, brushes)
    this.#options.onSelect(runs)
    this.#stage.live.textContent = `${count(runs.length, 'run')} selected.`
  }

  #change(view: FigureView): void {
    const { zoom, scales, off, brushes } = this.#view
    const isRedrawn = zoom !== view.zoom || scales !== view.scales || off !== view.off
    this.#view = view
    if (isRedrawn) this.#refresh()
    else this.#showView()
    this.#options.onState(writeState(view))
    // What was selected by ranges goes with the last of them.
    if (brushes.size > 0 && view.brushes.size === 0) this.#options.onSelect([])
  }

  /** What of the view lies over the figure and beside it. */
  #showView(): void {
    const { paper, tools } = this.#stage
    fillTools(tools, this.#figure, this.#view, (view) => this.#change(view))
    if (this.#drawn === undefined) return
    this.#buttons.place(this.#drawn, this.#view.off, SCALE)
    showBrushes(paper, this.#drawn, this.#view.brushes, SCALE)
    this.#sliders.show(this.#drawn, this.#view.brushes)
    this.#reading.show(this.#drawn, this.#view)
  }

  /** Draws at the next frame, however often it is asked for until then. */
  #refresh(): void {
    if (this.#isStale && this.#drawn !== undefined) return
    this.#isStale = true
    if (!this.#isReady) return
    requestAnimationFrame(() => {
      if (this.#isStale && !this.#end.signal.aborted) this.#draw()
    })
  }

  #resize(): void {
    const inches = this.#inchesOfPlace()
    if (Math.abs(inches - this.#inches) * PX_PER_INCH < 1) return
    if (this.#isReady) this.#refresh()
    else this.#keepRoom()
  }

  #inchesOfPlace(): number {
    const inches = this.#place.clientWidth / (PX_PER_INCH * SCALE)
    return Math.min(INCHES.most, Math.max(INCHES.least, inches))
  }

  /** The page does not move when the figure is drawn. */
  #keepRoom(): void {
    const { heightPx } = arrangeFigure(this.#figure, { width: this.#inchesOfPlace() })
    this.#stage.paper.style.minHeight = `${heightPx * SCALE}px`
  }

  #drawNow(): void {
    if (this.#isStale) this.#draw()
  }

  #draw(): void {
    const { paper, canvas } = this.#stage
    this.#isStale = false
    this.#drawn?.chart.destroy()
    this.#inches = this.#inchesOfPlace()
    const shown = viewFigure(
      selectRuns(withoutEntries(this.#figure, this.#view.off), this.#selection),
      this.#view,
    )
    const drawn = drawOnCanvas(canvas, shown, {
      inches: this.#inches,
      scale: SCALE,
      pixelRatio: devicePixelRatio,
    })
    this.#drawn = drawn
    paper.style.minHeight = ''
    paper.style.width = canvas.style.width
    this.#showView()
  }
}
