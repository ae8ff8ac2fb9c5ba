import { Worker } from 'node:worker_threads'
import { compiledFile } from '../../../compiledFile.ts'
import { type Sharing, watchCores } from '../../../files/machine/idleCores.ts'
import type { Figure } from '../../figure.ts'
import { type RenderOptions, renderFigure } from '../renderFigure.ts'

/** `threadBytes`: Chart.js, the canvas, and a large figure with its picture. */
const SHARING: Sharing = { workerStartMs: 600, maxWorkers: 7, threadBytes: 300e6 }
/** Loading Chart.js and the canvas once more takes as long as drawing so many figures. */
const MOST_ALONE = 10
/** So that a worker has the next one at hand while this thread draws and cannot answer. */
const AHEAD = 2

/** A figure to be drawn, as a message between threads. */
export interface DrawingRequest {
  readonly figure: Figure
  readonly options: RenderOptions
}

/** The bytes of a file; undefined where the figure cannot be drawn. */
export type DrawingReply = Uint8Array | undefined

interface Drawing extends DrawingRequest {
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (error: unknown) => void
}

/**
 * Draws many figures on all cores that are idle, where that pays: more than ten of them, which take longer
 * than starting workers does. The bytes are those of {@link renderFigure}, in whatever thread.
 */
export class FigureDrawer {
  /** Whether workers may draw, so that it pays to ask for several drawings at once. */
  readonly isShared: boolean
  readonly #nDrawings: number
  readonly #workersFor: (remainingMs: number) => number
  readonly #waiting: Drawing[] = []
  /** Of each worker, what it is drawing, in its order. */
  readonly #workers = new Map<Worker, Drawing[]>()
  #isDrawing = false
  #hasWorkers = false
  #nDrawn = 0
  #spentMs = 0

  /**
   * @param nDrawings the files that will be drawn
   * @param workers threads beside this one. Default: as many as pay
   */
  constructor(nDrawings: number, workers?: number) {
    this.#nDrawings = nDrawings
    this.isShared = workers === undefined ? nDrawings > MOST_ALONE : workers > 0
    const isWatching = this.isShared && workers === undefined
    this.#workersFor = isWatching ? watchCores(SHARING) : () => workers ?? 0
  }

  /**
   * The same as {@link renderFigure}, sooner or later.
   *
   * @throws {ReportError} FIGURE_OPTIONS_INVALID
   */
  draw(figure: Figure, options: RenderOptions): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ figure, options, resolve, reject })
      for (const worker of this.#workers.keys()) this.#feed(worker)
      void this.#drawAll()
    })
  }

  /** Ends the workers; all must be drawn. */
  close(): void {
    for (const worker of this.#workers.keys()) void worker.terminate()
    this.#workers.clear()
  }

  async #drawAll(): Promise<void> {
    if (this.#isDrawing) return
    this.#isDrawing = true
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const start = performance.now()
      await drawHere(next)
      this.#spentMs += performance.now() - start
      this.#nDrawn++
      if (!this.#hasWorkers) this.#startWorkers()
    }
    this.#isDrawing = false
  }

  #startWorkers(): void {
    const msEach = this.#spentMs / this.#nDrawn
    const count = this.#workersFor(msEach * (this.#nDrawings - this.#nDrawn))
    this.#hasWorkers = count > 0
    const file = compiledFile('plots/render/parallel/drawingWorker')
    for (let started = 0; started < count; started++) {
      const worker = new Worker(file)
      const drawing: Drawing[] = []
      this.#workers.set(worker, drawing)
      worker.on('message', (bytes: DrawingReply) => {
        const drawn = drawing.shift() as Drawing
        // What a worker cannot draw says here why not.
        if (bytes === undefined) void drawHere(drawn)
        else drawn.resolve(bytes)
        this.#nDrawn++
        this.#feed(worker)
      })
      // It exits then, and others draw what it had not drawn.
      worker.on('error', () => {})
      worker.on('exit', () => {
        this.#workers.delete(worker)
        this.#waiting.unshift(...drawing)
        void this.#drawAll()
      })
      this.#feed(worker)
    }
  }

  #feed(worker: Worker): void {
    const drawing = this.#workers.get(worker)
    if (drawing === undefined) return
    for (const { figure, options, ...next } of this.#waiting.splice(0, AHEAD - drawing.length)) {
      drawing.push({ figure, options, ...next })
      worker.postMessage({ figure, options } satisfies DrawingRequest)
    }
    // One that draws nothing does not keep the process.
    if (drawing.length > 0) worker.ref()
    else worker.unref()
  }
}

/** Settles the drawing, whether or not it can be drawn. */
function drawHere({ figure, options, resolve, reject }: Drawing): Promise<void> {
  return renderFigure(figure, options).then(resolve, reject)
}
