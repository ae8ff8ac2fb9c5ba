import { expect, test } from 'vitest'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { histogramGrid } from './histogramGrid.ts'

const edges = [1, 2, 4, 8]
const panels = ['none', 'linear', 'vq'].map((title, i) => ({
  title,
  series: [
    { name: 'baseline', edges, counts: [1, 4 + i, 1] },
    { name: 'additive_noise', edges, counts: [0, 3, 3] },
  ],
}))

const figure = histogramGrid(panels, { title: 'Reconstruction error' })

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot('./expected/histogramGrid.json')
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('draws each series in every panel, with one legend', () => {
  const fills = figure.panels?.plots.map(({ chart }) => chart.data.datasets.map(({ fill }) => fill))
  expect(fills).toEqual(panels.map(() => [undefined, 'shape']))
  expect(figure.legend[0]?.items.map(({ text }) => text)).toEqual([
    'baseline (n = 6 to 8 per panel)',
    'additive_noise (n = 6 per panel)',
  ])
})

test('titles every panel', () => {
  expect(titlesOf(figure)).toEqual(['none', 'linear', 'vq'])
})

test('draws the first panels of many, and says so', () => {
  const many = Array.from({ length: 60 }, (_, i) => ({ ...panels[0], title: `run ${i}` }))
  const limited = histogramGrid(many as typeof panels, { title: 'x' })
  expect(titlesOf(limited)).toHaveLength(24)
  expect(limited.notes).toEqual(['The first 24 of 60 panels are shown.'])
})

test('marks a panel whose errors are all zero, and counts them', () => {
  const zeros = { title: 'zeros', series: [{ name: 'baseline', edges: [], counts: [], nZero: 7 }] }
  const { notes, ...figure } = histogramGrid([...panels, zeros], { title: 'x' })
  const [mark] = figure.panels?.plots[3]?.marks ?? []
  expect(mark).toMatchObject({ text: 'nothing to draw' })
  expect(notes).toEqual(['Not drawn: 7 values missing, infinite or not above zero.'])
})

test('names the series that a panel lacks', () => {
  const holed = ['a', 'b'].map((title, i) => ({
    title,
    series: [
      { name: 'clean', values: [1, 2, 3] },
      { name: 'noise', values: i === 0 ? [] : [2, 3] },
    ],
  }))
  const { legend, notes } = histogramGrid(holed, { title: 'x' })
  expect(notes).toEqual(['Without values to draw: noise in a.'])
  expect(legend[0]?.items[1]?.text).toBe('noise (n = 0 to 2 per panel)')
})

test('refuses a baseline that is none of the series', () => {
  expect(() => histogramGrid(panels, { title: 'x', baseline: 'zz' })).toThrow(
    expect.objectContaining({ code: 'FIGURE_OPTIONS_INVALID' }),
  )
})

test('takes raw values too', () => {
  const raw = [{ title: 'a', series: [{ name: 'baseline', values: [1, 2, 3] }] }]
  const [panel] = histogramGrid(raw, { title: 'x' }).panels?.plots ?? []
  expect(panel?.chart.data.datasets[0]?.data.length).toBeGreaterThan(4)
})

test('says so when no panel has values', () => {
  expect(histogramGrid([], { title: 'error' }).notes).toEqual(['No panel was selected.'])
})

function titlesOf({ panels }: Pick<typeof figure, 'panels'>): string[] | undefined {
  return panels?.plots.map(({ title }) => title)
}

test('sums of weights are called weights, not n', () => {
  const weighted = [1, 2].map((i) => ({
    title: `model ${i}`,
    series: [
      { name: 'background', edges: [0, 1, 2, 3], counts: [0.1 * i, 1.25, 1000.0011924803257] },
    ],
  }))
  expect(histogramGrid(weighted, { title: 'Score' }).legend[0]?.items[0]?.text).toBe(
    'background (weight = 1001.4 to 1001.5 per panel)',
  )
})
