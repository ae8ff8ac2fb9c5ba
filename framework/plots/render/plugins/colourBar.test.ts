import { expect, test } from 'vitest'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { metricGrid } from '../../kinds/runs/metricGrid.ts'
import { renderFigure } from '../renderFigure.ts'

const grid = (last: number) =>
  metricGrid(runsOf([1, 2, 3, 4, 5, last].map((loss, x) => ({ x, y: 'a', loss }))), {
    x: 'x',
    y: 'y',
    value: 'loss',
  })

/** Paths that are filled with the lightest colour of the scale: of the bar's open end, if any. */
async function nLightest(last: number): Promise<number> {
  const svg = Buffer.from(await renderFigure(grid(last), { format: 'svg' })).toString()
  return svg.match(/<path [^>]*fill="#FDE725"/gi)?.length ?? 0
}

test('a bar is open at the end beyond which there are values', async () => {
  expect(await nLightest(1e9)).toBe((await nLightest(6)) + 1)
})
