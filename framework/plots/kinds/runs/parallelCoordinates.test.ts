import { expect, test } from 'vitest'
import { exampleRuns, runsOf } from '../../../testing/exampleRuns.ts'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { BACKGROUND } from '../../parts/highlight.ts'
import { renderFigure } from '../../render/renderFigure.ts'
import { parallelCoordinates } from './parallelCoordinates.ts'

const figure = parallelCoordinates(exampleRuns, {
  parameters: ['tokenizer', 'latent_dim'],
  value: 'loss.total_best',
})

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot(
    './expected/parallelCoordinates.json',
  )
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('breaks the line of a run that lacks a parameter', () => {
  const runs = runsOf([{ a: 1, b: null, c: 'x', loss: 1 }])
  const [line] = parallelCoordinates(runs, { parameters: ['a', 'b', 'c'], value: 'loss' }).chart
    .data.datasets
  expect(line?.data).toEqual([
    { x: 0, y: 0.5 },
    { x: null, y: null },
    { x: 2, y: 0.5 },
  ])
})

test('draws the best runs on top', () => {
  const runs = runsOf([
    { a: 1, loss: 9 },
    { a: 2, loss: 1 },
  ])
  const top = (better: 'lower' | 'higher') =>
    parallelCoordinates(runs, { parameters: ['a'], value: 'loss', better }).chart.data.datasets[0]
      ?.data
  expect(top('lower')).toEqual([{ x: 0, y: 1 }])
  expect(top('higher')).toEqual([{ x: 0, y: 0 }])
})

test('has numbers at their true places, and categories evenly', () => {
  const runs = runsOf([
    { a: 10, b: 'x', loss: 1 },
    { a: 11, b: 'y', loss: 2 },
    { a: 14, b: 'z', loss: 3 },
  ])
  const { datasets } = parallelCoordinates(runs, { parameters: ['a', 'b'], value: 'loss' }).chart
    .data
  const heights = datasets.map(({ data }) => data.map(({ y }) => Number(y?.toFixed(3))))
  expect(heights).toEqual([
    [0, 0.167],
    [0.25, 0.5],
    [1, 0.833],
  ])
})

test('fans the lines of one category out in the order of their colours', () => {
  const runs = runsOf([3, 1, 2].map((loss) => ({ a: 'x', loss })))
  const { datasets } = parallelCoordinates(runs, { parameters: ['a'], value: 'loss' }).chart.data
  const heights = datasets.map(({ data }) => Number(data[0]?.y?.toFixed(3)))
  // The best on top: they are drawn first.
  expect(heights).toEqual([0.44, 0.5, 0.56])
})

test('draws the runs that do not stand out in grey, behind all others', () => {
  const runs = runsOf([
    { a: 'x', loss: 1 },
    { a: 'y', loss: 2 },
  ])
  const { datasets } = parallelCoordinates(runs, {
    parameters: ['a'],
    value: 'loss',
    highlight: { a: 'y' },
  }).chart.data
  expect(datasets.map(({ borderColor }) => borderColor === BACKGROUND)).toEqual([false, true])
  expect(datasets[0]?.data[0]?.y).toBeGreaterThan(0.5)
})

test('labels the ends of an axis of which no two values are labelled', () => {
  const runs = runsOf(Array.from({ length: 40 }, (_, i) => ({ a: 0.0011 + i * 0.0002, loss: i })))
  const { marks } = parallelCoordinates(runs, { parameters: ['a'], value: 'loss' })
  const texts = marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : []))
  expect(texts.length).toBeGreaterThan(1)
})

test('keeps the colours of the best of many runs, and fades the others', () => {
  const runs = runsOf(Array.from({ length: 300 }, (_, i) => ({ a: i, loss: i })))
  const { datasets } = parallelCoordinates(runs, { parameters: ['a'], value: 'loss' }).chart.data
  const opacity = (at: number) => Number.parseInt(String(datasets.at(at)?.borderColor).slice(7), 16)
  expect(opacity(0)).toBeGreaterThan(200)
  expect(opacity(-1)).toBeLessThan(100)
})

test('names along an axis that have to be cut stay different', async () => {
  const runs = runsOf(
    ['heads4', 'heads8', 'heads16'].map((heads, i) => ({
      model: `transformer_${heads}_and_cosine_annealing`,
      ...{ dim: i, lr: i, depth: i, loss: i },
    })),
  )
  const parameters = ['model', 'dim', 'lr', 'depth']
  const figure = parallelCoordinates(runs, { parameters, value: 'loss' })
  const svg = await renderFigure(figure, { format: 'svg', width: 3, svgText: true })
  const texts = Buffer.from(svg).toString()
  for (const heads of ['4', '8', '16']) expect(texts).toMatch(new RegExp(`s${heads}…?<`))
})

test('names right of the last axis have more room than numbers', () => {
  const roomAt = (parameter: string) => {
    const options = { parameters: ['seed', parameter], value: 'loss.total_best' }
    const { marks, chart } = parallelCoordinates(exampleRuns, options)
    const last = marks.findLast(({ shape }) => shape === 'text')
    const { max } = chart.options.scales.x
    return [last?.shape === 'text' && last.maxWidth, max]
  }
  expect(roomAt('throughput_mean')).toEqual([0.45, 1.5])
  expect(roomAt('tokenizer')).toEqual([0.7, 1.75])
})

test.each([
  ['full', 'full'],
  ['half', 3],
] as const)(
  'panels are those that a page at %s width has room for, of which the caption tells; none is empty',
  async (_, width) => {
    const rows = ['a', 'b', 'c'].flatMap((encoder) =>
      [1, 2, 3].flatMap((size) =>
        // No run of one of the nine.
        encoder === 'a' && size === 3
          ? []
          : [1, 2].map((seed) => ({ encoder, size, seed, loss: seed })),
      ),
    )
    const figure = parallelCoordinates(runsOf(rows), {
      ...{ parameters: ['seed', 'loss'], value: 'loss' },
      facet: ['encoder', 'size'],
    })
    expect(figure.caption).toMatch(/^12 runs, a line each/)
    expect(figure.notes).toEqual(['The first 6 of 8 panels are shown.'])
    expect(figure.panels?.plots.map(({ chart }) => chart.data.datasets.length > 0)).toEqual(
      Array.from({ length: 6 }, () => true),
    )
    const svg = await renderFigure(figure, { format: 'svg', width, svgText: true })
    expect(
      Buffer.from(svg)
        .toString()
        .match(/Encoder: /g),
    ).toHaveLength(6)
  },
)
