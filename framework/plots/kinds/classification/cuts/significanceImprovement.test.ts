import { expect, test } from 'vitest'
import { backgroundEfficiency } from '../../../../stats/roc/backgroundEfficiency.ts'
import { fakeScores } from '../../../../testing/models/scoredModels.ts'
import { renderedFacts, SVG_SHAPES } from '../../../../testing/renderedFacts.ts'
import { significanceImprovement } from './significanceImprovement.ts'

const model = fakeScores({ name: 'a', shift: 1 })
const figure = significanceImprovement([model])

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('is signal over the root of background, up to all of the signal', () => {
  const [, line] = figure.chart.data.datasets
  const { background } = backgroundEfficiency(model.scores, model.labels, { at: [0.5, 1] })
  const [half = 0, all = 0] = background
  expect(line?.data.find(({ x }) => x === 0.5)?.y).toBe(0.5 / Math.sqrt(half))
  expect(line?.data.at(-1)).toEqual({ x: 1, y: 1 / Math.sqrt(all) })
})

test('marks the maximum and writes it in the legend', () => {
  const [point, line] = figure.chart.data.datasets
  const best = Math.max(...(line?.data.map(({ y }) => y ?? 0) ?? []))
  expect(point?.data).toEqual([{ x: expect.any(Number), y: best }])
  expect(figure.legend[0]?.items[0]?.text).toMatch(
    new RegExp(`^a: ${best.toPrecision(3)} at 0\\.\\d\\d$`),
  )
})

test('is cut where fewer than ten background events are left, and says from where', () => {
  const [, line] = figure.chart.data.datasets
  const first = line?.data[0]?.x as number
  const { nLeft } = backgroundEfficiency(model.scores, model.labels, { at: [first - 0.01, first] })
  expect(nLeft[0]).toBeLessThan(10)
  expect(nLeft[1]).toBeGreaterThanOrEqual(10)
  expect(figure.notes[0]).toContain(`below ${first} (a): not drawn.`)
})

test('names groups that have no curve, however many others begin late', () => {
  const late = ['a', 'b', 'c', 'd', 'e'].map((name) => fakeScores({ name, shift: 1 }))
  const few = { name: 'vq', scores: [1, 2], labels: [0, 1] }
  const { legend, notes } = significanceImprovement([...late, few])
  expect(legend[0]?.items).toHaveLength(5)
  expect(notes[1]).toBe(
    'Fewer than 10 background events are left at all signal efficiencies of vq: not drawn.',
  )
})

test('few signal events behind a model are told', () => {
  const scores = [...Array(5).fill(1), ...Array.from({ length: 100 }, (_, i) => i / 50)]
  const labels = scores.map((_, i) => (i < 5 ? 0 : 1))
  expect(significanceImprovement([{ name: 'a', scores, labels }]).notes).toContain(
    'Fewer than 10 signal events are behind a (5): signal efficiencies are uncertain.',
  )
})

test('says that a maximum at this limit may be larger', () => {
  // Ten background events lie below half of the signal, and nearly all below one more of signal.
  const blocks = [
    { n: 50, score: 9, label: 0 },
    { n: 10, score: 8, label: 1 },
    { n: 1, score: 7, label: 0 },
    { n: 990, score: 6, label: 1 },
    { n: 49, score: 5, label: 0 },
  ]
  const all = <Value>(value: (block: (typeof blocks)[number]) => Value) =>
    blocks.flatMap((block) => new Array<Value>(block.n).fill(value(block)))
  const [scores, labels] = [all(({ score }) => score), all(({ label }) => label)]
  expect(significanceImprovement([{ name: 'a', scores, labels }]).notes).toContain(
    'The maximum of a stands at this limit: with more events it may be larger.',
  )
})

test('models of a group have their mean, single models thin', () => {
  const group = [1, 2, 3].map((seed) => fakeScores({ name: `${seed}`, group: 'vq', seed }))
  const { chart, legend } = significanceImprovement(group)
  expect(legend[0]?.items[0]?.text).toMatch(/^vq: .* \(n = 3\)$/)
  expect(legend[1]?.items[0]?.text).toBe('95 % interval over models')
  expect(chart.data.datasets.at(-1)?.borderColor).toMatch(/8c$/)
})

test('says so when there is too little background', () => {
  const { notes } = significanceImprovement([{ name: 'a', scores: [1, 2], labels: [0, 1] }])
  expect(notes[0]).toMatch(/at least ten background events/)
})

test('a panel with too little background hides no group of another', () => {
  const few = { name: 'a', facet: 'few', scores: [1, 2], labels: [0, 1] }
  const { panels, alt } = significanceImprovement([
    { ...fakeScores({ name: 'a' }), facet: 'enough' },
    few,
  ])
  const [enough] = panels?.plots ?? []
  expect(enough?.chart.data.datasets.length).toBeGreaterThan(0)
  expect(alt).toBe('Significance improvement of 1 model against signal efficiency. 2 panels.')
})

test('intervals of groups too many to have them take no room on the axis', () => {
  const many = Array.from({ length: 20 }, (_, i) => ({
    ...fakeScores({ name: `m${i}`, group: `m${i}`, shift: 1, seed: i }),
    facet: 'all',
  }))
  const { panels, chart } = significanceImprovement(many)
  const plot = panels?.plots[0]?.chart ?? chart
  const heights = plot.data.datasets.flatMap(({ data }) => data.map(({ y }) => y ?? 0))
  expect(plot.options.scales.y.max).toBeLessThan(1.15 * Math.max(...heights))
})
