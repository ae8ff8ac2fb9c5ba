import { expect, test } from 'vitest'
import { examplePerEpoch, exampleRuns, historyOf, runsOf } from '../../testing/exampleRuns.ts'
import { renderedFacts } from '../../testing/renderedFacts.ts'
import type { Figure } from '../figure.ts'
import { lossVsTime } from '../kinds/curves/lossVsTime.ts'
import { boxPlot } from '../kinds/groups/boxPlot.ts'
import { scatter } from '../kinds/runs/scatter.ts'

const textsOf = ({ marks }: Figure) =>
  marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : []))
const xOf = ({ chart }: Figure) =>
  chart.data.datasets.flatMap(({ data }) => data.flatMap(({ x }) => (x === null ? [] : [x])))
const yOf = ({ chart }: Figure) =>
  chart.data.datasets.flatMap(({ data }) => data.flatMap(({ y }) => (y === null ? [] : [y])))

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
  expect(textsOf(figure)).toEqual(expect.arrayContaining(['Kind: a', 'Kind: b']))
  expect(figure.legend[0]?.items.map(({ text }) => text)).toEqual(['none (n = 2)', 'vq (n = 2)'])
  expect(figure.caption).toMatch(/Panels by Kind\.$/)
})

test('points stand in the panel of their value: in its column of the figure', () => {
  const columns = xOf(scatter(apart, PLOT)).map(Math.floor)
  expect(columns).toEqual([0, 0, 1, 1])
})

test('a shared axis keeps the panels comparable, a free one fills each of them', () => {
  const shared = yOf(scatter(apart, PLOT))
  expect(shared[0]).toBeCloseTo(shared[1] as number, 2)
  expect((shared[2] as number) - (shared[0] as number)).toBeGreaterThan(0.7)
  const free = yOf(scatter(apart, { ...PLOT, facetAxes: 'free' }))
  expect(free[0]).toBeCloseTo(free[2] as number, 10)
  expect((free[0] as number) - (free[1] as number)).toBeGreaterThan(0.7)
})

test('panels with axes of their own have tick labels beside each of them', () => {
  const labels = textsOf(scatter(apart, { ...PLOT, facetAxes: 'free' }))
  expect(labels).toContain('1001.0')
  expect(textsOf(scatter(apart, PLOT))).not.toContain('1001.0')
})

test('a group has the same colour in every panel, also where it is alone', () => {
  const runs = runsOf([
    { kind: 'a', tokenizer: 'x', time: 1, loss: 1 },
    { kind: 'a', tokenizer: 'y', time: 1, loss: 1 },
    { kind: 'b', tokenizer: 'y', time: 1, loss: 1 },
  ])
  const colours = scatter(runs, PLOT).chart.data.datasets.map((each) => each.pointBackgroundColor)
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
  expect(textsOf(figure)).toEqual(
    expect.arrayContaining(['Kind: a, Beta = 1', 'Kind: b, Beta = 10', 'nothing to draw']),
  )
  const { x, y } = figure.chart.options.scales
  expect([Math.ceil(x.max), y.max]).toEqual([2, 2])
})

test('numbers order panels by value, and more than 24 are counted', () => {
  const rows = Array.from({ length: 30 }, (_, i) => ({ beta: 29 - i, time: i, loss: i }))
  const figure = scatter(runsOf(rows), { ...PLOT, group: null, facet: 'beta' })
  const titles = textsOf(figure).filter((text) => text.startsWith('Beta'))
  expect(titles).toHaveLength(24)
  expect(titles.slice(0, 3)).toEqual(['Beta = 0', 'Beta = 1', 'Beta = 2'])
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
  const sizes = figure.marks.filter(
    (mark) => mark.shape === 'text' && mark.text.startsWith('n = '),
  ) as { text: string; at: [number, number] }[]
  expect(sizes.map(({ text }) => text)).toEqual(['n = 1', 'n = 1', 'n = 2'])
  expect(sizes[2]?.at[0]).toBeCloseTo((sizes[1]?.at[0] as number) + 1, 10)
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
  expect(textsOf(figure)).toEqual(expect.arrayContaining(['Beta = 0', 'Beta = 1']))
  expect(figure.caption).toMatch(/each with its own vertical axis\.$/)
  expect(figure.legend.map(({ title }) => title)).not.toContain('Beta')
  const together = lossVsTime(runs, perEpoch, { dash: 'beta', facet: null })
  expect(textsOf(together)).toEqual([])
})

test('means in panels are over the runs of the panel alone', () => {
  const figure = lossVsTime(exampleRuns, examplePerEpoch, { facet: 'encoder' })
  expect(figure.legend[0]?.items[0]?.text).toBe('linear (n = 2 a line)')
})

test('narrow figures stack panels whose axes differ', async () => {
  const figure = scatter(apart, { ...PLOT, facetAxes: 'free' })
  expect(Math.ceil(figure.chart.options.scales.x.max)).toBe(2)
  expect(Math.ceil(figure.narrow?.chart.options.scales.x.max ?? 0)).toBe(1)
  expect((await renderedFacts(figure)).isPdfWithFonts).toBe(true)
})
