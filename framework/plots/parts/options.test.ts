import { describe, expect, it, test } from 'vitest'
import { timeToThreshold } from '../../compare/timeToThreshold.ts'
import { examplePerEpoch, exampleRuns as runs, runsOf } from '../../testing/exampleRuns.ts'
import { lossVsTime } from '../kinds/curves/lossVsTime.ts'
import { histogram } from '../kinds/distributions/histogram.ts'
import { bars } from '../kinds/groups/bars.ts'
import { boxPlot } from '../kinds/groups/boxPlot.ts'
import { forestPlot } from '../kinds/groups/forestPlot.ts'
import { horizontalBars } from '../kinds/groups/horizontalBars.ts'
import { metricGrid } from '../kinds/runs/metricGrid.ts'
import { paretoFront } from '../kinds/runs/paretoFront.ts'
import { scatter } from '../kinds/runs/scatter.ts'

/** Options as a report without type check may give them. */
const untyped = (options: object) => options as never
const values = [{ name: 'a', values: [1, 2] }]
const value = 'loss.total_best'

describe('a misspelt option is an error that names it and what it takes', () => {
  test.each<[string, () => unknown, RegExp]>([
    [
      'a choice',
      () => lossVsTime(runs, examplePerEpoch, untyped({ x: 'tim' })),
      /lossVsTime: x takes "time" or "epoch", not "tim"/,
    ],
    [
      'a scale',
      () => lossVsTime(runs, examplePerEpoch, untyped({ scale: 'logg' })),
      /scale takes "auto" or "linear" or "log", not "logg"/,
    ],
    [
      'what to show',
      () => lossVsTime(runs, examplePerEpoch, untyped({ show: 'means' })),
      /show takes/,
    ],
    [
      'a direction',
      () => paretoFront(runs, untyped({ x: 'seed', y: value, better: { y: 'min' } })),
      /paretoFront, better: y takes "lower" or "higher", not "min"/,
    ],
    [
      'directions that are no object',
      () => paretoFront(runs, untyped({ x: 'seed', y: value, better: 'min' })),
      /better takes an object/,
    ],
    [
      'a statistic',
      () => metricGrid(runs, untyped({ x: 'encoder', y: 'seed', value, statistic: 'avg' })),
      /statistic takes/,
    ],
    [
      'a comparison',
      () => timeToThreshold(runs, examplePerEpoch, untyped({ threshold: 0.1, comparison: '=<' })),
      /comparison takes "<" or "<=" or/,
    ],
    ['no bins', () => histogram(values, { title: 'x', bins: 0 }), /bins takes a whole number/],
    ['NaN bins', () => histogram(values, { title: 'x', bins: Number.NaN }), /not NaN/],
    ['no rows', () => horizontalBars(runs, { value, limit: 0 }), /limit takes a whole number/],
    ['no models', () => forestPlot([], { title: 'x', limit: 0 }), /limit takes a whole number/],
    [
      'an option that there is not',
      () => boxPlot(runs, untyped({ value, grup: 'encoder' })),
      /boxPlot has no option "grup". It has: value, group/,
    ],
  ])('%s', (_, draw, message) => {
    expect(draw).toThrow(
      expect.objectContaining({
        code: 'FIGURE_OPTIONS_INVALID',
        message: expect.stringMatching(message),
      }),
    )
  })
})

describe('a column', () => {
  it('that the table lacks is an error that lists those it has', () => {
    const unknown = /takes the name of a column \(run_dir, encoder, .*\).*, not .*"nope"/
    const drawings = [
      () => lossVsTime(runs, examplePerEpoch, { group: 'nope' }),
      () => lossVsTime(runs, examplePerEpoch, { dash: 'nope' }),
      () => scatter(runs, { x: 'nope', y: value }),
      () => scatter(runs, { x: 'seed', y: value, label: ['seed', 'nope'] }),
      () => bars(runs, { value, by: 'nope' }),
      () => boxPlot(runs, { value: 'nope' }),
    ]
    for (const draw of drawings) expect(draw).toThrow(unknown)
  })

  it('that every table may have makes a figure with a note where it is missing', () => {
    const one = runsOf([{ run_dir: 'a', loss: 1 }])
    expect(boxPlot(one, { value: 'metric_perplex_final' }).alt).toMatch(/^Nothing to draw/)
  })
})

it('takes null for one group of all runs', () => {
  expect(names(boxPlot(runs, { value, group: null }))).toEqual(['all runs (n = 12)'])
  expect(names(bars(runs, { value, group: null }))).toEqual(['all runs (n = 12)'])
})

function names({ chart }: ReturnType<typeof boxPlot>): string[] {
  return chart.options.scales.x.fixedTicks.map(({ label }) => label)
}

test('an option without a default is asked for', () => {
  expect(() => bars(runs, {} as never)).toThrow('bars needs value: the name of a column (')
  expect(() => scatter(runs, { x: 'seed' } as never)).toThrow('scatter needs y: ')
})
