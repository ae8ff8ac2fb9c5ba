import { describe, expect, test } from 'vitest'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { histogram } from './histogram.ts'

const series = [
  { name: 'a', values: [1, 2, 2, 3, 3, 3, 4, 4, 5] },
  { name: 'b', values: [3, 4, 4, 5, 6, 6, 7] },
]

const figure = histogram(series, { title: 'Reconstruction error' })

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot('./expected/histogram.json')
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('fills the baseline and outlines the others', () => {
  const fills = histogram(series, { title: 'x', baseline: 'b' }).chart.data.datasets.map(
    ({ fill }) => fill,
  )
  expect(fills).toEqual(['shape', undefined])
})

test('has heights from zero, unless a logarithmic axis is asked for', () => {
  const skewed = [{ name: 'a', values: [...Array(500).keys()].map((i) => Math.sqrt(i)) }]
  const yOf = (options: { scale?: 'log' | 'auto' }) =>
    histogram(skewed, { title: 'x', ...options }).chart.options.scales.y
  expect(yOf({})).toMatchObject({ type: 'linear', min: 0 })
  expect(yOf({ scale: 'log' }).type).toBe('logarithmic')
})

test('has a panel for each of more than four outlines, with the baseline, which counts once', () => {
  const many = [...'abcdef'].map((name) => ({ name, values: [1, 2, 3, 4, 5] }))
  const { panels, legend } = histogram(many, { title: 'x' })
  expect(panels?.plots.map(({ title }) => title)).toEqual(['b', 'c', 'd', 'e', 'f'])
  expect(panels?.plots.map(({ chart }) => chart.data.datasets.length)).toEqual([2, 2, 2, 2, 2])
  expect(legend[0]?.items[0]?.text).toBe('a (n = 5)')
  expect(histogram(many.slice(0, 5), { title: 'x' }).panels).toBeUndefined()
})

test('counts values that have no place on the axis', () => {
  const { notes } = histogram([{ name: 'a', values: [0.001, 1, 5, Number.NaN, -2] }], {
    title: 'x',
    xScale: 'log',
  })
  expect(notes).toEqual(['Not drawn: 2 values missing, infinite or not above zero.'])
})

test('stands empty bins on the edge of a log axis', () => {
  const { chart } = histogram([{ name: 'a', values: [1, 1, 1, 1, 9] }], {
    title: 'x',
    scale: 'log',
  })
  const { min } = chart.options.scales.y
  expect(Math.min(...(chart.data.datasets[0]?.data ?? []).map(({ y }) => y as number))).toBe(min)
})

describe('one extreme value among many', () => {
  const values = Array.from({ length: 200 }, (_, i) => i / 100)
  const { chart, notes, legend } = histogram([{ name: 'a', values: [...values, 3e9] }], {
    title: 'x',
  })

  test('lies beyond the bins, and is reported', () => {
    expect(chart.options.scales.x).toMatchObject({ type: 'linear', min: 0 })
    expect(chart.options.scales.x.max).toBeCloseTo(1.99, 12)
    expect(notes).toEqual(['Beyond the horizontal axis: 1 value, at 3×10⁹.'])
  })

  test('counts in the shares of the others', () => {
    const points = chart.data.datasets[0]?.data ?? []
    const heights = points.slice(1, -1).filter((_, i) => i % 2 === 0)
    expect(heights.reduce((sum, { y }) => sum + (y as number), 0)).toBeCloseTo(200 / 201, 12)
    expect(legend[0]?.items[0]?.text).toBe('a (n = 201)')
  })

  test('is within bins whose scale is chosen', () => {
    const chosen = histogram([{ name: 'a', values: [...values, 3e9] }], {
      title: 'x',
      xScale: 'linear',
    })
    expect(chosen.chart.options.scales.x.max).toBe(3e9)
    expect(chosen.notes).toEqual([])
  })

  test('of counts lies beyond the joined bins, and is reported', () => {
    const edges = Array.from({ length: 502 }, (_, i) => 10 ** (i / 50))
    const counts = edges.slice(1).map((_, i) => (i < 50 ? 4 : i === 500 ? 1 : 0))
    const counted = histogram([{ name: 'a', edges, counts }], { title: 'x' })
    expect(counted.chart.options.scales.x.max).toBeLessThan(11)
    expect(counted.legend[0]?.items[0]?.text).toBe('a (n = 201)')
    expect(counted.notes).toEqual(['Beyond the horizontal axis: 1 value, up to 1.05×10¹⁰.'])
  })
})

test('an axis that zeros keep from being logarithmic says so', () => {
  const values = Array.from({ length: 350 }, (_, i) => (i < 300 ? 10 ** (i / 60) : 0))
  expect(histogram([{ name: 'a', values }], { title: 'x' }).notes[0]).toContain(
    'The horizontal axis is linear: 50 of 350 values are not above zero',
  )
})

test.each<[string, number, number, number]>([
  ['a constant', 0.3, 0.27, 0.33],
  ['nothing but zeros', 0, -1, 1],
])('%s is one bin in the middle of the axis', (_, value, min, max) => {
  const { chart } = histogram([{ name: 'a', values: new Array<number>(50).fill(value) }], {
    title: 'x',
  })
  const { x } = chart.options.scales
  expect(x.min).toBeCloseTo(min, 12)
  expect(x.max).toBeCloseTo(max, 12)
  const [first, , , last] = chart.data.datasets[0]?.data ?? []
  expect(((first?.x ?? 0) + (last?.x ?? 0)) / 2).toBeCloseTo(value, 12)
  expect((last?.x ?? 0) - (first?.x ?? 0)).toBeCloseTo((max - min) / 11, 12)
})

describe('counts made before', () => {
  const grid = (first: number, counts: readonly number[]) => ({
    edges: [...counts, 0].map((_, i) => 10 ** ((first + i) / 50)),
    counts,
  })

  test('are drawn in the bins of one logarithmic grid', () => {
    const series = [
      { name: 'a', ...grid(0, [5, 5]) },
      { name: 'b', ...grid(3, [10]) },
    ]
    const { chart } = histogram(series, { title: 'x' })
    const b = chart.data.datasets[0]?.data.map((point) => point.x?.toFixed(4))
    expect(new Set(b)).toEqual(new Set([(10 ** 0.06).toFixed(4), (10 ** 0.08).toFixed(4)]))
  })

  test('are joined to the number of bins asked for, no value lost', () => {
    const counted = [{ name: 'a', ...grid(-100, new Array<number>(100).fill(1)) }]
    const { chart, legend } = histogram(counted, { title: 'x', bins: 20 })
    const heights = chart.data.datasets[0]?.data.map(({ y }) => y as number) ?? []
    expect(heights.filter((height) => height > 0)).toHaveLength(2 * 20)
    expect(Math.max(...heights)).toBeCloseTo(0.05, 12)
    expect(legend[0]?.items[0]?.text).toBe('a (n = 100)')
  })

  test('say how many values were zero', () => {
    const { notes } = histogram([{ name: 'a', ...grid(0, [3]), nZero: 2 }], { title: 'x' })
    expect(notes).toEqual(['Not drawn: 2 values missing, infinite or not above zero.'])
  })

  test('may be of nothing but zeros', () => {
    const zeros = { name: 'a', edges: [], counts: [], nZero: 2 }
    expect(histogram([zeros], { title: 'error' }).notes).toEqual([
      'The distribution has no values of error.',
    ])
  })
})

test('names series by what tells them apart, with their sizes', () => {
  const named = [1, 2].map((job) => ({
    name: `run_20251103-140953_experiment_job${job}`,
    values: [1, 2, 3],
  }))
  const { legend } = histogram(named, { title: 'x' })
  expect(legend[0]?.items.map(({ text }) => text)).toEqual([
    'run…experiment_job1 (n = 3)',
    'run…experiment_job2 (n = 3)',
  ])
})

test('counts what is missing, and takes integers of any size', () => {
  const untyped = (values: unknown[]) => [{ name: 'a', values: values as number[] }]
  expect(histogram(untyped([null, null]), { title: 'error' }).notes).toEqual([
    'The distribution has no values of error.',
  ])
  const { legend, notes } = histogram(untyped([1n, 2n, null]), { title: 'error' })
  expect(legend[0]?.items[0]?.text).toBe('a (n = 2)')
  expect(notes).toEqual(['Not drawn: 1 value missing or infinite.'])
})

test('the key of many series is the baseline and the size of the others, which their panels name', () => {
  const series = ['clean', 'b', 'c', 'd', 'e', 'f'].map((name, i) => ({
    name,
    values: Array.from({ length: 10 + (i > 3 ? 5 : 0) }, (_, at) => at),
  }))
  const { legend, panels } = histogram(series, { title: 'x' })
  expect(panels?.plots.map(({ title }) => title)).toEqual(['b', 'c', 'd', 'e', 'f'])
  expect(legend[0]?.items.map(({ text }) => text)).toEqual([
    'clean (n = 10)',
    'Lines: the series named above (n = 10 to 15 per line)',
  ])
})

test('outlines that cover each other are named; the baseline is seen behind one', () => {
  const values = [1, 2, 2, 3, 3, 4]
  const named = (names: readonly string[]) => names.map((name) => ({ name, values }))
  expect(histogram(named(['a', 'b', 'c']), { title: 'x' }).notes).toEqual([
    'Identical lines, of which one covers the others: b and c.',
  ])
  expect(histogram(named(['a', 'b']), { title: 'x' }).notes).toEqual([])
})

test('values too large for any axis are not called infinite', () => {
  const { notes } = histogram([{ name: 'a', values: [1, 2, 3, 1e300, Number.NaN] }], { title: 'x' })
  expect(notes).toEqual([
    'Not drawn: 1 value missing or infinite.',
    'Not drawn: 1 value beyond 10¹⁵⁰, where no axis reaches.',
  ])
})

test('positive values too small for any axis are not called zero', () => {
  const series = [{ name: 'a', values: [1e-200, 0, 1, 2, 3] }]
  expect(histogram(series, { title: 'x', xScale: 'log' }).notes).toEqual([
    'Not drawn: 1 value missing, infinite or not above zero.',
    'Not drawn: 1 value below 10⁻¹⁵⁰, where no axis reaches.',
  ])
  expect(histogram(series, { title: 'x', xScale: 'linear' }).notes).toEqual([])
})

test('whole numbers that are equally frequent are bars of one height', () => {
  const values = Array.from({ length: 6000 }, (_, i) => i % 60)
  const { chart } = histogram([{ name: 'a', values }], { title: 'x' })
  const heights = chart.data.datasets[0]?.data.map(({ y }) => y).filter((y) => (y ?? 0) > 0) ?? []
  expect(new Set(heights).size).toBe(1)
})

test('the last of the bins of whole numbers holds nearly as many of them as the others, or this is told', () => {
  /** Heights in units of one whole number, of which each is as frequent. */
  const drawWhole = (n: number, bins?: number) => {
    const values = Array.from({ length: n * 20 }, (_, i) => i % n)
    const options = { title: 'x', ...(bins && { bins }) }
    const { chart, notes } = histogram([{ name: 'a', values }], options)
    const heights = chart.data.datasets[0]?.data.map(({ y }) => Math.round((y ?? 0) * n)) ?? []
    return { last: heights.findLast((height) => height > 0), most: Math.max(...heights), notes }
  }
  // By tens, the last bin would hold the number 103 alone.
  expect(drawWhole(104, 10)).toEqual({ last: 8, most: 8, notes: [] })
  expect(drawWhole(101)).toEqual({
    ...{ last: 5, most: 6 },
    notes: ['The last bin holds 5 different values, the others 6.'],
  })
})

test('so does the last of the bins that join those of counted series, where it is filled', () => {
  const edges = Array.from({ length: 65 }, (_, i) => i / 64)
  const heightsOf = (counts: number[]) =>
    new Set(
      histogram([{ name: 'a', edges, counts }], {
        title: 'x',
        bins: 21,
      }).chart.data.datasets[0]?.data.map(({ y }) => y),
    )
  expect([...heightsOf(edges.slice(1).map(() => 100))].filter((y) => y !== 0)).toHaveLength(1)
})

test('refuses a baseline that is none of the series', () => {
  expect(() => histogram([{ name: 'a', values: [1, 2] }], { title: 'x', baseline: 'zz' })).toThrow(
    expect.objectContaining({ code: 'FIGURE_OPTIONS_INVALID' }),
  )
})

test('in panels the legend has the number of values of each line', () => {
  const series = ['A', 'B'].map((facet) => ({ name: 'clean', facet, values: [1, 2, 3] }))
  expect(histogram(series, { title: 'x' }).legend[0]?.items[0]?.text).toBe('clean (n = 3 per line)')
})
