import { expect, test } from 'vitest'
import { trendOf } from '../../../compare/parameters/trendOf.ts'
import { meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { noteColumns } from '../../../tables/columnAliases.ts'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { isBackground } from '../../parts/highlight.ts'
import { metricAgainstParameter } from './metricAgainstParameter.ts'

const LRS = [1e-4, 1e-3, 1e-2]
const runs = runsOf(
  LRS.flatMap((lr, at) =>
    [1, 2, 3].map((seed) => ({
      lr,
      seed,
      optimizer: seed === 1 ? 'sgd' : 'adam',
      loss: 10 + 2 * at + seed / 10,
    })),
  ),
)
const OPTIONS = { metric: 'loss', parameter: 'lr' } as const
const figure = metricAgainstParameter(runs, OPTIONS)
const means = figure.chart.data.datasets.filter(({ pointStyle }) => pointStyle === 'rectRot')

test('a numeric parameter stands on its own scale', () => {
  const { x } = figure.chart.options.scales
  expect(x.type).toBe('logarithmic')
  expect(x.fixedTicks.map(({ value }) => value)).toEqual(LRS)
  const points = figure.chart.data.datasets.at(-1)?.data
  expect(points?.map((point) => point.x)).toEqual(LRS.flatMap((lr) => [lr, lr, lr]))
})

test('each value has its mean with the interval, at the value itself', () => {
  const heights = means.map(({ data }) => Number(data[0]?.y?.toPrecision(12)))
  expect(heights).toEqual([10.2, 12.2, 14.2])
  expect(means[0]?.data[0]?.x).toBe(1e-4)
  const { low, high } = meanInterval([10.1, 10.2, 10.3])
  const [whisker] = figure.marks
  expect(whisker?.shape === 'line' && whisker.points.map(([, y]) => y)).toEqual([low, high])
})

test('what other parameters do to the runs of a value does not widen its interval', () => {
  const rows = runs.objects() as Record<string, unknown>[]
  const both = ['mlp', 'gnn'].flatMap((model) =>
    rows.map((row) => ({
      ...row,
      model,
      loss: (row.loss as number) + (model === 'gnn' ? 5 : 0),
    })),
  )
  const noted = noteColumns(runsOf(both), { aliases: new Map(), parameters: ['lr', 'model'] })
  const { caption, marks } = metricAgainstParameter(noted, OPTIONS)
  expect(caption).toContain('over seeds within settings')
  const [whisker] = marks
  const [low, high] = whisker?.shape === 'line' ? whisker.points.map(([, y]) => y) : []
  expect((high ?? 0) - (low ?? 0)).toBeLessThan(1)
})

test('an interval over settings that were run once each is called so', () => {
  const rows = (runs.objects() as Record<string, unknown>[]).map((row) => ({ ...row, x: row.seed }))
  const noted = noteColumns(runsOf(rows), { aliases: new Map(), parameters: ['lr', 'x'] })
  expect(metricAgainstParameter(noted, OPTIONS).caption).toContain(
    'over runs of different settings, which is not an interval over seeds',
  )
})

test('the caption says whether the metric rises', () => {
  const { sentence } = trendOf(runs, { metric: 'loss', by: 'lr', better: 'lower' })
  expect(sentence).toContain('loss rises with lr')
  expect(figure.caption).toContain(sentence.slice(1))
})

test('a verdict that is given takes the place of the trend', () => {
  const { caption } = metricAgainstParameter(runs, { ...OPTIONS, verdict: 'As compared: rises.' })
  expect(caption).toMatch(/As compared: rises\.$/)
  expect(caption).not.toContain('rank correlation')
})

test('values of a random search have no means', () => {
  const random = runsOf(Array.from({ length: 30 }, (_, i) => ({ lr: i + 0.5, loss: i })))
  const { chart, marks } = metricAgainstParameter(random, OPTIONS)
  expect(chart.data.datasets).toHaveLength(1)
  expect(marks).toEqual([])
})

test('zero stands beside a logarithmic axis, and a note says so', () => {
  const withZero = runsOf([0, 1e-4, 1e-3, 1e-2].map((lr, i) => ({ lr, loss: 1 + i })))
  expect(metricAgainstParameter(withZero, OPTIONS).notes).toEqual([
    'Zero stands beside the logarithmic axis, left of its least value.',
  ])
})

test('categories have their runs and means beside each other', () => {
  const { kind, chart } = metricAgainstParameter(runs, { metric: 'loss', parameter: 'optimizer' })
  expect(kind).toBe('metricAgainstParameter')
  expect(chart.options.scales.x.fixedTicks.map(({ label }) => label)).toEqual([
    'adam (n = 6)',
    'sgd (n = 3)',
  ])
})

test('means are of the highlighted runs alone', () => {
  const { chart, legend } = metricAgainstParameter(runs, {
    ...OPTIONS,
    group: 'optimizer',
    highlight: { optimizer: 'adam' },
  })
  const highlighted = chart.data.datasets.filter(({ pointStyle }) => pointStyle === 'rectRot')
  expect(highlighted.map(({ data }) => data[0]?.y)).toEqual([10.25, 12.25, 14.25])
  expect(legend[0]?.items.map(({ text, colour }) => [text, isBackground({ colour })])).toEqual([
    ['adam (n = 2 per value)', false],
    ['other runs (n = 3)', true],
  ])
})

test('the trend is of the highlighted runs, which the caption says', () => {
  const { caption, legend } = metricAgainstParameter(runs, {
    ...OPTIONS,
    highlight: { optimizer: 'adam' },
  })
  expect(caption).toMatch(/over 6 runs of 3 values.* This is of the highlighted runs alone\.$/)
  expect(legend[0]?.items.map(({ text, symbol }) => [text, symbol])).toEqual([
    ['highlighted runs (n = 2 per value)', 'line'],
    ['other runs (n = 3)', 'point'],
  ])
})

test('in panels the key and the caption say how many runs of a panel each mean is of', () => {
  const rows = ['a', 'b'].flatMap((panel) =>
    [1, 2, 4].flatMap((dim) => [0, 1, 2].map((seed) => ({ panel, dim, seed, loss: dim + seed }))),
  )
  const { legend, caption } = metricAgainstParameter(
    runsOf(rows.map((row) => ({ ...row, tokenizer: 'vq' }))),
    { metric: 'loss', parameter: 'dim', group: 'tokenizer', scale: 'linear', facet: 'panel' },
  )
  expect(legend[0]?.items[0]?.text).toBe('vq (n = 3 per value)')
  expect(caption).toContain("(Student's t, n = 3).")
})
