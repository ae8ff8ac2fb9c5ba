import { expect, test } from 'vitest'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { calibrationCurve } from './calibrationCurve.ts'

const model = {
  name: 'a',
  scores: [0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05],
  labels: [1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0],
}
const OPTIONS = { positiveLabel: 1, bins: 4 }
const figure = calibrationCurve([model], OPTIONS)
const [reliability, histogram] = figure.panels?.plots ?? []

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('has a point a bin: the share of positives at the mean probability', () => {
  const points = reliability?.chart.data.datasets[0]?.data
  expect(points?.map(({ y }) => y)).toEqual([0, 1 / 3, 2 / 3, 2 / 3])
  expect(points?.[1]?.x).toBeCloseTo(0.4, 14)
})

test("has Wilson's interval at each point", () => {
  const whiskers = reliability?.marks.slice(1)
  expect(whiskers).toHaveLength(4)
  expect(whiskers?.[1]).toMatchObject({
    points: [
      [expect.closeTo(0.4, 12), expect.closeTo(0.061492, 6)],
      [expect.closeTo(0.4, 12), expect.closeTo(0.79234, 6)],
    ],
  })
})

test('has the distribution of the probabilities below, as shares', () => {
  const heights = histogram?.chart.data.datasets[0]?.data ?? []
  // Two of twelve are 0.8, within the bin from 0.8 to 0.84.
  expect(heights.find(({ x }) => x === 0.84)).toEqual({ x: 0.84, y: 2 / 12 })
  expect(histogram?.chart.options.scales.x).toEqual(reliability?.chart.options.scales.x)
})

test('writes the calibration error in the legend, over a group its range', () => {
  expect(figure.legend[0]?.items[0]?.text).toBe('a: 0.100')
  const group = [
    { ...model, group: 'vq' },
    { ...model, name: 'b', group: 'vq', scores: model.scores.map((p) => p / 2) },
  ]
  expect(calibrationCurve(group, OPTIONS).legend[0]?.items[0]?.text).toBe('vq: 0.100–0.200 (n = 2)')
})

test('models of a group have the mean of each bin, over their own lines', () => {
  const group = [
    { ...model, group: 'vq' },
    { ...model, name: 'b', group: 'vq', scores: model.scores.map((p) => p / 2) },
  ]
  const [upper] = calibrationCurve(group, OPTIONS).panels?.plots ?? []
  const [points, , single] = upper?.chart.data.datasets ?? []
  // Of 0.4 and its half.
  expect(points?.data[1]?.x).toBeCloseTo(0.3, 12)
  expect(points?.data[1]?.y).toBeCloseTo(1 / 3, 12)
  expect(single?.data).toHaveLength(4 + 1 + 4)
})

test('refuses scores that are not probabilities', () => {
  expect(() => calibrationCurve([{ ...model, scores: model.scores.map((p) => 2 * p) }])).toThrow(
    '"models.0.scores": expected probabilities, from 0 to 1',
  )
})
