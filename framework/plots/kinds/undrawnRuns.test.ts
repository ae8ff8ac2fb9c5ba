import { expect, test } from 'vitest'
import { runsOf } from '../../testing/exampleRuns.ts'
import type { Figure } from '../figure.ts'
import { ecdf } from './distributions/ecdf.ts'
import { bars } from './groups/bars.ts'
import { boxPlot } from './groups/boxPlot.ts'
import { forestPlot } from './groups/forestPlot.ts'
import { horizontalBars } from './groups/horizontalBars.ts'
import { strip } from './groups/strip.ts'
import { bestSoFar } from './runs/bestSoFar.ts'
import { metricAgainstParameter } from './runs/metricAgainstParameter.ts'
import { metricGrid } from './runs/metricGrid.ts'
import { parallelCoordinates } from './runs/parallelCoordinates.ts'
import { scatter } from './runs/scatter.ts'

const losses = [0.2, 0.3, 0.25, 0.22, Number.POSITIVE_INFINITY, 1e300]
const runs = runsOf(
  losses.map((loss, i) => ({
    tokenizer: i % 2 ? 'vq' : 'none',
    seed: i,
    lr: 10 ** -(i % 3),
    loss,
  })),
)
const VALUE = { value: 'loss', group: 'tokenizer' } as const

const KINDS: Record<string, (table: typeof runs) => Figure> = {
  strip: (table) => strip(table, VALUE),
  boxPlot: (table) => boxPlot(table, VALUE),
  bars: (table) => bars(table, VALUE),
  ecdf: (table) => ecdf(table, VALUE),
  horizontalBars: (table) => horizontalBars(table, VALUE),
  metricAgainstParameter: (table) =>
    metricAgainstParameter(table, { metric: 'loss', parameter: 'lr' }),
  bestSoFar: (table) => bestSoFar(table, { metric: 'loss' }),
  scatter: (table) => scatter(table, { x: 'seed', y: 'loss' }),
  metricGrid: (table) => metricGrid(table, { x: 'tokenizer', y: 'lr', value: 'loss' }),
  parallelCoordinates: (table) =>
    parallelCoordinates(table, { parameters: ['tokenizer', 'lr'], value: 'loss' }),
}

test.each(Object.entries(KINDS))(
  '%s tells infinite values from those that are too large and from those that are missing',
  (_, draw) => {
    const { notes } = draw(runs)
    expect(notes).toContain('Not drawn: 1 run that diverged: Loss is infinite, or became NaN.')
    expect(notes).toContain('Not drawn: 1 run with a Loss beyond 10¹⁵⁰, where no axis reaches.')
    expect(notes.join(' ')).not.toContain('without')
  },
)

test.each(Object.entries(KINDS))(
  '%s leaves out the best of a run that diverged later',
  (_, draw) => {
    const lossesOf = (last: number) =>
      runsOf(
        losses.map((loss, i) => ({
          tokenizer: i % 2 ? 'vq' : 'none',
          seed: i,
          lr: 10 ** -(i % 3),
          loss: i === 4 ? last : Math.min(loss, 0.4),
          diverged: i === 4 ? 'val_acc, loss' : '',
        })),
      )
    expect(draw(lossesOf(0.001))).toEqual(draw(lossesOf(Number.POSITIVE_INFINITY)))
    expect(draw(lossesOf(0.001)).notes).toContain(
      'Not drawn: 1 run that diverged: Loss is infinite, or became NaN.',
    )
  },
)

test('a run that has no place on two logarithmic axes is counted once, for an axis that is named', () => {
  const points = Array.from({ length: 30 }, (_, i) => ({
    time: 10 ** (i / 6),
    loss: 10 ** (-i / 6),
  }))
  const nowhere = [
    { time: 0, loss: -1 },
    { time: -2, loss: 1 },
    { time: 1, loss: 0 },
  ]
  const { chart, notes } = scatter(runsOf([...points, ...nowhere]), {
    ...{ x: 'time', y: 'loss', group: null },
    ...{ xScale: 'log', scale: 'log' },
  })
  expect(chart.data.datasets.flatMap(({ data }) => data)).toHaveLength(30)
  expect(notes).toEqual([
    'Not drawn: 2 runs whose Time is not above zero, which a log axis cannot show.',
    'Not drawn: 1 run whose Loss is not above zero, which a log axis cannot show.',
  ])
})

test('forestPlot does so too', () => {
  const { notes } = forestPlot(
    losses.map((value, i) => ({ name: `m${i}`, group: 'g', value, low: value, high: value })),
    { title: 'Loss' },
  )
  expect(notes).toContain('Not drawn: 1 model with an infinite Loss (diverged).')
  expect(notes).toContain('Not drawn: 1 model with a Loss beyond 10¹⁵⁰, where no axis reaches.')
})
