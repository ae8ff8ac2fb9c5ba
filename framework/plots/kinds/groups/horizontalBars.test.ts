import { expect, it } from 'vitest'
import { exampleRuns } from '../../../testing/exampleRuns.ts'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { horizontalBars } from './horizontalBars.ts'

const figure = horizontalBars(exampleRuns, { value: 'loss.total_best', limit: 10 })

it('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot(
    './expected/horizontalBars.json',
  )
})

it('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

it('draws the best runs first and says how many it left out', () => {
  expect(figure.chart.options.scales.y.fixedTicks.map(({ label }) => label)[0]).toBe('job0')
  expect(figure.notes).toEqual(['Not drawn: 2 runs beyond the first 10.'])
})

it('gives every run its row of height', () => {
  const all = horizontalBars(exampleRuns, { value: 'loss.total_best' })
  expect(all.size.height).toBeGreaterThan(figure.size.height)
  expect(all.size.shrinks).toBe(false)
})
