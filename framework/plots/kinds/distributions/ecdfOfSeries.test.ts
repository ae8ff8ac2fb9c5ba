import { expect, test } from 'vitest'
import { ecdfOfSeries } from './ecdfOfSeries.ts'

test('a series of values has a curve and its median', () => {
  const { legend, chart } = ecdfOfSeries(
    [
      { name: 'clean', values: Float64Array.of(1, 2, 3) },
      { name: 'signal', values: [10, Number.NaN, 30] },
    ],
    { title: 'Error', unit: 'events' },
  )
  expect(legend[0]?.items.map(({ text }) => text)).toEqual([
    'clean (n = 3, median 2)',
    'signal (n = 2, median 20)',
  ])
  expect(chart.options.scales.y.title.text).toBe('Share of events')
})

test('missing and infinite values are counted in a note', () => {
  const { notes } = ecdfOfSeries(
    [{ name: 'a', values: [1, Number.NaN, Number.POSITIVE_INFINITY] }],
    { title: 'Error' },
  )
  expect(notes).toEqual(['Not drawn: 2 values missing or infinite.'])
})

test('counts on a logarithmic grid step at the ends of their bins', () => {
  const { chart, legend } = ecdfOfSeries(
    [{ name: 'a', edges: [1, 10, 100, 1000], counts: [1, 2, 1] }],
    { title: 'Error' },
  )
  const curve = chart.data.datasets.at(-1)?.data.slice(1, -1)
  expect(chart.options.scales.x.type).toBe('logarithmic')
  expect(curve).toEqual([
    { x: 10, y: 0 },
    { x: 10, y: 0.25 },
    { x: 100, y: 0.25 },
    { x: 100, y: 0.75 },
    { x: 1000, y: 0.75 },
    { x: 1000, y: 1 },
  ])
  // Half way, in logarithms, through the bin from 10 to 100.
  expect(legend[0]?.items[0]?.text).toBe('a (n = 4, median 31.6)')
})

test('values of zero lie before a logarithmic axis, and a note says so', () => {
  const { chart, notes } = ecdfOfSeries(
    [{ name: 'a', edges: [1, 10, 100], counts: [1, 2], nZero: 1 }],
    { title: 'Error' },
  )
  const curve = chart.data.datasets.at(-1)?.data
  expect(curve?.map(({ y }) => y)).toEqual([0.25, 0.25, 0.5, 0.5, 1, 1])
  expect(notes).toEqual([
    '1 curve begins above zero: a logarithmic axis has no place for the values that are not positive.',
  ])
})

test('a curve of many values is a line through no more than 250 of them, and ends at one', () => {
  const values = Array.from({ length: 60_000 }, (_, i) => i)
  const curve = ecdfOfSeries([{ name: 'a', values }], { title: 'Error' }).chart.data.datasets.at(-1)
  expect(curve?.data.length).toBe(250 + 2)
  expect(curve?.data.at(-2)).toEqual({ x: 59_999, y: 1 })
})

test('extreme values of each series lie beyond the axis, and none of the series does', () => {
  const values = (at: number) => Array.from({ length: 100 }, (_, i) => at + i / 100)
  const { chart, notes } = ecdfOfSeries(
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 900].map((at, i) => ({
      name: `s${i}`,
      values: i === 0 ? [...values(at), 5e12] : values(at + i / 10_000),
    })),
    { title: 'Error' },
  )
  const { min, max } = chart.options.scales.x
  expect([min < 1, max > 900, max < 2000]).toEqual([true, true, true])
  expect(notes).toEqual(['Beyond the horizontal axis: 1 value, at 5×10¹².'])
})

test('the same of series that were counted, whose values are as exact as their bins', () => {
  const edges = Array.from({ length: 42 }, (_, i) => 10 ** (i / 4))
  const counts = edges.slice(1).map((_, i) => (i < 4 ? 50 : i === 40 ? 1 : 0))
  const { chart, notes } = ecdfOfSeries([{ name: 'a', edges, counts }], { title: 'Error' })
  expect(chart.options.scales.x.max).toBeLessThan(20)
  expect(chart.data.datasets.at(-1)?.data.at(-1)?.y).toBe(200 / 201)
  expect(notes).toEqual(['Beyond the horizontal axis: 1 value, up to 1.78×10¹⁰.'])
})

test('series that cover each other are named, those in panels of their own are not', () => {
  const same = ['clean', 'noise'].map((name) => ({ name, values: [1, 2, 3] }))
  expect(ecdfOfSeries(same, { title: 'Error' }).notes).toEqual([
    'Identical lines, of which one covers the others: clean and noise.',
  ])
  const apart = same.map((each) => ({ ...each, facet: each.name }))
  expect(ecdfOfSeries(apart, { title: 'Error' }).notes).toEqual([])
})

test('medians have as many digits as tell them apart', () => {
  const series = [172.5, 172.55, 172.6].map((value, i) => ({ name: `s${i}`, values: [value] }))
  const { legend, alt } = ecdfOfSeries(series, { title: 'Mass (GeV)' })
  expect(legend[0]?.items.map(({ text }) => text)).toEqual([
    's0 (n = 1, median 172.5)',
    's1 (n = 1, median 172.55)',
    's2 (n = 1, median 172.6)',
  ])
  expect(alt).toContain('s1 has the median 172.55')
})

test('series without a value to draw are named in the legend', () => {
  const { legend } = ecdfOfSeries(
    [
      { name: 'empty', values: [] },
      { name: 'clean', values: [1, 2, 3] },
      { name: 'missing', values: [Number.NaN, Number.NaN] },
    ],
    { title: 'Error' },
  )
  expect(legend[0]?.items.map(({ text }) => text)).toEqual([
    'empty (n = 0)',
    'clean (n = 3, median 2)',
    'missing (n = 0)',
  ])
})

test('in panels the legend has the number of values of each line', () => {
  const series = ['A', 'B'].map((facet, i) => ({
    name: 'clean',
    facet,
    values: Array.from({ length: 20 * (1 + i) }, (_, at) => at),
  }))
  expect(ecdfOfSeries(series, { title: 'Error' }).legend[0]?.items[0]?.text).toBe(
    'clean (n = 20 to 40 per line)',
  )
})

test('the curve of many tied values steps at the values', () => {
  const lineOf = (values: number[]) =>
    ecdfOfSeries([{ name: 'a', values }], { title: 'Jets', scale: 'linear' })
      .chart.data.datasets.at(-1)
      ?.data.slice(1, -1)
  expect(lineOf(Array.from({ length: 5000 }, (_, i) => i % 2))).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 0.5 },
    { x: 1, y: 0.5 },
    { x: 1, y: 1 },
  ])
  // Half of the values are one, the others all different.
  const half = lineOf(Array.from({ length: 2000 }, (_, i) => (i % 2 ? 5000 : i)))
  expect(half?.slice(-2)).toEqual([
    { x: 5000, y: 0.5 },
    { x: 5000, y: 1 },
  ])
})
