import { expect, test } from 'vitest'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { rocCurves } from './rocCurves.ts'

const vq = { name: 'vq', fpr: [0, 0.2, 1], tpr: [0, 0.7, 1], auroc: 0.75, low: 0.7, high: 0.8 }
const none = {
  name: 'none',
  fpr: [0, 1],
  tpr: [0, 1],
  auroc: 0.5,
  low: Number.NaN,
  high: Number.NaN,
}

const figure = rocCurves([vq, none])

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot('./expected/rocCurves.json')
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('writes the area and its interval in the legend', () => {
  expect(figure.legend[0]?.items.map(({ text }) => text)).toEqual([
    'vq: 0.750 (0.700–0.800)',
    'none: 0.500',
  ])
})

test('names groups, not models, past a dozen curves', () => {
  const many = Array.from({ length: 13 }, (_, i) => ({
    ...vq,
    name: `run ${i}`,
    group: 'vq',
    auroc: 0.7 + i / 100,
  }))
  expect(rocCurves(many).legend[0]?.items.map(({ text }) => text)).toEqual([
    'vq: 0.700–0.820 (n = 13)',
  ])
})

test('leaves out models without events of both classes, and says so', () => {
  const { notes } = rocCurves([vq, { ...none, fpr: [], tpr: [], auroc: Number.NaN }])
  expect(notes).toEqual(['Not drawn: 1 model without events of both classes.'])
})

test('draws fewer points of each of hundreds of curves, with their ends', () => {
  const rates = Array.from({ length: 500 }, (_, i) => i / 499)
  const curves = Array.from({ length: 300 }, (_, i) => ({
    name: `model ${i}`,
    group: 'vq',
    fpr: rates,
    tpr: rates,
    auroc: 0.5,
    low: 0.4,
    high: 0.6,
  }))
  const [line] = rocCurves(curves).chart.data.datasets
  expect(line?.data.length).toBeLessThan(100_000)
  expect(line?.data.at(-1)).toEqual({ x: 1, y: 1 })
})

test('takes hundreds of curves without groups for one', () => {
  const many = Array.from({ length: 240 }, (_, i) => ({ ...vq, name: `run ${i}` }))
  const { chart, legend } = rocCurves(many)
  expect(legend[0]?.items.map(({ text }) => text)).toEqual(['all models: 0.750 (n = 240)'])
  expect(chart.data.datasets).toHaveLength(3)
})

test('has the mean of a group at each false positive rate, over its single models', () => {
  const models = ['a', 'b'].map((name, i) => ({
    ...vq,
    name,
    group: 'vq',
    tpr: [0, 0.6 + i / 5, 1],
  }))
  const [mean, single, ...others] = rocCurves(models).chart.data.datasets
  const heightAt = (at: number) => mean?.data.find(({ x }) => x === at)?.y
  expect(heightAt(0.2)).toBeCloseTo(0.7, 12)
  expect(heightAt(0.1)).toBeCloseTo(0.35, 12)
  expect(heightAt(0.6)).toBeCloseTo(0.85, 12)
  expect(single?.data).toHaveLength(3 + 1 + 3)
  expect(single?.borderColor).toBe('#0462008c')
  expect(others).toEqual([])
})

test('has a band of the middle 90 % in place of more than sixty single models', () => {
  const models = Array.from({ length: 101 }, (_, i) => ({
    ...vq,
    ...{ name: `run ${i}`, group: 'vq', tpr: [0, i / 100, 1] },
  }))
  const { chart, caption } = rocCurves(models)
  const [, low, high] = chart.data.datasets
  const endAt = (line: typeof low, at: number) => line?.data.find(({ x }) => x === at)?.y
  expect(endAt(low, 0.2)).toBeCloseTo(0.05, 12)
  expect(endAt(high, 0.2)).toBeCloseTo(0.95, 12)
  expect(caption).toContain('shaded is the middle 90 % of the models')
})

test('counts models that stand in several panels once, and gives no areas that it does not show', () => {
  const inPanels = ['top', 'w'].flatMap((facet) =>
    ['a', 'b'].map((name) => ({ ...vq, name, group: 'vq', facet })),
  )
  const { alt, caption, legend } = rocCurves(inPanels)
  expect(alt).toBe('ROC curves of 2 models. 2 panels.')
  expect(caption).toMatch(
    /^ROC curves\. Numbers in the panels are the area .* over the models of a group\. Thick lines/,
  )
  expect(legend[0]?.items.map(({ text }) => text)).toEqual(['vq (n = 2)'])
})

test('panels have the areas of their own curves, in the colours of the groups', () => {
  const panel = (facet: string, shift: number) =>
    [vq, none].map((curve) => ({ ...curve, facet, auroc: curve.auroc + shift }))
  const { panels, caption } = rocCurves([...panel('top', 0), ...panel('qcd', 0.1)])
  const texts = panels?.plots.map(({ marks }) =>
    marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : [])),
  )
  expect(texts).toEqual([
    ['AUROC', '0.750', '0.500'],
    ['AUROC', '0.850', '0.600'],
  ])
  expect(caption).toContain('Numbers in the panels are the area under each curve.')
})

test('panels of many groups have the range of their areas', () => {
  const curves = Array.from({ length: 12 }, (_, i) => ({
    ...vq,
    name: `model ${i % 6}`,
    facet: i < 6 ? 'top' : 'qcd',
    auroc: 0.6 + i / 100,
  }))
  const { panels } = rocCurves(curves)
  expect(panels?.plots[1]?.marks).toContainEqual(
    expect.objectContaining({ shape: 'text', text: 'AUROC 0.660–0.710' }),
  )
})
