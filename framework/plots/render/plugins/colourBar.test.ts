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

/** Pixels per CSS pixel of the pictures in which ticks are looked for. */
const FINE = 3

/**
 * Where the ticks of the two lowest of six values stand along the bar, from 0 at its darkest end to 1 at its
 * lightest: their lines, and the label, which only the second has.
 */
async function placesAlongBar(inches: number): Promise<{ lines: number[]; label: number }> {
  const { colourBar, ...figure } = grid(6)
  if (colourBar === undefined) throw new Error('The grid has no colour bar.')
  const ticks = [
    { value: 1, label: '' },
    { value: 2, label: 'M' },
  ]
  const bytes = await renderFigure(
    { ...figure, colourBar: { ...colourBar, ticks, title: '' } },
    { format: 'png', dpi: 100 * FINE, width: inches },
  )
  const { data, width, height } = PNG.sync.read(Buffer.from(bytes))
  const isUpright = inches > 4
  const [across, along] = isUpright ? [width, height] : [height, width]
  const placesOf = (line: number, isSought: (pixel: readonly number[]) => boolean) =>
    Array.from({ length: along }, (_, place) => place).filter((place) => {
      const at = 4 * (isUpright ? place * width + line : line * width + place)
      return isSought([...data.subarray(at, at + 3)])
    })
  const hasColour = (colour: readonly number[]) => (pixel: readonly number[]) =>
    colour.every((part, i) => Math.abs((pixel[i] as number) - part) < 6)
  const endsOf = (line: number) =>
    [hasColour([0x44, 0x01, 0x54]), hasColour([0xfd, 0xe7, 0x25])].map((end) => placesOf(line, end))
  const edge = Array.from({ length: across }, (_, line) => line).findLast((line) =>
    endsOf(line).every((places) => places.length > 0),
  ) as number
  const [darkest = [], lightest = []] = endsOf(edge)
  const [low, high] = isUpright
    ? [Math.max(...darkest), Math.min(...lightest)]
    : [Math.min(...darkest), Math.max(...lightest)]
  const share = (place: number) => (place - low) / (high - low)
  const isInk = (pixel: readonly number[]) => Math.max(...pixel) < 0xa0
  const lines = placesOf(edge + 3 * FINE, isInk)
  const label = Array.from({ length: across - edge - 7 * FINE }, (_, i) =>
    placesOf(edge + 7 * FINE + i, isInk),
  ).flat()
  return {
    lines: lines.filter((place) => !lines.includes(place - 1)).map(share),
    label: share((Math.min(...label) + Math.max(...label)) / 2),
  }
}

test.each([
  ['beside the axes', 6],
  ['below the axes', 2],
])('ticks of a bar %s stand at the colours of their values', async (_, inches) => {
  const { lines, label } = await placesAlongBar(inches)
  const rising = lines.toSorted((a, b) => a - b)
  expect(rising).toEqual([expect.closeTo(0, 1), expect.closeTo(0.2, 1)])
  expect(label).toBeCloseTo(0.2, 1)
})
