import { describe, expect, test } from 'vitest'
import { historyOf, runsOf } from '../../testing/exampleRuns.ts'
import type { Figure } from '../figure.ts'
import { pairedSlopes } from './comparisons/pairedSlopes.ts'
import { learningCurves } from './curves/learningCurves.ts'
import { ecdf } from './distributions/ecdf.ts'
import { bars } from './groups/bars.ts'
import { boxPlot } from './groups/boxPlot.ts'
import { horizontalBars } from './groups/horizontalBars.ts'
import { strip } from './groups/strip.ts'
import { bestSoFar } from './runs/bestSoFar.ts'
import { metricAgainstParameter } from './runs/metricAgainstParameter.ts'
import { paretoFront } from './runs/paretoFront.ts'
import { scatter } from './runs/scatter.ts'

const VALUE = { value: 'loss', group: 'tokenizer' } as const
type DrawRuns = (runs: ReturnType<typeof runsOf>) => Figure

/** From 0.2 to 0.37, but for the last. */
function runsWith(last: number) {
  return runsOf(
    Array.from({ length: 18 }, (_, i) => ({
      tokenizer: ['linear', 'none', 'vq'][i % 3],
      seed: Math.floor(i / 3),
      lr: 10 ** -(1 + (i % 3)),
      loss: i === 17 ? last : 0.2 + i / 100,
    })),
  )
}

const KINDS: Record<string, { draw: DrawRuns; axis?: 'x' | 'y' }> = {
  strip: { draw: (runs) => strip(runs, VALUE) },
  boxPlot: { draw: (runs) => boxPlot(runs, VALUE) },
  bars: { draw: (runs) => bars(runs, VALUE) },
  horizontalBars: { draw: (runs) => horizontalBars(runs, VALUE), axis: 'x' },
  metricAgainstParameter: {
    draw: (runs) => metricAgainstParameter(runs, { metric: 'loss', parameter: 'lr' }),
  },
  pairedSlopes: {
    draw: (runs) => pairedSlopes(runs, { value: 'loss', by: 'tokenizer', parameters: [] }),
  },
  bestSoFar: { draw: (runs) => bestSoFar(runs, { metric: 'loss' }) },
  scatter: { draw: (runs) => scatter(runs, { x: 'seed', y: 'loss' }) },
}

describe.each(Object.entries(KINDS))('%s', (_, { draw, axis = 'y' }) => {
  const figure = draw(runsWith(2e9))
  const where = axis === 'x' ? 'horizontal' : 'vertical'

  test('one diverged run lies beyond the axis of the others, and is reported', () => {
    const { type, max } = figure.chart.options.scales[axis]
    expect(type).toBe('linear')
    expect(max).toBeLessThan(1)
    expect(figure.notes).toContain(`Beyond the ${where} axis: 1 run, at 2×10⁹.`)
  })

  test('what the axis shows as the middle is what the words name', () => {
    expect(`${figure.caption} ${JSON.stringify(figure.legend)}`).not.toContain('geometric')
  })

  test('nothing lies beyond the axis without it', () => {
    expect(draw(runsWith(0.37)).notes.join(' ')).not.toContain('eyond the')
  })
})

test.each(['strip', 'bars', 'metricAgainstParameter', 'pairedSlopes'])(
  '%s: a mean that the run has drawn off the axis is reported',
  (kind) => {
    const { notes } = (KINDS[kind] as (typeof KINDS)[string]).draw(runsWith(2e9))
    expect(notes).toContainEqual(expect.stringMatching(/^Beyond the vertical axis: 1 mean/))
    expect(notes).toContain('Intervals that reach beyond the axis are cut off at its edge.')
  },
)

test('a median beyond the axis is reported', () => {
  const losses = [...Array.from({ length: 20 }, (_, i) => 0.2 + i / 100), 3e9, 3e9]
  const runs = runsOf(losses.map((loss, i) => ({ tokenizer: i < 20 ? 'none' : 'vq', loss })))
  expect(boxPlot(runs, VALUE).notes).toContain('Beyond the vertical axis: 1 median, at 3×10⁹.')
})

test('panels with axes of their own cut what is extreme among their runs, and only that is reported', () => {
  const losses = Array.from({ length: 16 }, (_, i) => (i < 8 ? 0.2 : 3) + i / 100)
  const runs = runsOf(
    [...losses, 2e9].map((loss, i) => ({ panel: i < 8 ? 'p' : 'q', tokenizer: 'vq', loss })),
  )
  const { panels, notes } = boxPlot(runs, { ...VALUE, facet: 'panel', facetAxes: 'free' })
  const ends = panels?.plots.map(({ chart }) => chart.options.scales.y.max)
  expect(ends?.[0]).toBeLessThan(0.4)
  expect(ends?.[1]).toBeLessThan(4)
  expect(notes).toEqual(['(Panel: q) Beyond the vertical axis: 1 run, at 2×10⁹.'])
})

/** Two groups of twenty runs, and a diverged one each. */
const TWO_GROUPS = runsOf(
  ['none', 'vq'].flatMap((tokenizer) =>
    [...Array.from({ length: 20 }, (_, i) => 0.2 + i / 100), 3e9].map((loss) => ({
      tokenizer,
      loss,
    })),
  ),
)

test('with axes of their own, panels alone say what lies beyond them', () => {
  const { notes } = ecdf(TWO_GROUPS, { value: 'loss', facet: 'tokenizer', facetAxes: 'free' })
  expect(notes).toEqual([
    '(Tokenizer: none) Beyond the horizontal axis: 1 run, at 3×10⁹.',
    '(Tokenizer: vq) Beyond the horizontal axis: 1 run, at 3×10⁹.',
  ])
})

test('intervals that are cut in panels are told with axes of their own too', () => {
  const { notes } = strip(TWO_GROUPS, { value: 'loss', facet: 'tokenizer', facetAxes: 'free' })
  expect(notes).toContain('Intervals that reach beyond the axis are cut off at its edge.')
})

test('the end of one interval squashes no bars, and is reported', () => {
  const runs = runsOf(
    Array.from({ length: 12 }, (_, i) => {
      const loss = 1 + i / 50
      return { seed: i, loss, low: loss - 0.1, high: i === 5 ? 1e4 : loss + 0.1 }
    }),
  )
  const options = { value: 'loss', label: 'seed', low: 'low', high: 'high' } as const
  const { chart, notes } = horizontalBars(runs, options)
  expect(chart.options.scales.x.max).toBeLessThan(1.5)
  expect(notes).toEqual(['Intervals that reach beyond the axis are cut off at its edge.'])
})

test.each([
  ['scatter', scatter],
  ['paretoFront', paretoFront],
])('%s of runs that all diverged says so', (_, draw) => {
  const runs = runsOf([1, 2, 3].map((time) => ({ time, loss: Number.POSITIVE_INFINITY })))
  const { notes } = draw(runs, { x: 'time', y: 'loss' })
  expect(notes).toEqual([
    'None of the 3 runs has both Time (time) and Loss (loss).',
    'Not drawn: 3 runs with an infinite Loss (diverged).',
  ])
})

test('histories of runs that all diverged say so', () => {
  const runs = runsOf([{ run_dir: 'a' }, { run_dir: 'b' }])
  const infinite = historyOf([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])
  const { notes } = learningCurves(
    runs,
    new Map([
      ['a', infinite],
      ['b', infinite],
    ]),
  )
  expect(notes).toEqual([
    'None of the 2 runs has values of Validation loss (val_loss, split val).',
    'With infinite values (diverged): 2 runs.',
  ])
})
