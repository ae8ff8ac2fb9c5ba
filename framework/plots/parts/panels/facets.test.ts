import { expect, test } from 'vitest'
import { examplePerEpoch, exampleRuns, historyOf, runsOf } from '../../../testing/exampleRuns.ts'
import { renderedFacts } from '../../../testing/renderedFacts.ts'
import type { Figure } from '../../figure.ts'
import { lossVsTime } from '../../kinds/curves/lossVsTime.ts'
import { boxPlot } from '../../kinds/groups/boxPlot.ts'
import { scatter } from '../../kinds/runs/scatter.ts'
import type { FacetAxes } from './facets.ts'
import { plotsOf } from './panels.ts'

const titlesOf = (figure: Figure) => figure.panels?.plots.map(({ title }) => title)
const textsOf = (figure: Figure) =>
  plotsOf(figure).flatMap(({ marks }) =>
    marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : [])),
  )
/** The points of each panel. */
const valuesOf = (figure: Figure, direction: 'x' | 'y') =>
  plotsOf(figure).map(({ chart }) =>
    chart.data.datasets.flatMap(({ data }) => data.map((point) => point[direction])),
  )
const axesOf = (figure: Figure, direction: 'x' | 'y') =>
  plotsOf(figure).map(({ chart }) => chart.options.scales[direction])

/** Losses 1, 2 with `a`, and 1001, 1002 with `b`, over two groups. */
const apart = runsOf([
  { kind: 'a', tokenizer: 'vq', time: 1, loss: 1 },
  { kind: 'a', tokenizer: 'none', time: 2, loss: 2 },
  { kind: 'b', tokenizer: 'vq', time: 1, loss: 1001 },
  { kind: 'b', tokenizer: 'none', time: 2, loss: 1002 },
])
const PLOT = { x: 'time', y: 'loss', scale: 'linear', facet: 'kind' } as const

test('each value has a panel, whose title names it, and all share one legend', () => {
  const figure = scatter(apart, PLOT)
  expect(titlesOf(figure)).toEqual(['Kind: a', 'Kind: b'])
  expect(figure.legend[0]?.items.map(({ text }) => text)).toEqual(['none (n = 2)', 'vq (n = 2)'])
  expect(figure.caption).toMatch(/Panels by Kind\.$/)
})

test('panels of a group each have its number of runs in their title, and no legend says it again', () => {
  const figure = scatter(apart, { ...PLOT, group: 'kind' })
  expect(titlesOf(figure)).toEqual(['Kind: a (n = 2)', 'Kind: b (n = 2)'])
  expect(figure.legend).toEqual([])
})

test('long titles leave out the column, which the caption names, and stay apart', () => {
  const kinds = ['4', '8'].map((heads) => `transformer_encoder_heads${heads}_and_cosine_annealing`)
  const rows = kinds.map((kind, i) => ({ kind, time: i, loss: 1 }))
  const figure = scatter(runsOf(rows), { ...PLOT, group: null })
  expect(titlesOf(figure)).toEqual(kinds)
  expect(figure.caption).toMatch(/Panels by Kind\.$/)
})

test('titles that are numbers have one notation', () => {
  const rows = [1e-6, 1e-7].map((decay, i) => ({ decay, time: i, loss: 1 }))
  const figure = scatter(runsOf(rows), { x: 'time', y: 'loss', facet: 'decay', group: null })
  expect(titlesOf(figure)).toEqual(['Decay = 10⁻⁷', 'Decay = 10⁻⁶'])
})

test('points stand in the panel of their value', () => {
  expect(valuesOf(scatter(apart, PLOT), 'y')).toEqual([
    [2, 1],
    [1002, 1001],
  ])
})

test('a shared axis keeps the panels comparable, a free one fills each of them', () => {
  const [first, second] = axesOf(scatter(apart, PLOT), 'y')
  expect(second).toEqual(first)
  const [low, high] = axesOf(scatter(apart, { ...PLOT, facetAxes: 'free' }), 'y')
  expect(low?.max).toBeLessThan(3)
  expect(high?.min).toBeGreaterThan(1000)
})

test('the horizontal axes may be free as well, or alone', () => {
  const runs = runsOf([
    { kind: 'a', time: 1, loss: 1 },
    { kind: 'b', time: 1001, loss: 1001 },
  ])
  const maxima = (facetAxes: FacetAxes) => {
    const figure = scatter(runs, { ...PLOT, xScale: 'linear', group: null, facetAxes })
    return [axesOf(figure, 'x')[0]?.max, axesOf(figure, 'y')[0]?.max].map((max) => Number(max) < 3)
  }
  expect(maxima('free')).toEqual([true, true])
  expect(maxima('free x')).toEqual([true, false])
  expect(maxima('free y')).toEqual([false, true])
})

test('a group has the same colour in every panel, also where it is alone', () => {
  const runs = runsOf([
    { kind: 'a', tokenizer: 'x', time: 1, loss: 1 },
    { kind: 'a', tokenizer: 'y', time: 1, loss: 1 },
    { kind: 'b', tokenizer: 'y', time: 1, loss: 1 },
  ])
  const colours = plotsOf(scatter(runs, PLOT)).flatMap(({ chart }) =>
    chart.data.datasets.map((each) => each.pointBackgroundColor),
  )
  expect(colours).toHaveLength(3)
  expect(colours[2]).toBe(colours[1])
  expect(colours[0]).not.toBe(colours[1])
})

test('two columns make rows and columns of panels, with a word where no run is', () => {
  const runs = runsOf([
    { kind: 'a', beta: 1, time: 1, loss: 1 },
    { kind: 'a', beta: 10, time: 1, loss: 1 },
    { kind: 'b', beta: 10, time: 1, loss: 1 },
  ])
  const figure = scatter(runs, { ...PLOT, group: null, facet: ['kind', 'beta'] })
  expect(titlesOf(figure)).toEqual([
    'Kind: a, β = 1',
    'Kind: a, β = 10',
    'Kind: b, β = 1',
    'Kind: b, β = 10',
  ])
  expect(figure.panels?.columns).toBe(2)
  expect(textsOf(figure)).toEqual(['nothing to draw'])
})

test('numbers order panels by value, and more than 24 are counted', () => {
  const rows = Array.from({ length: 30 }, (_, i) => ({ beta: 29 - i, time: i, loss: i }))
  const figure = scatter(runsOf(rows), { ...PLOT, group: null, facet: 'beta' })
  const titles = titlesOf(figure)
  expect(titles).toHaveLength(24)
  expect(titles?.slice(0, 3)).toEqual(['β = 0', 'β = 1', 'β = 2'])
  expect(figure.notes).toContain('The first 24 of 30 panels are shown.')
})

test('a box keeps the place of its group in every panel and says its number of runs', () => {
  const runs = runsOf([
    { kind: 'a', tokenizer: 'x', loss: 1 },
    { kind: 'a', tokenizer: 'y', loss: 1 },
    { kind: 'b', tokenizer: 'y', loss: 1 },
    { kind: 'b', tokenizer: 'y', loss: 2 },
  ])
  const figure = boxPlot(runs, { value: 'loss', facet: 'kind' })
  const sizes = plotsOf(figure).map(({ marks }) =>
    marks.flatMap((mark) => (mark.shape === 'text' ? [[mark.text, mark.at[0]]] : [])),
  )
  expect(sizes).toEqual([
    [
      ['n = 1', 0],
      ['n = 1', 1],
    ],
    [['n = 2', 1]],
  ])
  expect(figure.legend[0]?.items).toHaveLength(2)
})

test('curves of two sets that are decades apart have a panel each, unless told otherwise', () => {
  const runs = runsOf(
    [0, 1].flatMap((beta) =>
      [1, 2].map((seed) => ({ run_dir: `${beta}${seed}`, tokenizer: 'vq', beta })),
    ),
  )
  const perEpoch = new Map(
    ['01', '02', '11', '12'].map((run) => [
      run,
      historyOf(run.startsWith('0') ? [1, 0.01] : [9e4, 5e4]),
    ]),
  )
  const figure = lossVsTime(runs, perEpoch, { dash: 'beta' })
  expect(titlesOf(figure)).toEqual(['β = 0', 'β = 1'])
  expect(figure.caption).toMatch(/each with its own vertical axis\.$/)
  expect(figure.legend.map(({ title }) => title)).not.toContain('Beta')
  const together = lossVsTime(runs, perEpoch, { dash: 'beta', facet: null })
  expect(together.panels).toBeUndefined()
})

test('means in panels are over the runs of the panel alone', () => {
  const figure = lossVsTime(exampleRuns, examplePerEpoch, { facet: 'encoder' })
  expect(figure.legend[0]?.items[0]?.text).toBe('linear (n = 2 per line)')
})

test('a figure of panels can be drawn', async () => {
  const figure = scatter(apart, { ...PLOT, facetAxes: 'free' })
  expect((await renderedFacts(figure)).isPdfWithFonts).toBe(true)
})

test('the key and the notes count no runs of panels that a page has no room for', () => {
  const rows = Array.from({ length: 30 }, (_, i) => ({
    part: i,
    tokenizer: i < 25 ? 'vq' : 'none',
    time: i,
    loss: i === 29 ? null : 1,
  }))
  const { legend, notes } = scatter(runsOf(rows), { x: 'time', y: 'loss', facet: 'part' })
  expect(legend[0]?.items.map(({ text }) => text)).toEqual(['vq (n = 24)'])
  expect(notes).toEqual(['The first 24 of 30 panels are shown.'])
})
