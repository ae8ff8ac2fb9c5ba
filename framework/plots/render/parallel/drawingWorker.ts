/** The worker's side of `FigureDrawer`. */
import { parentPort } from 'node:worker_threads'
import { renderFigure } from '../renderFigure.ts'
import type { DrawingReply, DrawingRequest } from './figureDrawer.ts'

/** One after another, so that they are answered in their order. */
let last: Promise<unknown> = Promise.resolve()

parentPort?.on('message', ({ figure, options }: DrawingRequest) => {
  last = last.then(async () => {
    const reply: DrawingReply = await renderFigure(figure, options).catch(() => undefined)
    parentPort?.postMessage(reply)
  })
})
