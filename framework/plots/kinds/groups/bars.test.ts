import { expect, test } from 'vitest'
import { meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { exampleRuns, runsOf } from '../../../testing/exampleRuns.ts'
import { renderedFacts, SVG_SHAPES } from '../../../testing/renderedFacts.ts'
import { bars } from './bars.ts'

const figure = bars(exampleRuns, { value: 'time_to_threshold_s', missing: 'never reached' })

test('is this figure', async () => {
  await expect(JSON.stringify(figure, null, 2)).toMatchFileSnapshot('./expected/bars.json')
})

test('draws as PNG, SVG and PDF', async () => {
  const { svgElements, ...facts } = await renderedFacts(figure)
  expect(facts).toMatchObject({ pngWidth: 630, dpi: 100, isPdfWithFonts: true })
  expect(facts.svgPaths).toBeGreaterThan(20)
  expect(svgElements.filter((name) => !SVG_SHAPES.has(name))).toEqual([])
})

test('the key says what bars and whiskers are, in the fill of the bars', () => {
  const [means] = bars(exampleRuns, { value: 'loss.total_best', scale: 'linear' }).legend
  expect(means?.items).toMatchObject([{ text: 'mean, 95 % interval', symbol: 'box' }])
  const grouped = bars(exampleRuns, { value: 'loss.total_best', by: 'encoder', scale: 'linear' })
  const fills = grouped.marks.flatMap((mark) => (mark.shape === 'rect' ? [mark.fill] : []))
  expect(fills).toContain(grouped.legend[0]?.items[0]?.fill)
})

test('says at the bar how many runs have a value', () => {
  const runs = runsOf([{ tokenizer: 'vq', time: 5 }, { tokenizer: 'vq' }, { tokenizer: 'none' }])
  const texts = bars(runs, { value: 'time', missing: 'never reached' }).marks.flatMap((mark) =>
    mark.shape === 'text' ? [mark.text] : [],
  )
  expect(texts).toEqual(['never reached 0\u00a0of\u00a01', '1\u00a0of\u00a02'])
})

test('groups the bars of a second parameter', () => {
  const grouped = bars(exampleRuns, { value: 'loss.total_best', by: 'encoder' })
  expect(grouped.chart.data.datasets).toHaveLength(6)
  expect(grouped.legend[0]?.title).toBe('Tokenizer')
  expect(grouped.legend[0]?.items[0]?.text).toBe('linear (n = 2 per bar)')
  expect(grouped.caption).toContain('whiskers the range over the runs of a bar (n = 2)')
})

test('values along the axis have the order that is given, others follow', () => {
  const runs = runsOf(
    ['phi', 'b', 'E', 'a'].map((feature) => ({ tokenizer: 'vq', feature, mse: 1 })),
  )
  const namesOf = (order?: string[]) =>
    bars(runs, {
      value: 'mse',
      by: 'feature',
      ...(order && { order }),
    }).chart.options.scales.x.fixedTicks.map(({ label }) => label)
  expect(namesOf()).toEqual(['E', 'a', 'b', 'phi'])
  expect(namesOf(['phi', 'E', 'unknown'])).toEqual(['phi', 'E', 'a', 'b'])
})

test.each<[string, (number | string)[]]>([
  ['numbers', [0.01, 0.001]],
  ['other spellings of numbers', ['1e-2', '.001']],
])('%s give an order too', (_, order) => {
  const runs = runsOf([0.001, 0.01, 0.1].map((lr) => ({ tokenizer: 'vq', lr, mse: 1 })))
  const figure = bars(runs, { value: 'mse', by: 'lr', order })
  expect(figure.chart.options.scales.x.fixedTicks.map(({ label }) => label)).toEqual([
    '0.01',
    '0.001',
    '0.1',
  ])
  expect(figure.notes).toEqual([])
})

test('values of the order that no run has are told, in panels once', () => {
  const runs = runsOf(
    ['adam', 'sgd'].map((optimizer) => ({ tokenizer: 'vq', optimizer, mse: 1, part: optimizer })),
  )
  const notesOf = (order: (number | string)[], facet?: string) =>
    bars(runs, { value: 'mse', by: 'optimizer', order, ...(facet && { facet }) }).notes
  expect(notesOf(['sgd', 'adma'])).toEqual([
    'Values of Optimizer in the option "order" that no run has: adma; perhaps adam was meant.',
  ])
  expect(notesOf([0.02])).toEqual([
    'Values of Optimizer in the option "order" that no run has: 0.02.',
  ])
  expect(notesOf(['lion', 0.02], 'part')).toEqual([
    'Values of Optimizer in the option "order" that no run has: lion, 0.02.',
  ])
})

test('six bars take the room that there is, two are not broad slabs', () => {
  const reach = (nGroups: number) => {
    const rows = Array.from({ length: nGroups }, (_, i) => ({
      tokenizer: `t${i}`,
      size: 8,
      time: 1,
    }))
    const marks = bars(runsOf(rows), { value: 'time', by: 'size' }).marks
    const ends = marks.flatMap((mark) => (mark.shape === 'rect' ? mark.x : []))
    return Math.max(...ends) - Math.min(...ends)
  }
  expect(reach(6)).toBeCloseTo(0.76, 2)
  expect(reach(2)).toBeCloseTo(0.24, 2)
})

test('keeps what it writes at a bar within the width of the bar', () => {
  const rows = exampleRuns.reify().assign({ time: [null, ...Array(11).fill(1)] })
  const marks = bars(rows as typeof exampleRuns, { value: 'time', by: 'encoder' }).marks
  const [label] = marks.filter((mark) => mark.shape === 'text')
  const [bar] = marks.filter((mark) => mark.shape === 'rect')
  expect(label).toMatchObject({ text: '1\u00a0of\u00a02', optional: 'counted' })
  const width = (bar?.x[1] ?? 0) - (bar?.x[0] ?? 0)
  expect(label?.maxWidth).toBeLessThan(width * 1.2)
})

test('has room for the whole interval', () => {
  const whiskers = (time: number[]) => {
    const { chart, marks } = bars(runsOf(time.map((each) => ({ tokenizer: 'vq', time: each }))), {
      value: 'time',
    })
    const [line] = marks.filter((mark) => mark.shape === 'line')
    return { y: chart.options.scales.y, ends: line?.points.map(([, at]) => at) ?? [] }
  }
  // 2 +- 2.484
  const linear = whiskers([1, 2, 3])
  expect(linear.ends[0]).toBeCloseTo(-0.484, 3)
  expect(linear.y.min).toBeLessThan(-0.484)
  expect(linear.y.max).toBeGreaterThan(4.484)
  // 10 ** (2 +- 4.303 * 2 / sqrt(3))
  const log = whiskers([1, 100, 10_000])
  expect(log.y.type).toBe('logarithmic')
  expect(log.ends[0]).toBeCloseTo(100 / 10 ** 4.968, 4)
  expect(log.y.min).toBeLessThan(log.ends[0] ?? 0)
  expect(log.y.max).toBeGreaterThan(log.ends[1] ?? Infinity)
})

test('has points instead of bars on a log axis, at the geometric mean', () => {
  const runs = runsOf([1, 100, 10_000].map((time) => ({ tokenizer: 'vq', time })))
  const { marks, chart, caption } = bars(runs, { value: 'time' })
  expect(marks.filter((mark) => mark.shape === 'rect')).toEqual([])
  const [middle, single] = chart.data.datasets
  expect(middle).toMatchObject({ pointStyle: 'rectRot', data: [{ y: expect.closeTo(100) }] })
  expect(single?.data.map(({ y }) => y)).toEqual([1, 100, 10_000])
  expect(caption).toMatch(/^Geometric mean \(diamonds\) of Time by Tokenizer;/)
  expect(caption).toContain("(Student's t of the logarithms, n = 3)")
})

test('a single run on a log axis is a point in the middle of its place, without a mean', () => {
  const runs = runsOf(['a', 'b', 'c'].map((tokenizer, i) => ({ tokenizer, time: 100 ** i })))
  const { chart, caption, legend } = bars(runs, { value: 'time' })
  expect(chart.data.datasets.map(({ data }) => data)).toEqual([
    [{ x: 0, y: 1 }],
    [{ x: 1, y: 100 }],
    [{ x: 2, y: 10_000 }],
  ])
  expect(caption).toMatch(/^Time by Tokenizer; points are single runs\./)
  expect(legend.flatMap(({ items }) => items.map(({ text }) => text)).join()).not.toContain('mean')
})

test('counts the runs with a value behind a name', () => {
  const runs = runsOf([{ tokenizer: 'vq', time: 5 }, { tokenizer: 'vq' }])
  expect(bars(runs, { value: 'time' }).chart.options.scales.x.fixedTicks).toEqual([
    { value: 0, label: 'vq (n = 1)' },
  ])
})

const inPanels = runsOf(
  [0.2, 0.31, 0.19, 0.21, 0.22, null].map((loss, i) => ({
    tokenizer: 'vq',
    panel: i < 3 ? 'a' : 'b',
    loss,
  })),
)

test('in panels the key and the caption tell of the bars of each panel, and count runs with a value', () => {
  const { legend, caption } = bars(inPanels, { value: 'loss', by: 'tokenizer', facet: 'panel' })
  expect(legend.map(({ items }) => items[0]?.text)).toEqual([
    'vq (n = 2 to 3 per bar)',
    'mean, 95 % interval or range (n = 2)',
  ])
  expect(caption).toContain("(Student's t, n = 3), the range where n = 2.")
})

test('the axis that panels share holds the whiskers of each', () => {
  const { high } = meanInterval([0.2, 0.31, 0.19])
  const { chart } = bars(inPanels, { value: 'loss', by: 'tokenizer', facet: 'panel' })
  expect(chart.options.scales.y.max).toBeGreaterThan(high)
})

test('of a crowd the points are seen through, so that the interval among them shows', () => {
  const crowd = runsOf(
    Array.from({ length: 300 }, (_, i) => ({ tokenizer: 'vq', loss: 1 + i / 300 })),
  )
  const colours = bars(crowd, { value: 'loss' }).chart.data.datasets.map((each) =>
    String(each.pointBackgroundColor),
  )
  expect(colours).toEqual([expect.stringMatching(/^#[0-9a-f]{8}$/)])
})
