import { expect, test } from 'vitest'
import { exampleRuns, runsOf } from '../../../testing/exampleRuns.ts'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { fitRows } from '../../render/arrangement/fitRows.ts'
import { horizontalBars } from './horizontalBars.ts'

const figure = horizontalBars(exampleRuns, { value: 'loss.total_best', limit: 10 })

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot(
    './expected/horizontalBars.json',
  )
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('the highest run comes first where a metric is known to be better so', () => {
  const runs = runsOf(
    [0.912_345, 0.912_349, 0.912_341].map((val_acc, i) => ({ run_dir: `r_${i}`, val_acc })),
  )
  const { chart, alt } = horizontalBars(runs, { value: 'val_acc' })
  expect(chart.options.scales.y.fixedTicks.map(({ label }) => label)).toEqual(['1', '0', '2'])
  expect(alt).toBe('Bars of Val acc: from 0.91235 to 0.91234.')
})

test('draws the best runs first and says how many it left out', () => {
  expect(figure.chart.options.scales.y.fixedTicks.map(({ label }) => label)[0]).toBe('job0')
  expect(figure.notes).toEqual(['Not drawn: 2 runs beyond the first 10.'])
})

test('gives every run its row of height', () => {
  const all = horizontalBars(exampleRuns, { value: 'loss.total_best' })
  expect(all.size.height).toBeGreaterThan(figure.size.height)
  expect(all.size.shrinks).toBe(false)
})

test('has points instead of bars on a log axis', () => {
  const runs = runsOf(
    [1e-3, 1, 1e3].map((loss, i) => ({ run_dir: `r${i}`, tokenizer: 'vq', loss })),
  )
  const { marks, chart, legend } = horizontalBars(runs, { value: 'loss' })
  expect(marks).toEqual([])
  expect(chart.data.datasets.flatMap(({ data }) => data)).toEqual([
    { x: 1e-3, y: 0 },
    { x: 1, y: 1 },
    { x: 1e3, y: 2 },
  ])
  expect(legend[0]?.items[0]).toMatchObject({ symbol: 'point', text: 'vq (n = 3)' })
})

test('counts in the legend the runs that it draws', () => {
  expect(figure.legend[0]?.items.map(({ text }) => text)).toEqual([
    'linear (n = 3)',
    'none (n = 4)',
    'vq (n = 3)',
  ])
})

test('a low figure counts in its legend the runs that are left', () => {
  const low = fitRows(figure, 0.7)
  expect(low.chart.options.scales.y.fixedTicks).toHaveLength(4)
  const counts = low.legend[0]?.items.map(({ text }) => Number(text.match(/n = (\d+)/)?.[1]))
  expect(counts?.reduce((sum, n) => sum + n, 0)).toBe(4)
})

test('in panels, each has its own best runs, and the legend counts those of all', () => {
  const runs = runsOf(
    ['a', 'b'].flatMap((panel) =>
      [1, 2, 3].map((loss) => ({ panel, tokenizer: 'vq', loss: panel === 'a' ? loss : 10 * loss })),
    ),
  )
  const { panels, legend, notes, caption } = horizontalBars(runs, {
    value: 'loss',
    facet: 'panel',
    limit: 2,
    scale: 'linear',
  })
  expect(panels?.plots.map(({ marks }) => marks.length)).toEqual([2, 2])
  expect(legend[0]?.items.map(({ text }) => text)).toEqual(['vq (n = 4)'])
  expect(notes).toEqual(['Not drawn: 2 runs beyond the first 2 of a panel.'])
  expect(caption).toMatch(/of 4 runs, the lowest first/)
})

test('positive values too small for any axis are not called zero', () => {
  const runs = runsOf([1e-200, 0, 1, 100].map((loss, seed) => ({ seed, loss })))
  const { notes } = horizontalBars(runs, { value: 'loss', label: 'seed', scale: 'log' })
  expect(notes).toEqual([
    'Not drawn: 1 run whose Loss is not above zero, which a log axis cannot show.',
    'Not drawn: 1 run with a Loss below 10⁻¹⁵⁰, where no axis reaches.',
  ])
})

test('what a log axis cannot show has no row, and takes none from the others', () => {
  const losses = [-5, -3, 0, ...Array.from({ length: 20 }, (_, i) => 10 ** (i / 5))]
  const runs = runsOf(losses.map((loss, i) => ({ run: `job${i}`, tokenizer: 'vq', loss })))
  const { chart, notes, caption, alt } = horizontalBars(runs, {
    value: 'loss',
    scale: 'log',
    limit: 4,
  })
  expect(chart.options.scales.y.fixedTicks.map(({ label }) => label)).toEqual([
    'job3',
    'job4',
    'job5',
    'job6',
  ])
  expect(chart.data.datasets.flatMap(({ data }) => data)).toHaveLength(4)
  expect(notes).toEqual([
    'Not drawn: 16 runs beyond the first 4.',
    'Not drawn: 3 runs whose Loss is not above zero, which a log axis cannot show.',
  ])
  expect(caption).toContain('Loss of 4 runs')
  expect(alt).toBe('Points of Loss: from 1 to 3.98.')
})
