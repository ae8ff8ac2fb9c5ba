import { table } from 'arquero'
import { expect, test } from 'vitest'
import { meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { noteColumns } from '../../../tables/columnAliases.ts'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { BACKGROUND } from '../../parts/highlight.ts'
import { bars } from './bars.ts'
import { strip } from './strip.ts'

const runs = runsOf(
  [4, 5, 6, 2, 3, 4].map((loss, i) => ({
    tokenizer: i < 3 ? 'none' : 'vq',
    encoder: i % 2 ? 'mlp' : 'gnn',
    seed: i % 3,
    loss,
  })),
)
const OPTIONS = { value: 'loss', group: 'tokenizer' } as const

function datasets(options: Parameters<typeof strip>[1]) {
  return strip(runs, options).chart.data.datasets
}

test('every run is a point left of the mean of its group', () => {
  const [mean, , points] = datasets(OPTIONS)
  expect(points?.data.map(({ y }) => y)).toEqual([4, 5, 6])
  expect(mean?.data[0]?.y).toBe(5)
  for (const { x } of points?.data ?? []) expect(x).toBeLessThan(mean?.data[0]?.x ?? 0)
})

test('a run that is alone in its group stands in the middle, without a mean beside it', () => {
  const alone = strip(runsOf([{ tokenizer: 'vq', loss: 4 }]), OPTIONS).chart.data.datasets
  expect(alone.map(({ data }) => data)).toEqual([[{ x: 0, y: 4 }]])
})

test.each([
  ['strip', strip, 'Loss by Tokenizer: points are single runs.'],
  ['bars', bars, 'Mean Loss by Tokenizer; points are single runs. Runs without'],
])('%s of runs that are alone in their groups claims no intervals', (_, draw, words) => {
  const rows = ['none', 'vq'].map((tokenizer, i) => ({ tokenizer, loss: 4 + i }))
  const { caption } = draw(runsOf(rows), { ...OPTIONS, scale: 'linear' })
  expect(caption.slice(0, words.length)).toBe(words)
  expect(caption).not.toMatch(/whiskers|interval/)
})

test('the whisker is the interval over the runs of the group', () => {
  const { low, high } = meanInterval([4, 5, 6])
  const [whisker] = strip(runs, OPTIONS).marks
  expect(whisker?.shape === 'line' && whisker.points.map(([, y]) => y)).toEqual([low, high])
})

test('what other parameters do to the runs of a group does not widen its whisker', () => {
  const rows = (runs.objects() as Record<string, unknown>[]).flatMap((row) => [
    { ...row, size: 1 },
    { ...row, size: 2, loss: 100 + (row.loss as number) },
  ])
  const noted = noteColumns(runsOf(rows), { aliases: new Map(), parameters: ['tokenizer', 'size'] })
  const { marks, caption } = strip(noted, { ...OPTIONS, scale: 'linear' })
  const [whisker] = marks
  const [low, high] = whisker?.shape === 'line' ? whisker.points.map(([, y]) => y) : []
  expect(((high ?? 0) + (low ?? 0)) / 2).toBeCloseTo(55, 9)
  expect((high ?? 0) - (low ?? 0)).toBeLessThan(10)
  expect(caption).toContain('over seeds within settings')
})

test.each([
  ['strip', strip],
  ['bars', bars],
])(
  '%s by a category, in a table without a column to colour by, has no legend of groups',
  (_, draw) => {
    const rows = ['p', 'p', 'q', 'q'].map((size, i) => ({ size, loss: 4 + i }))
    const { legend, chart } = draw(runsOf(rows), { value: 'loss', by: 'size', scale: 'linear' })
    expect(legend.flatMap(({ items }) => items.map(({ text }) => text))).toEqual([
      'mean, range (n = 2)',
    ])
    expect(chart.options.scales.x.fixedTicks.map(({ label }) => label)).toEqual([
      'p (n = 2)',
      'q (n = 2)',
    ])
  },
)

test('the axis says how many runs a group has', () => {
  expect(strip(runs, OPTIONS).chart.options.scales.x.fixedTicks.map(({ label }) => label)).toEqual([
    'none (n = 3)',
    'vq (n = 3)',
  ])
})

test('names that differ in their middle stay apart, and the caption has them in full', () => {
  const names = ['heads4', 'heads8'].map((heads) => `transformer_encoder_${heads}_and_layer_norm`)
  const figure = strip(runsOf(['', ...names].map((tokenizer) => ({ tokenizer, loss: 1 }))), OPTIONS)
  expect(figure.chart.options.scales.x.fixedTicks.map(({ label }) => label)).toEqual([
    '(empty) (n = 1)',
    '…encoder_heads4_and…norm (n = 1)',
    '…encoder_heads8_and…norm (n = 1)',
  ])
  expect(figure.caption).toContain(`…encoder_heads4_and…norm is ${names[0]}; `)
})

test('with by, the groups stand beside each other in every category', () => {
  const { chart, legend } = strip(runs, { ...OPTIONS, by: 'encoder' })
  expect(chart.options.scales.x.fixedTicks.map(({ label }) => label)).toEqual(['gnn', 'mlp'])
  expect(legend[0]?.items.map(({ text }) => text)).toEqual(['none (n = 3)', 'vq (n = 3)'])
})

test('the means of highlighted runs are of these alone; the others are grey points', () => {
  const drawn = datasets({ ...OPTIONS, highlight: { tokenizer: 'vq' } })
  const means = drawn.filter(({ pointStyle }) => pointStyle === 'rectRot')
  const grey = drawn.filter(({ pointBackgroundColor }) => pointBackgroundColor === BACKGROUND)
  expect(means.map(({ data }) => data[0]?.y)).toEqual([3])
  expect(grey.flatMap(({ data }) => data.map(({ y }) => y))).toEqual([4, 5, 6])
})

test('hidden runs are in neither points nor means', () => {
  const { chart, notes } = strip(runs, { ...OPTIONS, hide: { seed: 2 } })
  const [mean] = chart.data.datasets
  expect(mean?.data[0]?.y).toBe(4.5)
  expect(notes).toEqual(['Left out: 2 runs with Seed 2.'])
})

test('in panels the key and the caption say the kinds and sizes of the intervals of each panel', () => {
  const rows = [0.2, 0.31, 0.19, 0.21, 0.22].map((loss, i) => ({
    tokenizer: 'vq',
    panel: i < 3 ? 'a' : 'b',
    loss,
  }))
  const { legend, caption } = strip(runsOf(rows), { ...OPTIONS, facet: 'panel' })
  expect(legend.at(-1)?.items[0]?.text).toBe('mean, 95 % interval or range (n = 2)')
  expect(caption).toContain("(Student's t, n = 3), the range where n = 2.")
})

test('a mean that one run has drawn away is on the axis, though the run is not', () => {
  const rows = table({
    run_dir: ['a', 'b', 'c', 'd', 'e', 'f'],
    exporter: ['dynamo', 'dynamo', 'dynamo', 'legacy', 'legacy', 'legacy'],
    auroc: [0.9613, 0.9622, 0.9624, 0.9479, 0.961, 0.9616],
  })
  const { chart, notes } = strip(rows, { value: 'auroc', group: 'exporter' })
  const { min } = chart.options.scales.y
  expect(min).toBeGreaterThan(0.9479)
  expect(min).toBeLessThan((0.9479 + 0.961 + 0.9616) / 3)
  expect(notes).toContain('Beyond the vertical axis: 1 run, at 0.948.')
  expect(notes.join()).not.toContain('the mean of')
})
