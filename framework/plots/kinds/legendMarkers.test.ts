import { expect, test } from 'vitest'
import { exampleRuns } from '../../testing/exampleRuns.ts'
import type { Figure } from '../figure.ts'
import { bars } from './groups/bars.ts'
import { boxPlot } from './groups/boxPlot.ts'
import { horizontalBars } from './groups/horizontalBars.ts'
import { strip } from './groups/strip.ts'
import { metricAgainstParameter } from './runs/metricAgainstParameter.ts'
import { scatter } from './runs/scatter.ts'

const LOSS = 'loss.total_best'
const runs = exampleRuns.assign({ size: Array.from({ length: 12 }, (_, i) => 2 ** (i % 4)) })

const FIGURES: Readonly<Record<string, Figure>> = {
  bars: bars(runs, { value: LOSS, by: 'encoder', group: 'tokenizer', scale: 'log' }),
  boxPlot: boxPlot(runs, { value: LOSS, group: 'tokenizer' }),
  horizontalBars: horizontalBars(runs, { value: LOSS, group: 'tokenizer', scale: 'log' }),
  metricAgainstParameter: metricAgainstParameter(runs, {
    metric: LOSS,
    parameter: 'size',
    group: 'tokenizer',
  }),
  scatter: scatter(runs, { x: 'throughput_mean', y: LOSS, group: 'tokenizer' }),
  strip: strip(runs, { value: LOSS, by: 'encoder', group: 'tokenizer' }),
}

test.each(Object.entries(FIGURES))('%s draws the three markers of its legend', (_, figure) => {
  const drawn = figure.chart.data.datasets.map(({ pointStyle }) => pointStyle)
  expect(drawn).toEqual(expect.arrayContaining(['circle', 'rect', 'triangle']))
})
