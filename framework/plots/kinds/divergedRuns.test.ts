import { describe, expect, test } from 'vitest'
import { withColumn } from '../../tables/withColumn.ts'
import { historyOf, runsOf } from '../../testing/exampleRuns.ts'
import type { Figure } from '../figure.ts'
import { beyondPoints } from '../parts/beyondPoints.ts'
import type { FacetOptions } from '../parts/panels/facets.ts'
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

test.each([
  ['strip', 'vq'],
  ['bars', 'vq'],
  ['metricAgainstParameter', 'all runs at Lr 0.001'],
  ['pairedSlopes', 'vq'],
])(
  '%s: a mean that the run has drawn off the axis is told, with whose it is and its value',
  (kind, of) => {
    const { notes, chart } = (KINDS[kind] as (typeof KINDS)[string]).draw(runsWith(2e9))
    expect(notes).toContain(`Beyond the vertical axis: the mean of ${of} (3.33×10⁸).`)
    expect(notes).toContain('Intervals that reach beyond the axis are cut off at its edge.')
    expect(beyondPoints(chart).map(({ marker }) => marker?.pointStyle)).toEqual([
      'rectRot',
      undefined,
    ])
  },
)

test('a mean in panels is told once, of its panel, with axes that all share or of its own', () => {
  const runs = withColumn(runsWith(2e9), 'half', (_, row) => (row < 9 ? 'a' : 'b'))
  const draw: Record<string, (asked: FacetOptions) => Figure> = {
    strip: (asked) => strip(runs, { ...VALUE, ...asked }),
    bars: (asked) => bars(runs, { ...VALUE, ...asked }),
    metricAgainstParameter: (asked) =>
      metricAgainstParameter(runs, { metric: 'loss', parameter: 'lr', ...asked }),
    pairedSlopes: (asked) =>
      pairedSlopes(runs, { value: 'loss', by: 'tokenizer', parameters: [], ...asked }),
  }
  for (const facetAxes of ['shared', 'free'] as const) {
    for (const drawKind of Object.values(draw)) {
      const told = drawKind({ facet: 'half', facetAxes }).notes.filter((note) =>
        note.includes('the mean'),
      )
      expect(told).toEqual([
        expect.stringMatching(
          /^\(Half: b\) Beyond the vertical axis: the mean of .* \(6\.67×10⁸\)\.$/,
        ),
      ])
    }
  }
})

/** Twenty runs of one group, and two of another far away. */
const FAR_GROUP = runsOf(
  [...Array.from({ length: 20 }, (_, i) => 0.2 + i / 100), 3e9, 3e9].map((loss, i) => ({
    tokenizer: i < 20 ? 'none' : 'vq',
    panel: i < 10 ? 'p' : 'q',
    loss,
  })),
)

test('a median beyond the axis is told', () => {
  const note = 'Beyond the vertical axis: the median of vq (3×10⁹).'
  expect(boxPlot(FAR_GROUP, VALUE).notes).toContain(note)
})

test('medians in panels are those of the panels', () => {
  const facet = { ...VALUE, facet: 'panel' } as const
  expect(boxPlot(FAR_GROUP, facet).notes).toEqual([
    'Beyond the vertical axis: 2 runs, at 3×10⁹.',
    '(Panel: q) Beyond the vertical axis: the median of vq (3×10⁹).',
  ])
  expect(ecdf(FAR_GROUP, facet).notes).toContain(
    '(Panel: q) Beyond the horizontal axis: the median of vq (3×10⁹).',
  )
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
    'Not drawn: 3 runs that diverged: Loss is infinite, or became NaN.',
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
