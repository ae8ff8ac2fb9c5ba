import { PNG } from 'pngjs'
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

test('the bar of a narrow figure lies below the axes and rises to the right', async () => {
  const bytes = await renderFigure(grid(6), { format: 'png', dpi: 100, width: 2 })
  const { data, width, height } = PNG.sync.read(Buffer.from(bytes))
  const places = (red: number, green: number, blue: number) =>
    Array.from({ length: width * height }, (_, at) => at).filter((at) =>
      [red, green, blue].every((part, i) => Math.abs((data[4 * at + i] as number) - part) < 4),
    )
  const [darkest, lightest] = [places(0x44, 0x01, 0x54), places(0xfd, 0xe7, 0x25)]
  const rowsOf = (found: readonly number[]) => new Set(found.map((at) => Math.floor(at / width)))
  // The last row with both colours runs through the bar, below all cells.
  const row = [...rowsOf(darkest)].findLast((each) => rowsOf(lightest).has(each))
  const columnsOf = (found: readonly number[]) =>
    found.filter((at) => Math.floor(at / width) === row).map((at) => at % width)
  expect(Math.max(...columnsOf(darkest))).toBeLessThan(width / 2)
  expect(Math.min(...columnsOf(lightest))).toBeGreaterThan(width / 2)
})

test('the bar of a wide figure stands beside the axes and rises from dark to light', async () => {
  const bytes = await renderFigure(grid(6), { format: 'png', dpi: 100, width: 6 })
  const { data, width, height } = PNG.sync.read(Buffer.from(bytes))
  const rowsOf = (column: number, colour: readonly number[]) =>
    Array.from({ length: height }, (_, row) => row).filter((row) =>
      colour.every(
        (part, i) => Math.abs((data[4 * (row * width + column) + i] as number) - part) < 6,
      ),
    )
  const DARKEST = [0x44, 0x01, 0x54]
  const LIGHTEST = [0xfd, 0xe7, 0x25]
  const columns = Array.from({ length: width }, (_, column) => column)
  // The last column with both colours runs through the bar, right of all cells.
  const bar = columns.findLast(
    (column) => rowsOf(column, DARKEST).length > 0 && rowsOf(column, LIGHTEST).length > 0,
  ) as number
  expect(bar).toBeGreaterThan(width / 2)
  expect(Math.min(...rowsOf(bar, DARKEST))).toBeGreaterThan(Math.max(...rowsOf(bar, LIGHTEST)))
})
