import { expect, test } from 'vitest'
import { exampleRuns, runsOf } from '../../../testing/exampleRuns.ts'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { metricGrid } from './metricGrid.ts'

const figure = metricGrid(exampleRuns, {
  x: 'encoder',
  y: 'tokenizer',
  value: 'metric_perplex_final',
})

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot('./expected/metricGrid.json')
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('hatches cells without a value', () => {
  const hatched = figure.marks.filter((mark) => mark.shape === 'rect' && mark.hatched)
  expect(hatched).toHaveLength(4)
})

test('spreads colours over the logarithm when one cell would use them up', () => {
  const runs = runsOf([1e-3, 1e-1, 1e5].map((loss, seed) => ({ tokenizer: 'vq', seed, loss })))
  const grid = metricGrid(runs, { x: 'seed', y: 'tokenizer', value: 'loss' })
  expect(grid.colourBar?.type).toBe('logarithmic')
})

test('writes numbers in ink that reads on the cell', () => {
  const runs = runsOf([0, 1].map((seed) => ({ tokenizer: 'vq', seed, loss: seed })))
  const inks = metricGrid(runs, { x: 'seed', y: 'tokenizer', value: 'loss' }).marks.flatMap(
    (mark) => (mark.shape === 'text' ? [mark.colour] : []),
  )
  expect(inks).toEqual(['#ffffff', '#000000'])
})

test('hatches and counts what log colours cannot show', () => {
  const runs = runsOf([0, 1, 10].map((loss, seed) => ({ tokenizer: 'vq', seed, loss })))
  const grid = metricGrid(runs, { x: 'seed', y: 'tokenizer', value: 'loss', scale: 'log' })
  expect(grid.marks.filter((mark) => mark.shape === 'rect' && mark.hatched)).toHaveLength(1)
  expect(grid.notes).toEqual([
    'Not drawn: 1 cell in colour, not above zero, which log colours cannot show.',
  ])
})

test('keeps the significant digits of its numbers', () => {
  const runs = runsOf([0.009, 0.00946].map((loss, seed) => ({ tokenizer: 'vq', seed, loss })))
  const texts = metricGrid(runs, { x: 'seed', y: 'tokenizer', value: 'loss' }).marks.flatMap(
    (mark) => (mark.shape === 'text' ? [mark.text] : []),
  )
  expect(texts).toEqual(['0.00900', '0.00946'])
})

test('cells have as many digits as tell the least number from the greatest', () => {
  const textsOf = (losses: number[], digits?: number) => {
    const runs = runsOf(losses.map((loss, seed) => ({ tokenizer: 'vq', seed, loss })))
    const options = { x: 'seed', y: 'tokenizer', value: 'loss', ...(digits && { digits }) }
    return metricGrid(runs, options).marks.flatMap((mark) =>
      mark.shape === 'text' ? [mark.text, ...(mark.shorter ?? [])] : [],
    )
  }
  const steps = [1e6, 1_000_010, 1_000_020]
  expect(textsOf(steps)).toEqual(['1.00000×10⁶', '1.00001×10⁶', '1.00002×10⁶'])
  expect(textsOf([0.99999, 0.999992])).toEqual(['0.999990', '0.999992'])
  // Cells between the ends of a range differ too.
  expect(textsOf([0.999986, 0.999992, 0.999997, 1.000001])[1]).toBe('0.999992')
  expect(textsOf([1, 1 + 1e-9])).toEqual(['1.00', '1.0', '1.00', '1.0'])
  expect(textsOf(steps, 2)[0]).toBe('1.0×10⁶')
})

test('cells have one notation', () => {
  const runs = runsOf([0.00002, 0.0003].map((loss, seed) => ({ tokenizer: 'vq', seed, loss })))
  const texts = metricGrid(runs, { x: 'seed', y: 'tokenizer', value: 'loss' }).marks.flatMap(
    (mark) => (mark.shape === 'text' ? [mark.text] : []),
  )
  expect(texts).toEqual(['2.00×10⁻⁵', '3.00×10⁻⁴'])
})

test('says the range and the number of the runs behind a mean', () => {
  const runs = runsOf([
    { a: 'x', b: 'y', loss: 1.02 },
    { a: 'x', b: 'y', loss: 10.66 },
    { a: 'z', b: 'y', loss: 3 },
  ])
  const { marks, caption } = metricGrid(runs, { x: 'a', y: 'b', value: 'loss' })
  const texts = marks.flatMap((mark) => (mark.shape === 'text' ? [mark] : []))
  expect(texts).toMatchObject([
    {
      text: '5.84\n1.02–10.7 (n = 2)',
      shorter: ['5.84\n1.02–10.7\nn = 2', '5.84\nn = 2', '5.84', '5.8'],
    },
    { text: '3.00', shorter: ['3.0'] },
  ])
  expect(caption).toContain('(n = 1 to 2 per cell); below it, where there is room, the range')
})

test('writes a mean and the ends of its range with as many digits as tell the ends apart', () => {
  const runs = runsOf([
    { tokenizer: 'a', seed: 1, loss: 5167.2 },
    { tokenizer: 'a', seed: 1, loss: 5174.4 },
    { tokenizer: 'b', seed: 1, loss: 2 },
    { tokenizer: 'b', seed: 1, loss: 2 },
  ])
  const { marks } = metricGrid(runs, { x: 'tokenizer', y: 'seed', value: 'loss' })
  const texts = marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : []))
  expect(texts).toEqual(['5171\n5167–5174', '2.00\n2.00–2.00'])
})

test('says once how many runs a cell has where all have as many', () => {
  const runs = runsOf([1, 2, 3, 4].map((loss, i) => ({ a: i % 2, b: 'y', loss })))
  const { marks, notes } = metricGrid(runs, { x: 'a', y: 'b', value: 'loss' })
  const texts = marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : []))
  expect(texts).toEqual(['2.00\n1.00–3.00', '3.00\n2.00–4.00'])
  expect(notes).toEqual(['n = 2 per cell.'])
})

test('in panels the caption says how many runs each cell of a panel has', () => {
  const rows = ['a', 'b', 'c'].map((panel) => ({ panel, tokenizer: 'vq', dim: 1, loss: 1 }))
  const { caption } = metricGrid(runsOf(rows), {
    x: 'tokenizer',
    y: 'dim',
    value: 'loss',
    facet: 'panel',
  })
  expect(caption).toContain('(n = 1 per cell).')
})

test('of a thousand numbers neighbours share a column, whose cell has their runs', () => {
  const runs = runsOf(
    Array.from({ length: 1000 }, (_, i) => ({ lr: (i + 1) / 1000, tokenizer: 'vq', loss: i })),
  )
  const { marks, chart, notes } = metricGrid(runs, { x: 'lr', y: 'tokenizer', value: 'loss' })
  expect(chart.options.scales.x.fixedTicks.map(({ label }) => label)[1]).toBe('from 0.13')
  expect(marks.filter(({ shape }) => shape === 'rect')).toHaveLength(8)
  const [text] = marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : []))
  expect(text).toBe('62.0\n0–124')
  expect(notes).toContain(
    '1000 values of Lr stand in 8 columns, neighbours together under the least.',
  )
})

test('runs of names that have no place are counted', () => {
  const runs = runsOf(
    Array.from({ length: 70 }, (_, i) => ({ model: `m${i}`, tokenizer: 'vq', loss: i })),
  )
  const { notes } = metricGrid(runs, { x: 'tokenizer', y: 'model', value: 'loss' })
  expect(notes.slice(0, 2)).toEqual([
    'The first 60 of 70 values of Model are shown.',
    'Not drawn: 10 runs of other values.',
  ])
})
