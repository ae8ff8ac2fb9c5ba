import { expect, test } from 'vitest'
import { compareGroups } from '../../../compare/compareGroups.ts'
import { compareParameters } from '../../../compare/parameters/compareParameters.ts'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { fitRows } from '../../render/arrangement/fitRows.ts'
import { renderFigure } from '../../render/renderFigure.ts'
import { INK } from '../../theme.ts'
import { differenceForest } from './differenceForest.ts'
import { VERDICT_COLOURS } from './verdictStyle.ts'

/** Six seeds of each group. */
function comparisonOf(losses: Record<string, readonly number[]>, metric = 'loss') {
  const rows = Object.entries(losses).flatMap(([tokenizer, values]) =>
    values.map((value, seed) => ({ tokenizer, seed, [metric]: value })),
  )
  return compareGroups(runsOf(rows), { metric, by: 'tokenizer' })
}

const A = [1, 1.03, 0.98, 1.01, 0.97, 1.02]
const B = [2, 2.1, 1.95, 2.05, 2, 2.02]
const C = [2.1, 2, 2.05, 1.98, 2.04, 2.06]
const comparison = comparisonOf({ a: A, b: B, c: C })
const figure = differenceForest(comparison)
const points = figure.chart.data.datasets
const names = figure.chart.options.scales.y.fixedTicks.map(({ label }) => label)

test('each pair has a row, the largest ratio on top', () => {
  expect(names).toEqual(['c / a', 'b / a', 'c / b'])
  const ratios = comparison.rows.map(({ ratio }) => ratio ?? 0).sort((one, other) => other - one)
  expect(points.map(({ data }) => data[0]?.x)).toEqual(ratios)
})

test('pairs that differ are filled and coloured, undecided ones are hollow', () => {
  expect(points.map(({ pointBackgroundColor }) => pointBackgroundColor)).toEqual([
    VERDICT_COLOURS.worse,
    VERDICT_COLOURS.worse,
    INK.paper,
  ])
  expect(figure.legend[0]?.items.map(({ text }) => text)).toEqual([
    'first is worse (2)',
    'undecided (1)',
    'no difference',
  ])
  expect(figure.legend[0]?.items[1]).toMatchObject({ symbol: 'point', isHollow: true })
})

test('ratios stand on a logarithmic axis about one, differences on a linear one about zero', () => {
  const reference = (each: typeof figure) => each.marks.at(-1)
  expect(figure.chart.options.scales.x.type).toBe('logarithmic')
  expect(reference(figure)).toMatchObject({
    points: [
      [1, -0.5],
      [1, 2.5],
    ],
  })
  const bounded = differenceForest(
    comparisonOf({ a: A.map((each) => each / 3), b: B.map((each) => each / 3) }, 'accuracy'),
  )
  expect(bounded.chart.options.scales.x.type).toBe('linear')
  expect(bounded.chart.options.scales.y.fixedTicks[0]?.label).toBe('b − a')
  expect(bounded.caption).toContain(", the first of a row's groups minus the second;")
  expect(figure.caption).toContain(", the first of a row's groups over the second;")
  expect(reference(bounded)).toMatchObject({
    points: [
      [0, -0.5],
      [0, 0.5],
    ],
  })
})

test('of more rows than the limit the largest effects are drawn, and it says of how many', () => {
  const limited = differenceForest(comparison, { limit: 2 })
  expect(limited.chart.options.scales.y.fixedTicks.map(({ label }) => label)).toEqual([
    'c / a',
    'b / a',
  ])
  expect(limited.notes).toEqual([
    'Top 2 of 3 comparisons: those that differ first, then those with an interval, then the largest effects.',
  ])
})

test('an interval that dwarfs the effects does not widen the axis, and ends in an arrow', () => {
  const [row] = comparison.rows
  if (row === undefined) throw new Error('a row is expected')
  const wide = { ...row, ratio: 1.1, ratioLow: 1e-6, ratioHigh: 1e6 }
  const { notes, chart, marks } = differenceForest({ rows: [wide] })
  expect(notes).toEqual(['Intervals that reach beyond the axis end in an arrow.'])
  expect(chart.options.scales.x.max).toBeLessThan(1.5)
  // The line, an arrow at each end, and the line of no difference.
  expect(marks).toHaveLength(4)
})

test('a value without an interval is a cross, as the key and the caption say', () => {
  const { chart, legend, caption, marks } = differenceForest(
    comparisonOf({ a: [1, 1.01], b: [2, 2.2] }),
  )
  expect(chart.data.datasets[0]).toMatchObject({ pointStyle: 'crossRot' })
  // The line of no difference alone.
  expect(marks).toHaveLength(1)
  expect(legend[0]?.items[0]).toMatchObject({
    text: 'no interval: too few units (1)',
    pointStyle: 'crossRot',
  })
  expect(caption).toContain('crosses rest on too few units for an interval')
  expect(figure.caption).not.toContain('crosses')
})

test('what all tests rest on is said once', () => {
  expect(figure.caption).toMatch(/Each test rests on 6 pairs\.$/)
})

test('nothing to compare is a figure that says so', () => {
  expect(differenceForest({ rows: [] }).notes).toEqual(['No two groups could be compared.'])
})

test('rows of values that differ in their middle differ', () => {
  const long = (middle: string) => `encoder_with_a_long_name_${middle}_and_a_long_end`
  const { chart } = differenceForest(comparisonOf({ a: A, [long('mlp')]: B, [long('gnn')]: C }))
  const labels = chart.options.scales.y.fixedTicks.map(({ label }) => label)
  expect(labels.filter((label) => label.includes('mlp'))).toHaveLength(2)
  expect(labels.filter((label) => label.includes('gnn'))).toHaveLength(2)
})

test('names from right to left keep their side of the sign', () => {
  const { chart } = differenceForest(comparisonOf({ a: A, שלום: B }))
  expect(chart.options.scales.y.fixedTicks[0]?.label).toBe('\u2068שלום\u2069 / a')
})

test('panels of blocks have rows without the block, which the titles name', () => {
  const rows = ['mlp', 'gnn'].flatMap((block) => comparison.rows.map((row) => ({ ...row, block })))
  const { panels } = differenceForest({ rows }, { facet: 'block' })
  expect(panels?.plots.map(({ title }) => title)).toEqual(['mlp', 'gnn'])
  const [first] = panels?.plots ?? []
  expect(first?.chart.options.scales.y.fixedTicks.map(({ label }) => label)).toEqual(names)
})

test('names of values say what they are of, numbers have their parameter before them', () => {
  const [row] = comparison.rows
  if (row === undefined) throw new Error('no row')
  const rows = [
    { ...row, block: 'model=gnn' },
    { ...row, by: 'lr', a: 0.1, b: 0.2, block: 'depth=2' },
  ]
  const { y } = differenceForest({ rows }).chart.options.scales
  expect(y.fixedTicks.map(({ label }) => label).sort()).toEqual([
    'Lr: 0.2 / 0.1, depth=2',
    'b / a, gnn',
  ])
})

test('a low figure counts in its legend the comparisons that are left', () => {
  const verdictOf = (at: number) => (at < 2 ? 'different' : 'inconclusive')
  const rows = [...comparison.rows, ...comparison.rows].map((row, at) => ({
    ...row,
    block: `block=${at}`,
    verdict: verdictOf(at),
  })) as typeof comparison.rows
  const whole = differenceForest({ rows })
  const numbersOf = ({ legend }: typeof whole) =>
    legend.flatMap(({ items }) => items.flatMap(({ text }) => text.match(/\d+(?=\)$)/) ?? []))
  const sum = (texts: readonly string[]) => texts.reduce((all, text) => all + Number(text), 0)
  expect(sum(numbersOf(whole))).toBe(rows.length)
  const low = fitRows(whole, 0.6)
  const { length } = low.chart.options.scales.y.fixedTicks
  expect(length).toBeLessThan(rows.length)
  expect(sum(numbersOf(low))).toBe(length)
})

test('differences that no axis holds are left out, and intervals that none holds are not drawn', () => {
  const huge = comparisonOf({
    a: [-1e160, 1, 2],
    b: [3e160, 2e160, 1e160],
    c: [-1, 0.5, 1],
    d: [-2, 3, 4],
  })
  const { chart, notes } = differenceForest(huge)
  const { min, max } = chart.options.scales.x
  expect([min, max].every((end) => Number.isFinite(end) && Math.abs(end as number) < 10)).toBe(true)
  expect(notes).toContain('Not drawn: 5 comparisons without a difference.')
})

test('runs without a value stand apart from those with a text that looks like none', () => {
  const rows = [null, 'null'].flatMap((kind, at) =>
    A.map((value, seed) => ({ kind, seed, loss: value + at })),
  )
  const compared = compareGroups(runsOf(rows), { metric: 'loss', by: 'kind' })
  const { fixedTicks } = differenceForest(compared).chart.options.scales.y
  expect(fixedTicks.map(({ label }) => label)).toEqual(['null / "null"'])
})

test('values of one parameter are in one notation, whatever else is compared', () => {
  const rows = [1e-5, 1e-2].flatMap((lr) =>
    ['adam', 'sgd'].flatMap((optimizer) =>
      A.map((value, seed) => ({ lr, optimizer, seed, loss: value + 10 * lr })),
    ),
  )
  const compared = compareParameters(runsOf(rows), {
    metric: 'loss',
    better: 'lower',
    parameters: ['lr', 'optimizer'],
  })
  const { fixedTicks } = differenceForest(compared).chart.options.scales.y
  expect(fixedTicks.map(({ label }) => label).toSorted()).toEqual([
    expect.stringMatching(/^Lr: 10⁻² \/ 10⁻⁵/),
    expect.stringMatching(/^sgd \/ adam|^adam \/ sgd/),
  ])
})

test('at half width, the picture says in full which names it cuts', async () => {
  const named = (kind: string) => `transformer ${kind} with cosine`
  const compared = comparisonOf({ [named('A')]: A, [named('B')]: B })
  const figure = differenceForest(compared)
  expect(figure.caption).toContain(`is ${named('A')}`)
  const svg = async (width: 'full' | 'half') =>
    String(Buffer.from(await renderFigure(figure, { format: 'svg', width, svgText: true })))
  expect(await svg('full')).not.toContain('Shortened names')
  expect(await svg('half')).toContain('Shortened names')
})

test('the note on names that the picture cuts has them in full, where the figure has them shortened already', async () => {
  const named = (kind: string) => `baseline transformer with ${kind} embeddings`
  const figure = differenceForest(comparisonOf({ [named('rotary')]: A, [named('learned')]: B }))
  const drawn = await renderFigure(figure, { format: 'svg', width: 'half', svgText: true })
  const svg = Buffer.from(drawn)
    .toString()
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
  for (const kind of ['rotary', 'learned']) expect(svg).toContain(` is ${named(kind)}`)
})

test('a ratio that leaves diverged runs out is a triangle, and a note says what the tests do with them', () => {
  const diverging = comparisonOf({
    a: A,
    b: [
      0.8,
      0.82,
      0.79,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ],
    c: C,
  })
  const { chart, legend, notes } = differenceForest(diverging)
  const styles = chart.data.datasets.map(({ pointStyle }) => pointStyle)
  const rows = chart.options.scales.y.fixedTicks.map(({ label }) => label)
  const isOfB = rows.map((label) => String(label).includes('b'))
  expect(styles.map((style) => style === 'triangle')).toEqual(isOfB)
  const item = legend[0]?.items.find(({ text }) => text === 'ratio without diverged runs (2)')
  expect(item?.rows).toEqual(isOfB.flatMap((is, at) => (is ? [at] : [])))
  expect(notes).toContain(
    'In 2 of 3 comparisons, runs diverged: tests count such runs as the worst, ' +
      'the ratios of these rows (triangles) leave them out.',
  )
  expect(figure.notes).toEqual([])
})
