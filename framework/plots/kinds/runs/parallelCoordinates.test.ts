import { expect, it } from 'vitest'
import { exampleRuns, runsOf } from '../../../testing/exampleRuns.ts'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { parallelCoordinates } from './parallelCoordinates.ts'

const figure = parallelCoordinates(exampleRuns, {
  parameters: ['tokenizer', 'latent_dim'],
  value: 'loss.total_best',
})

it('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot(
    './expected/parallelCoordinates.json',
  )
})

it('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

it('breaks the line of a run that lacks a parameter', () => {
  const runs = runsOf([{ a: 1, b: null, c: 'x', loss: 1 }])
  const [line] = parallelCoordinates(runs, { parameters: ['a', 'b', 'c'], value: 'loss' }).chart
    .data.datasets
  expect(line?.data).toEqual([
    { x: 0, y: 0.5 },
    { x: null, y: null },
    { x: 2, y: 0.5 },
  ])
})

it('draws the best runs on top', () => {
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
