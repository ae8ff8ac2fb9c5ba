import { expect, test } from 'vitest'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { forestPlot } from './forestPlot.ts'

const estimate = (name: string, group: string, value: number) => ({
  name,
  group,
  value,
  low: value - 0.05,
  high: value + 0.05,
})

const options = { title: 'AUROC', reference: { name: 'chance', value: 0.5 } }
const figure = forestPlot(
  [estimate('none 1', 'none', 0.6), estimate('vq 1', 'vq', 0.7), estimate('vq 2', 'vq', 0.8)],
  options,
)

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot('./expected/forestPlot.json')
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('puts the best group and model first, a mean above the models that it is of', () => {
  expect(rowNames(figure)).toEqual(['vq: mean of 2', 'vq 2', 'vq 1', 'none 1'])
})

test('can take lower for better', () => {
  const models = [estimate('a', 'a', 0.6), estimate('b', 'b', 0.3)]
  expect(rowNames(forestPlot(models, { title: 'x', better: 'lower' }))).toEqual(['b', 'a'])
})

test('leaves a line at zero out of a logarithmic axis, and says so', () => {
  const models = [1e-4, 1e-2, 1, 100, 1e4].map((value, i) => ({
    ...estimate(`${i}`, `${i}`, value),
    low: value / 2,
    high: value * 2,
  }))
  const { chart, legend, notes } = forestPlot([...models, ...models, ...models], {
    title: 'x',
    reference: { name: 'nothing', value: 0 },
  })
  expect(chart.options.scales.x.type).toBe('logarithmic')
  expect(legend[0]?.items.map(({ text }) => text)).not.toContain('nothing')
  expect(notes).toContain(
    'The line "nothing" at 0 is left out: a logarithmic axis has no place for it.',
  )
})

test('draws models without an interval as points', () => {
  const bare = { ...estimate('a', 'a', 0.6), low: Number.NaN, high: Number.NaN }
  const { chart, marks } = forestPlot([bare], { title: 'x' })
  expect(chart.data.datasets).toHaveLength(1)
  expect(marks).toEqual([])
})

test('counts models without a value and beyond the limit', () => {
  const models = [0.1, 0.2, Number.NaN].map((value, i) => estimate(`run ${i}`, 'vq', value))
  expect(forestPlot(models, { title: 'AUROC', limit: 1 }).notes).toEqual([
    'Not drawn: 1 model without AUROC.',
    'Not drawn: 1 model beyond the best 1, though they count in the means.',
  ])
})

test('takes means over all models, also over those that it does not draw', () => {
  const models = Array.from({ length: 100 }, (_, i) =>
    estimate(`run ${i}`, i % 2 === 0 ? 'none' : 'vq', i / 100),
  )
  const limited = forestPlot(models, { title: 'AUROC', limit: 2 })
  expect(rowNames(limited)).toEqual(['vq: mean of 50', 'run 99', 'none: mean of 50', 'run 98'])
  expect(limited.chart.data.datasets[0]?.data[0]?.x).toBeCloseTo(0.5)
})

test('takes geometric means on a log axis, whose intervals stay above zero', () => {
  const models = [1, 100, 10_000].map((value, i) => ({
    ...estimate(`run ${i}`, 'vq', value),
    low: value / 2,
    high: value * 2,
  }))
  const { chart, legend } = forestPlot(models, { title: 'loss', better: 'lower' })
  expect(chart.options.scales.x.type).toBe('logarithmic')
  expect(chart.data.datasets[0]?.data).toEqual([{ x: expect.closeTo(100), y: 0 }])
  expect(legend[0]?.items[1]?.text).toBe('geometric mean, 95 % interval over models')
})

test('cuts what long names share, and has them in full in the caption', () => {
  const name = (kind: string) => `encoder_architecture=${kind}_hidden=256_dropout=0.1`
  const models = ['transformer', 'perceiver'].map((kind) => estimate(name(kind), kind, 0.6))
  const forest = forestPlot(models, { title: 'x' })
  expect(rowNames(forest)).toEqual(['…architecture=transformer…0.1', '…architecture=perceiver…0.1'])
  expect(forest.caption).toContain(`…architecture=perceiver…0.1 is ${name('perceiver')}`)
})

test('says so when no model has a value', () => {
  expect(forestPlot([estimate('a', 'a', Number.NaN)], options).notes).toEqual([
    'The model has no AUROC.',
  ])
})

function rowNames({ chart }: typeof figure): string[] {
  return chart.options.scales.y.fixedTicks.map(({ label }) => label)
}
