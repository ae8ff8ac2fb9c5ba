import { expect, it } from 'vitest'
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

it('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot('./expected/rocCurves.json')
})

it('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

it('writes the area and its interval in the legend', () => {
  expect(figure.legend[0]?.items.map(({ text }) => text)).toEqual([
    'vq: 0.750 (0.700–0.800)',
    'none: 0.500',
  ])
})

it('names groups, not models, past a dozen curves', () => {
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

it('leaves out models without events of both classes, and says so', () => {
  const { notes } = rocCurves([vq, { ...none, fpr: [], tpr: [], auroc: Number.NaN }])
  expect(notes).toEqual(['Not drawn: 1 model without events of both classes.'])
})

it('draws fewer points of each of hundreds of curves, with their ends', () => {
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

it('fades hundreds of curves, which would hide each other', () => {
  const many = Array.from({ length: 240 }, (_, i) => ({ ...vq, name: `run ${i}`, group: 'vq' }))
  const { chart, legend } = rocCurves(many)
  expect(chart.data.datasets[0]?.borderColor).toBe('#0462001a')
  expect(legend[0]?.items[0]?.colour).toBe('#046200')
})
