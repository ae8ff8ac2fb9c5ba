import type { Worker } from 'node:worker_threads'
import { afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { exampleRuns } from '../../../testing/exampleRuns.ts'
import { scatter } from '../../kinds/runs/scatter.ts'
import { type RenderOptions, renderFigure } from '../renderFigure.ts'
import { FigureDrawer } from './figureDrawer.ts'

const figure = scatter(exampleRuns, { x: 'latent_dim', y: 'loss.total_best' })
const formats = ['png', 'svg', 'pdf'] as const
/** Enough for threads to take some of them. */
const drawings = Array.from(
  { length: 24 },
  (_, i): RenderOptions => ({ format: formats[i % 3] as 'png', width: 3 + (i >> 2) / 2 }),
)

let alone: readonly string[]
beforeAll(async () => {
  const files = await Promise.all(drawings.map((each) => renderFigure(figure, each)))
  alone = files.map((bytes) => Buffer.from(bytes).toString('base64'))
})

let nFromWorkers = 0
const countReplies = (worker: Worker) => worker.on('message', () => nFromWorkers++)

beforeEach(() => {
  nFromWorkers = 0
  process.on('worker', countReplies)
})
afterEach(() => {
  process.off('worker', countReplies)
})

/** What became of each drawing: its bytes, or why there are none. */
async function drawn(workers: number, options: readonly RenderOptions[] = drawings) {
  const drawer = new FigureDrawer(options.length, workers)
  const settled = await Promise.allSettled(options.map((each) => drawer.draw(figure, each)))
  drawer.close()
  return settled.map((each) =>
    each.status === 'fulfilled' ? Buffer.from(each.value).toString('base64') : each.reason.code,
  )
}

test('draws the same bytes in any number of threads', async () => {
  expect(await drawn(0)).toEqual(alone)
  expect(nFromWorkers).toBe(0)
  expect(await drawn(2)).toEqual(alone)
  expect(nFromWorkers).toBeGreaterThan(0)
})

test('what threads that end early were to draw is drawn all the same', async () => {
  let nEnded = 0
  const end = (worker: Worker) => {
    nEnded++
    void worker.terminate()
  }
  process.on('worker', end)
  onTestFinished(() => {
    process.off('worker', end)
  })
  expect(await drawn(2)).toEqual(alone)
  expect([nEnded, nFromWorkers]).toEqual([2, 0])
})

test('a figure that cannot be drawn fails alone, and says why', async () => {
  const wrong: RenderOptions = { format: 'png', width: 99 }
  const results = await drawn(
    1,
    drawings.flatMap((each, i) => (i % 4 === 3 ? [wrong] : [each])),
  )
  const failed = results.flatMap((each, i) => (each === 'FIGURE_OPTIONS_INVALID' ? [i] : []))
  expect(failed).toEqual([3, 7, 11, 15, 19, 23])
})
