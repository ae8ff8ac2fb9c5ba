import { describe, expect, test } from 'vitest'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { forestPlot } from './forestPlot.ts'

const estimate = (name: string, group: string, value: number) => ({
  name,
  group,
  value,
  low: value - 0.05,
  high: value + 0.05,
})

const range = <T>(n: number, at: (i: number) => T) => Array.from({ length: n }, (_, i) => at(i))

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

test('a model may be without a value or without an interval', () => {
  const given = [
    { name: 'a', group: 'a', value: 0.5, low: null, high: null },
    { name: 'b', group: 'b', value: 0.6 },
    { name: 'c', group: 'c', value: null, low: null, high: null },
  ]
  const asNumbers = [
    { name: 'a', group: 'a', value: 0.5, low: Number.NaN, high: Number.NaN },
    { name: 'b', group: 'b', value: 0.6, low: Number.NaN, high: Number.NaN },
    { name: 'c', group: 'c', value: Number.NaN, low: Number.NaN, high: Number.NaN },
  ]
  expect(forestPlot(given, options)).toEqual(forestPlot(asNumbers, options))
})

test('claims intervals of models only where they have some', () => {
  const bare = (name: string, value: number) => ({
    ...estimate(name, name, value),
    low: Number.NaN,
    high: Number.NaN,
  })
  const none = forestPlot([bare('a', 0.6), bare('b', 0.7)], options)
  expect(none.caption).toBe('AUROC, the best first.')
  expect(none.legend[0]?.items[0]?.text).toBe('model')
  const some = forestPlot([bare('a', 0.6), estimate('b', 'b', 0.7)], options)
  expect(some.caption).toBe(
    'AUROC, the best first; lines are 95 % intervals over events, which 1 of 2 models has.',
  )
  expect(some.legend[0]?.items[0]?.text).toBe('model, interval over events')
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

describe('one extreme model', () => {
  /** From 0.6 on, and an extreme one of the second group. */
  const models = [
    ...Array.from({ length: 17 }, (_, i) =>
      estimate(`run ${i}`, i < 9 ? 'none' : 'vq', 0.6 + i / 100),
    ),
    { ...estimate('diverged', 'vq', 2e9), low: 1e9, high: 3e9 },
  ]
  const of = (estimates: typeof models, more = {}) => {
    const forest = forestPlot(estimates, { title: 'loss', better: 'lower', ...more })
    return { ...forest, x: forest.chart.options.scales.x }
  }

  test('lies beyond the axis, whose scale is that of the others, and is reported with its mean', () => {
    const { x, notes, caption } = of(models)
    expect(x).toMatchObject({ type: 'linear', max: expect.toSatisfy((max) => max < 1) })
    expect(caption).not.toContain('geometric')
    expect(notes).toEqual([
      'Beyond the horizontal axis: 1 model, at 2×10⁹.',
      'Beyond the horizontal axis: 1 mean, at 2.22×10⁸.',
      'Intervals that reach beyond the axis are cut off at its edge.',
    ])
  })

  test('keeps no reference line from the axis', () => {
    const { x } = of(models, { reference: { name: 'bound', value: 5 } })
    expect(x.max).toBeGreaterThan(5)
    expect(x.max).toBeLessThan(6)
  })

  test('is reported by its panel where panels have axes of their own', () => {
    const inPanels = models.map((model) => ({ ...model, facet: model.group }))
    const { notes, panels } = of(inPanels, { facetAxes: 'free' })
    expect(notes).toEqual([
      '(vq) Beyond the horizontal axis: 1 model, at 2×10⁹.',
      '(vq) Beyond the horizontal axis: 1 mean, at 2.22×10⁸.',
      'Intervals that reach beyond the axis are cut off at its edge.',
    ])
    const ends = panels?.plots.map(({ chart }) => chart.options.scales.x.max)
    expect(ends?.every((end) => end < 1)).toBe(true)
  })

  test('squashes no others by the end of an interval', () => {
    const wide = models.slice(0, 17).map((model, i) => (i === 3 ? { ...model, high: 1e4 } : model))
    const { x, notes } = of(wide)
    expect(x.max).toBeLessThan(1)
    expect(notes).toEqual(['Intervals that reach beyond the axis are cut off at its edge.'])
  })
})

test('the mean over models that are not drawn is within the axis', () => {
  const models = Array.from({ length: 100 }, (_, i) => estimate(`run ${i}`, 'vq', i / 100))
  const { chart, notes } = forestPlot(models, { title: 'AUROC', limit: 2 })
  expect(chart.options.scales.x.min).toBeLessThan(0.495)
  expect(notes.join()).not.toContain('Beyond the')
})

describe('on a logarithmic axis', () => {
  const decades = (values: readonly number[], group = 'vq') =>
    values.map((value, i) => ({
      ...estimate(`${group} ${i}`, group, value),
      low: value / 2,
      high: value * 2,
    }))

  test('models that have no place are counted, and are in no mean', () => {
    const { chart, notes, ...forest } = forestPlot(decades([0, ...range(11, (i) => 10 ** i)]), {
      title: 'loss',
      better: 'lower',
    })
    expect(rowNames({ ...forest, notes, chart }).slice(0, 2)).toEqual(['vq: mean of 11', 'vq 1'])
    expect(chart.data.datasets[0]?.data[0]?.x).toBeCloseTo(1e5, 3)
    expect(notes).toEqual([
      'Not drawn: 1 model whose loss is not above zero, which a log axis cannot show.',
    ])
  })

  test('a panel of models that have no place says that there is nothing to draw', () => {
    const models = [
      ...decades(
        range(20, (i) => 10 ** (i / 4)),
        'a',
      ),
      ...decades([0], 'b'),
    ]
    const inPanels = models.map((model) => ({ ...model, facet: model.group }))
    const { panels, notes } = forestPlot(inPanels, { title: 'loss' })
    expect(notes).toEqual([
      'Not drawn: 1 model whose loss is not above zero, which a log axis cannot show.',
    ])
    expect(panels?.plots[1]?.marks).toEqual([
      expect.objectContaining({ shape: 'text', text: 'nothing to draw' }),
    ])
  })

  test('groups stand in the order of the means that are drawn', () => {
    // Arithmetic means have the reverse order.
    const models = [...decades([1, 1e4, 1e4], 'a'), ...decades([10, 100, 5e4], 'b')]
    const forest = forestPlot(models, { title: 'loss', better: 'lower' })
    const means = rowNames(forest).filter((name) => name.includes('mean'))
    expect(means).toEqual(['b: mean of 3', 'a: mean of 3'])
  })

  test('an interval that reaches below zero begins at the end of the axis', () => {
    const models = decades([1, 100, 10_000]).map((model, i) =>
      i === 1 ? { ...model, low: -1 } : model,
    )
    const { chart, marks } = forestPlot(models, { title: 'loss', better: 'lower' })
    const starts = marks.flatMap((mark) => (mark.shape === 'line' ? [mark.points[0]?.[0]] : []))
    expect(starts[2]).toBe(chart.options.scales.x.min)
  })
})

test('counts the models beyond the limit panel by panel', () => {
  const models = range(9, (i) => ({ ...estimate(`${i}`, 'vq', i / 10), facet: i < 3 ? 'a' : 'b' }))
  const { notes, panels } = forestPlot(models, { title: 'AUROC', limit: 4 })
  expect(notes).toEqual([
    'Not drawn: 2 models beyond the best 4 of a panel, though they count in the means.',
  ])
  const xs = panels?.plots.map(({ chart }) => chart.options.scales.x)
  const drawn = panels?.plots.flatMap(({ chart }) =>
    chart.data.datasets.flatMap(({ data }) => data.map(({ x }) => x as number)),
  )
  expect(Math.min(...(drawn ?? []))).toBeGreaterThan(xs?.[0]?.min ?? Number.NaN)
})

test('says so when all models diverged', () => {
  const models = [1, 2].map((i) => estimate(`${i}`, 'vq', Number.POSITIVE_INFINITY))
  expect(forestPlot(models, { title: 'loss' }).notes).toEqual([
    'None of the 2 models has loss.',
    'Not drawn: 2 models with an infinite loss (diverged).',
  ])
})

test('says so when no model has a value', () => {
  expect(forestPlot([estimate('a', 'a', Number.NaN)], options).notes).toEqual([
    'The model has no AUROC.',
  ])
})

function rowNames({ chart }: typeof figure): string[] {
  return chart.options.scales.y.fixedTicks.map(({ label }) => label)
}

test('intervals that do not hold their value are named', () => {
  const estimates = [
    { name: 'a', group: 'a', value: 0.5, low: 0.8, high: 0.9 },
    { name: 'b', group: 'b', value: 0.5, low: 0.9, high: 0.1 },
    { name: 'c', group: 'c', value: 0.5, low: 0.5, high: 0.6 },
  ]
  expect(forestPlot(estimates, { title: 'AUROC' }).notes).toEqual([
    'Intervals without their value: a, b.',
  ])
})
