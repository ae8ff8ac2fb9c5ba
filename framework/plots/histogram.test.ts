import { expect, it } from 'vitest'
import { histogram } from './histogram.ts'
import { renderedFacts, SVG_SHAPES } from './testing/renderedFacts.ts'

const series = [
  { name: 'a', values: [1, 2, 2, 3, 3, 3, 4, 4, 5] },
  { name: 'b', values: [3, 4, 4, 5, 6, 6, 7] },
]

const figure = histogram(series, { title: 'Reconstruction error' })

it('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot('./expected/histogram.json')
})

it('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

it('fills the baseline and outlines the others', () => {
  const fills = histogram(series, { title: 'x', baseline: 'b' }).chart.data.datasets.map(
    ({ fill }) => fill,
  )
  expect(fills).toEqual(['shape', undefined])
})

it('counts values that have no place on the axis', () => {
  const { notes } = histogram([{ name: 'a', values: [0.001, 1, 5, Number.NaN, -2] }], {
    title: 'x',
    xScale: 'log',
  })
  expect(notes).toEqual(['Not drawn: 2 values missing, infinite or not above zero.'])
})

it('stands empty bins on the edge of a log axis', () => {
  const { chart } = histogram([{ name: 'a', values: [1, 1, 1, 1, 9] }], {
    title: 'x',
    scale: 'log',
  })
  const { min } = chart.options.scales.y
  expect(Math.min(...(chart.data.datasets[0]?.data ?? []).map(({ y }) => y as number))).toBe(min)
})
