import { expect, test } from 'vitest'
import { runsOf } from '../../testing/exampleRuns.ts'
import { scatter } from '../kinds/runs/scatter.ts'
import { renderFigure } from './renderFigure.ts'

const NOTE = 'Hardly any room for the data: raise outputs.height or lower outputs.font_size.'

const figure = scatter(
  runsOf([
    { tokenizer: 'vq', a: 1, b: 2 },
    { tokenizer: 'vq', a: 3, b: 4 },
  ]),
  { x: 'a', y: 'b', group: null },
)

/** The texts of a picture, in their order. */
async function textsOf(
  options: { height?: number; fontSize?: number; title?: string },
  drawn = figure,
) {
  const svg = await renderFigure(drawn, { format: 'svg', svgText: true, ...options })
  return [
    ...Buffer.from(svg)
      .toString()
      .matchAll(/>([^<>]+)<\/text>/g),
  ].map(([, text]) => text)
}

test('a figure that is too low for its axes says so, and nothing else', async () => {
  const texts = await textsOf({ height: 1, fontSize: 16, title: 'pareto' })
  expect(texts.join(' ')).toBe(NOTE)
})

test('a figure whose axes are lower than three lines of text has a note', async () => {
  expect(await textsOf({ height: 1.1 })).toEqual(expect.arrayContaining(['A', 'B', NOTE]))
  expect(await textsOf({ height: 1.25 })).not.toContain(NOTE)
})

test('plots that stand below each other are measured one by one', async () => {
  const plot = { title: '', chart: figure.chart, marks: [], labels: [] }
  const stacked = (...stack: number[]) => ({ ...figure, panels: { plots: [plot, plot], stack } })
  expect(await textsOf({ height: 3 }, stacked(9, 1))).toContain(NOTE)
  expect(await textsOf({ height: 3 }, stacked(1, 1))).not.toContain(NOTE)
})

test('figures that choose their height have room', async () => {
  expect(await textsOf({ fontSize: 16 })).not.toContain(NOTE)
})

test('axes that have room for a line are drawn, though a note on them would take it', async () => {
  const heights = Array.from({ length: 24 }, (_, i) => 1 + i / 40)
  const drawn = await Promise.all(heights.map((height) => textsOf({ height, title: 'title' })))
  const isAlone = drawn.map((texts) => texts.join(' ') === NOTE)
  // From the least height at which the axes themselves have room on.
  expect(isAlone.lastIndexOf(true)).toBeLessThan(isAlone.length - 1)
  const first = isAlone.lastIndexOf(true) + 1
  expect(drawn[first]).toContain('A')
  expect(drawn[first]).not.toContain(NOTE)
})
