import { expect, test } from 'vitest'
import { exampleRuns, runsOf } from '../../../testing/exampleRuns.ts'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { BACKGROUND } from '../../parts/highlight.ts'
import { boxPlot } from './boxPlot.ts'

const figure = boxPlot(exampleRuns, { value: 'loss.total_best', group: 'encoder' })

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot('./expected/boxPlot.json')
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('draws the median only for fewer than five runs', () => {
  const runs = runsOf([1, 2, 6].map((loss) => ({ tokenizer: 'vq', loss })))
  expect(boxPlot(runs, { value: 'loss' }).marks).toEqual([
    expect.objectContaining({
      shape: 'line',
      points: [
        [expect.any(Number), 2],
        [expect.any(Number), 2],
      ],
    }),
  ])
})

test('has a key for the line of the median where a group has too few runs for a box', () => {
  const keysOf = (nRuns: number, facet: string | null = null) => {
    const losses = Array.from({ length: nRuns }, (_, i) => i + 1)
    const runs = runsOf([
      { tokenizer: 'none', encoder: 'mlp', loss: 1 },
      ...losses.map((loss) => ({ tokenizer: 'vq', encoder: 'mlp', loss })),
    ])
    const { legend } = boxPlot(runs, { value: 'loss', group: 'tokenizer', facet })
    return legend.flatMap(({ items }) => items).filter(({ symbol }) => symbol === 'line')
  }
  const key = expect.objectContaining({ text: 'median' })
  expect([1, 2, 4, 5].map((nRuns) => keysOf(nRuns))).toEqual([[], [key], [key], []])
  expect(keysOf(4, 'encoder')).toEqual([key])
})

test('ends whiskers at the furthest run within 1.5 interquartile ranges', () => {
  const endsOf = (losses: readonly number[]) => {
    const runs = runsOf(losses.map((loss) => ({ tokenizer: 'vq', loss })))
    const ys = boxPlot(runs, { value: 'loss' }).marks.flatMap((mark) =>
      mark.shape === 'line' ? mark.points.map(([, y]) => y) : [],
    )
    return [Math.min(...ys), Math.max(...ys)]
  }
  // Quartiles 10 and 30, so that the fences stand at -20 and 60.
  const middle = [10, 10, 20, 30, 30]
  expect(endsOf([-20, ...middle, 60])).toEqual([-20, 60])
  expect(endsOf([-21, ...middle, 61])).toEqual([10, 30])
})

test('jitters the same way every time', () => {
  const again = boxPlot(exampleRuns, { value: 'loss.total_best', group: 'encoder' })
  expect(again).toEqual(figure)
})

test('holds the numbers of runs at the foot of the axis that all panels share', () => {
  const runs = runsOf(
    [1, 2, 8, 9].map((loss, i) => ({ tokenizer: 'vq', loss, encoder: i < 2 ? 'mlp' : 'gnn' })),
  )
  const { chart, panels } = boxPlot(runs, { value: 'loss', facet: 'encoder' })
  const feet = panels?.plots.map(({ marks }) =>
    marks.flatMap((mark) => (mark.shape === 'text' && mark.text === 'n = 2' ? mark.at[1] : [])),
  )
  expect(feet?.map((each) => each.length)).toEqual([1, 1])
  expect(Math.max(...(feet?.flat() ?? []))).toBeLessThan(chart.options.scales.y.min)
})

test('tells of runs that diverged beyond the axis or to infinity', () => {
  const losses = [1, 2, 3, 4, 5, 6, 7, 1e9, Number.POSITIVE_INFINITY]
  const runs = runsOf(losses.map((loss) => ({ tokenizer: 'vq', loss })))
  const { notes, chart } = boxPlot(runs, { value: 'loss', title: 'Loss' })
  expect(chart.options.scales.y.max).toBeLessThan(8)
  expect(notes).toEqual([
    'Not drawn: 1 run that diverged: Loss is infinite, or became NaN.',
    'Beyond the vertical axis: 1 run, at 1×10⁹.',
  ])
})

test('greys the points and boxes of runs that do not stand out', () => {
  const highlighted = boxPlot(exampleRuns, {
    value: 'loss.total_best',
    group: 'encoder',
    highlight: { encoder: 'gnn' },
  })
  const grey = highlighted.chart.data.datasets.filter(
    ({ pointBackgroundColor }) => pointBackgroundColor === BACKGROUND,
  )
  expect(grey.map(({ data }) => data.length)).toEqual([0, 6])
  expect(highlighted.legend[0]?.items.map(({ text }) => text)).toEqual([
    'gnn (n = 6)',
    'other runs (n = 6)',
  ])
  const boxes = highlighted.marks.filter(({ shape }) => shape === 'rect')
  expect(boxes.map((mark) => mark.shape === 'rect' && mark.stroke)).toEqual([
    highlighted.legend[0]?.items[0]?.colour,
    BACKGROUND,
  ])
})

test('draws a single run as its point, without a median', () => {
  const { marks, chart } = boxPlot(runsOf([{ tokenizer: 'vq', loss: 4 }]), { value: 'loss' })
  expect(marks).toEqual([])
  expect(chart.data.datasets[0]?.data).toEqual([{ x: 0, y: 4 }])
})

test('leaves hidden runs out of the boxes', () => {
  const { notes, alt } = boxPlot(exampleRuns, {
    value: 'loss.total_best',
    group: 'tokenizer',
    hide: { tokenizer: 'vq' },
  })
  expect(notes).toEqual(['Left out: 4 runs with Tokenizer vq.'])
  expect(alt).not.toContain('vq')
})

test('in panels, numbers of runs that have no room at their boxes are counted', () => {
  const figure = boxPlot(exampleRuns, {
    ...{ value: 'loss.total_best', group: 'tokenizer', facet: 'encoder' },
  })
  const sizes = figure.panels?.plots.flatMap(({ marks }) =>
    marks.flatMap((mark) => (mark.shape === 'text' ? [[mark.text, mark.optional]] : [])),
  )
  expect(sizes).toContainEqual(['n = 2', 'counted'])
})

test('no whisker ends within the box, where all beyond a quartile is beyond the fence', () => {
  const losses = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 100, 120]
  const { marks } = boxPlot(runsOf(losses.map((loss) => ({ tokenizer: 'vq', loss }))), {
    ...{ value: 'loss', scale: 'linear' },
  })
  const box = marks.find(({ shape }) => shape === 'rect')
  const [low, high] = (box as { y: [number, number] }).y
  const heights = marks.flatMap((mark) =>
    mark.shape === 'line' ? [mark.points.map(([, y]) => y)] : [],
  )
  const whiskers = heights.filter(([from, to]) => from !== to || from === low || from === high)
  expect(whiskers.flat().every((y) => y <= low || y >= high)).toBe(true)
  expect(heights).toContainEqual([high, high])
  expect(box).toMatchObject({ label: expect.stringContaining('whiskers to 1 and 26.1') })
})

test('of a crowd the points are seen through, and box and median lie before them', () => {
  const runsOfN = (n: number) =>
    runsOf(Array.from({ length: n }, (_, i) => ({ tokenizer: 'vq', loss: 1 + (i % 100) / 100 })))
  const [few, many] = [40, 2000].map((n) => boxPlot(runsOfN(n), { value: 'loss' }))
  const colourOf = (drawn = few) => String(drawn?.chart.data.datasets[0]?.pointBackgroundColor)
  expect(colourOf(few)).toMatch(/^#[0-9a-f]{6}$/)
  expect(colourOf(many)).toMatch(/^#[0-9a-f]{8}$/)
  const before = (drawn = few) =>
    drawn?.marks.filter(({ behind }) => !behind).map(({ shape }) => shape)
  expect(before(few)).toEqual([])
  expect(before(many)).toEqual(['rect', 'line', 'line', 'line', 'line', 'line'])
})
