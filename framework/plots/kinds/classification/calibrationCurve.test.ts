import { describe, expect, test } from 'vitest'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import type { Figure, Plot } from '../../figure.ts'
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

describe('many groups', () => {
  /** Two models of each of so many groups, one of which has half of the probabilities. */
  const modelsOf = (nGroups: number, perGroup = 2) =>
    Array.from({ length: nGroups * perGroup }, (_, i) => ({
      ...model,
      name: `model ${i}`,
      group: `g${i % nGroups}`,
      scores: i < nGroups ? model.scores : model.scores.map((p) => p / 2),
    }))
  const titlesOf = ({ panels }: Figure) => panels?.plots.map(({ title }) => title)
  const textsOf = ({ marks }: Plot) =>
    marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : []))

  test('five stand on one square', () => {
    expect(titlesOf(calibrationCurve(modelsOf(5), OPTIONS))).toEqual(['', ''])
  })

  test('more have a panel each, with its name above, its error within, and the others behind its own models', () => {
    const { legend, panels } = calibrationCurve(modelsOf(6), OPTIONS)
    expect(panels?.plots.map(({ title }) => title)).toEqual(
      [0, 1, 2, 3, 4, 5].flatMap((i) => [`g${i} (n = 2)`, '']),
    )
    const third = panels?.plots[4] as Plot
    expect(textsOf(third)).toEqual(['ECE 0.100–0.200'])
    // Points, the mean, the two models behind it, and the means of the five other groups.
    expect(third.chart.data.datasets.map(({ data }) => data.length)).toEqual([
      4,
      4,
      4 + 1 + 4,
      5 * 4 + 4,
    ])
    expect(legend.flatMap(({ items }) => items.map(({ text }) => text))).toEqual([
      'the other groups',
      'perfectly calibrated',
    ])
  })

  test('the caption says what the numbers are, and that panels are of groups', () => {
    const { caption } = calibrationCurve(modelsOf(6), OPTIONS)
    expect(caption).toContain(
      'Numbers in the panels are the ECE: the range over the models of a group.',
    )
    expect(caption).toMatch(/A panel for each group\.$/)
  })

  test('models alone in their panels have whiskers', () => {
    const { caption, panels } = calibrationCurve(modelsOf(6, 1), OPTIONS)
    const lines = panels?.plots[0]?.marks.filter(({ shape }) => shape === 'line')
    // The diagonal and one for each bin.
    expect(lines).toHaveLength(1 + 4)
    expect(titlesOf({ panels } as Figure)?.slice(0, 2)).toEqual(['g0', ''])
    expect(caption).toContain("Whiskers are Wilson's 95 % intervals")
  })

  test('past a dozen leave no room for histograms, past two dozen stand on one square', () => {
    const ofThirteen = calibrationCurve(modelsOf(13, 1), OPTIONS)
    expect([titlesOf(ofThirteen)?.length, ofThirteen.panels?.stack]).toEqual([13, undefined])
    expect(ofThirteen.caption).not.toContain('Below')
    expect(titlesOf(calibrationCurve(modelsOf(25, 1), OPTIONS))).toEqual(['', ''])
  })

  test('stand in the panels that they are given', () => {
    const given = modelsOf(6).map((each, i) => ({ ...each, facet: i < 6 ? 'a' : 'b' }))
    const figure = calibrationCurve(given, OPTIONS)
    expect(titlesOf(figure)).toEqual(['a', '', 'b', ''])
    expect(textsOf(figure.panels?.plots[2] as Plot)).toEqual(['ECE 0.200'])
  })
})

test('the axis of the histograms holds those of each panel, though all together are lower', () => {
  const certain = { ...model, scores: model.labels.map((label) => (label === 1 ? 0.99 : 0.98)) }
  const given = [
    { ...model, facet: 'a' },
    { ...certain, facet: 'b' },
  ]
  const { panels } = calibrationCurve(given, OPTIONS)
  expect(panels?.plots[3]?.chart.options.scales.y.max).toBeGreaterThanOrEqual(1)
})

test('the caption counts the bins that there are, where scores are few', () => {
  const few = { name: 'a', scores: [0.1, 0.1, 0.9, 0.9], labels: [0, 1, 1, 1] }
  expect(calibrationCurve([few], { ...OPTIONS, bins: 10 }).caption).toContain('in 2 bins of')
})
