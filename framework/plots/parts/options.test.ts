import { describe, expect, test } from 'vitest'
import { noteColumns } from '../../tables/columnAliases.ts'
import { examplePerEpoch, exampleRuns as runs, runsOf } from '../../testing/exampleRuns.ts'
import { rocCurves } from '../kinds/classification/rocCurves.ts'
import { differenceForest } from '../kinds/comparisons/differenceForest.ts'
import { learningCurves } from '../kinds/curves/learningCurves.ts'
import { lossVsTime } from '../kinds/curves/lossVsTime.ts'
import { trainAndValidation } from '../kinds/curves/trainAndValidation.ts'
import { histogram } from '../kinds/distributions/histogram.ts'
import { histogramGrid } from '../kinds/distributions/histogramGrid.ts'
import { bars } from '../kinds/groups/bars.ts'
import { boxPlot } from '../kinds/groups/boxPlot.ts'
import { forestPlot } from '../kinds/groups/forestPlot.ts'
import { horizontalBars } from '../kinds/groups/horizontalBars.ts'
import { metricGrid } from '../kinds/runs/metricGrid.ts'
import { parallelCoordinates } from '../kinds/runs/parallelCoordinates.ts'
import { paretoFront } from '../kinds/runs/paretoFront.ts'
import { scatter } from '../kinds/runs/scatter.ts'
import { strengthCurves } from '../kinds/strengths/strengthCurves.ts'

/** What a report without type check may give. */
const untyped = (given: unknown) => given as never
const values = [{ name: 'a', values: [1, 2] }]
const value = 'loss.total_best'

describe('a wrong option is an error that names figure, option, what came and what belongs', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a choice',
      () => lossVsTime(runs, examplePerEpoch, untyped({ x: 'tim' })),
      'lossVsTime: option "x" is "tim", expected "time", "epoch" or "step". Did you mean "time"?',
    ],
    [
      'a scale',
      () => lossVsTime(runs, examplePerEpoch, untyped({ scale: 'logg' })),
      'lossVsTime: option "scale" is "logg", expected "auto", "linear" or "log". Did you mean "log"?',
    ],
    [
      'what to show',
      () => learningCurves(runs, examplePerEpoch, untyped({ show: 'means' })),
      'learningCurves: option "show" is "means", expected "mean and runs", "mean" or "runs". Did you mean "mean"?',
    ],
    [
      'a direction',
      () => paretoFront(runs, untyped({ x: 'seed', y: value, better: { y: 'min' } })),
      'paretoFront: option "better.y" is "min", expected "lower" or "higher".',
    ],
    [
      'directions that are no object',
      () => paretoFront(runs, untyped({ x: 'seed', y: value, better: 'min' })),
      'paretoFront: option "better" is "min", expected an object.',
    ],
    [
      'a statistic',
      () => metricGrid(runs, untyped({ x: 'encoder', y: 'seed', value, statistic: 'avg' })),
      'metricGrid: option "statistic" is "avg", expected "mean", "median", "min" or "max".',
    ],
    [
      'no bins',
      () => histogram(values, { title: 'x', bins: 0 }),
      'histogram: option "bins" is 0, expected a positive whole number.',
    ],
    [
      'NaN bins',
      () => histogram(values, { title: 'x', bins: Number.NaN }),
      'histogram: option "bins" is NaN, expected a positive whole number.',
    ],
    [
      'a palette that is no map',
      () => boxPlot(runs, untyped({ value, palette: { none: '#000000' } })),
      'boxPlot: option "palette" is an object, expected the colours by group, as colours() returns them.',
    ],
    [
      'a reference without a value',
      () => forestPlot([], untyped({ title: 'x', reference: { name: 'chance' } })),
      'forestPlot: option "reference.value" is missing.',
    ],
    [
      'a smoothing under another name',
      () => learningCurves(runs, examplePerEpoch, untyped({ smooth: { emaa: 0.9 } })),
      'learningCurves: option "smooth" is an object, expected either { ema: 0.9 } or { window: 21 }.',
    ],
    [
      'both smoothings',
      () => learningCurves(runs, examplePerEpoch, untyped({ smooth: { ema: 0.9, window: 3 } })),
      'learningCurves: option "smooth" is an object, expected either { ema: 0.9 } or { window: 21 }.',
    ],
    [
      'a smoothing that is a number',
      () => learningCurves(runs, examplePerEpoch, untyped({ smooth: 0.9 })),
      'learningCurves: option "smooth" is 0.9, expected either { ema: 0.9 } or { window: 21 }.',
    ],
    [
      'a weight of 1',
      () => learningCurves(runs, examplePerEpoch, { smooth: { ema: 1 } }),
      'learningCurves: option "smooth.ema" is 1, expected a weight above 0 and below 1.',
    ],
    [
      'a window of no values',
      () => learningCurves(runs, examplePerEpoch, { smooth: { window: 0 } }),
      'learningCurves: option "smooth.window" is 0, expected a positive whole number.',
    ],
    [
      'a column where several belong',
      () => learningCurves(runs, examplePerEpoch, untyped({ within: 'encoder' })),
      'learningCurves: option "within" is "encoder", expected a list of columns.',
    ],
    [
      'a parameter where several belong',
      () => parallelCoordinates(runs, untyped({ parameters: 'encoder', value })),
      'parallelCoordinates: option "parameters" is "encoder", expected a list of columns.',
    ],
    [
      'three columns of panels',
      () => boxPlot(runs, untyped({ value, facet: ['encoder', 'encoder', 'encoder'] })),
      'boxPlot: option "facet": expected one column, or two for the rows and the columns of panels.',
    ],
    [
      'one metric where two belong',
      () => trainAndValidation(runs, examplePerEpoch, untyped({ metrics: ['val_loss'] })),
      'trainAndValidation: option "metrics" is a list, expected a list of two columns of the histories.',
    ],
    [
      'a metric that is no list',
      () => trainAndValidation(runs, examplePerEpoch, untyped({ metrics: 'val_loss' })),
      'trainAndValidation: option "metrics" is "val_loss", expected a list of two columns of the histories.',
    ],
    [
      'a facet of comparisons',
      () => differenceForest({ rows: [] }, untyped({ facet: 'blok' })),
      'differenceForest: option "facet" is "blok", expected "by", "block" or a list of both. Did you mean "block"?',
    ],
    [
      'a list of one facet',
      () => differenceForest({ rows: [] }, untyped({ facet: ['by'] })),
      'differenceForest: option "facet" is a list, expected "by", "block" or a list of both.',
    ],
    [
      'one facet of two',
      () => differenceForest({ rows: [] }, untyped({ facet: ['by', 'blok'] })),
      'differenceForest: option "facet" is "blok", expected "by" or "block". Did you mean "block"?',
    ],
    [
      'a word as the order of bars',
      () => bars(runs, untyped({ value, order: 'desc' })),
      'bars: option "order" is "desc", expected a list of values of the column.',
    ],
    [
      'an object in the order of bars',
      () => bars(runs, untyped({ value, order: [{}] })),
      'bars: option "order" is an object, expected a value of the column.',
    ],
    [
      'a split that no run has',
      () => learningCurves(runs, examplePerEpoch, { split: 'tets' }),
      'learningCurves: option "split" is "tets", expected a split that the histories have, such as train, val or test, perhaps "test".',
    ],
    [
      'one that there is not',
      () => boxPlot(runs, untyped({ value, grup: 'encoder' })),
      'boxPlot: option "grup" is not known. Did you mean "group"? Known here: value, group, scale, title, palette, facet, facetAxes, highlight, hide.',
    ],
    [
      'several',
      () => horizontalBars(runs, untyped({ value, limit: 1.5, better: 'best' })),
      'horizontalBars: option "better" is "best", expected "lower" or "higher".\n' +
        'horizontalBars: option "limit" is 1.5, expected a positive whole number.',
    ],
    [
      'null for options',
      () => scatter(runs, untyped(null)),
      'scatter: its options are null, expected an object.',
    ],
  ])('%s', (_, draw, message) => {
    expect(draw).toThrow(expect.objectContaining({ code: 'FIGURE_OPTIONS_INVALID', message }))
  })
})

describe('an option without a default is asked for, also where there are no options', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['bars', () => bars(runs, untyped({})), /option "value" is missing, expected the name of a/],
    ['boxPlot', () => boxPlot(runs, untyped(undefined)), /option "value" is missing/],
    ['horizontalBars', () => horizontalBars(runs, untyped(undefined)), /"value" is missing/],
    ['scatter', () => scatter(runs, untyped({ x: 'seed' })), /option "y" is missing/],
    ['paretoFront', () => paretoFront(runs, untyped(undefined)), /"x" is missing/],
    ['metricGrid', () => metricGrid(runs, untyped(undefined)), /"x" is missing/],
    [
      'parallelCoordinates',
      () => parallelCoordinates(runs, untyped(undefined)),
      /"parameters" is missing, expected a list of columns\.\n.*"value" is missing/,
    ],
    [
      'histogram',
      () => histogram(values, untyped(undefined)),
      /"title" is missing, expected string/,
    ],
    ['histogramGrid', () => histogramGrid([], untyped(undefined)), /"title" is missing/],
    ['forestPlot', () => forestPlot([], untyped(undefined)), /"title" is missing/],
    ['strengthCurves', () => strengthCurves([], untyped(undefined)), /"title" is missing/],
  ])('%s', (name, draw, message) => {
    expect(draw).toThrow(
      expect.objectContaining({
        code: 'FIGURE_OPTIONS_INVALID',
        message: expect.stringMatching(message),
      }),
    )
    expect(draw).toThrow(new RegExp(`^${name}: option`))
  })
})

test('a misspelt option is reported alone, not as missing too', () => {
  expect(() => boxPlot(runs, untyped({ valeu: value }))).toThrow(
    expect.objectContaining({
      message:
        'boxPlot: option "valeu" is not known. Did you mean "value"? Known here: value, group, scale, title, palette, facet, facetAxes, highlight, hide.',
    }),
  )
})

test('options that are an array are told as such', () => {
  expect(() => boxPlot(runs, untyped([value]))).toThrow(
    'boxPlot: its options are an array, expected an object.',
  )
})

test('an option that is undefined has its default', () => {
  const given = untyped({ metric: undefined, group: undefined, x: undefined, show: undefined })
  expect(lossVsTime(runs, examplePerEpoch, given)).toEqual(lossVsTime(runs, examplePerEpoch))
})

describe('data that a figure cannot take is an error that names it', () => {
  const title = { title: 'x' }
  test.each<[string, () => unknown, string]>([
    [
      'no runs',
      () => bars(untyped(undefined), { value }),
      'bars: "runs" is missing, expected a table of runs, as loadRuns returns it.',
    ],
    [
      'no histories',
      () => learningCurves(runs, untyped(undefined)),
      'learningCurves: "perEpoch" is missing, expected the histories by run_dir, as loadRuns returns them.',
    ],
    [
      'a curve without its arrays',
      () => rocCurves(untyped([{ name: 'a', auroc: 0.5 }])),
      'rocCurves: "curves.0.fpr" is missing.\nrocCurves: "curves.0.tpr" is missing.',
    ],
    [
      'a curve of unequal arrays',
      () => rocCurves(untyped([{ name: 'a', fpr: [0, 1], tpr: [0], auroc: 0.5 }])),
      'rocCurves: "curves.0.tpr": expected as many numbers as in fpr.',
    ],
    [
      'no curves',
      () => rocCurves(untyped(undefined)),
      'rocCurves: "curves" is missing, expected a list.',
    ],
    [
      'a curve without points',
      () => strengthCurves(untyped([{ corruption: 'noise', group: 'vq' }]), title),
      'strengthCurves: "curves.0.points" is missing.',
    ],
    [
      'a series without values',
      () => histogram(untyped([{ name: 'a' }]), title),
      'histogram: "series.0.values" is missing.',
    ],
    [
      'counts without edges',
      () => histogramGrid(untyped([{ title: 'a', series: [{ name: 'a', counts: [1] }] }]), title),
      'histogramGrid: "panels.0.series.0.edges" is missing.',
    ],
    [
      'a model without a group',
      () => forestPlot(untyped([{ name: 'a', value: 1 }]), title),
      'forestPlot: "estimates.0.group" is missing.',
    ],
  ])('%s', (_, draw, message) => {
    expect(draw).toThrow(expect.objectContaining({ code: 'FIGURE_OPTIONS_INVALID', message }))
  })
})

describe('a column', () => {
  test('that the table lacks is an error that lists those it has', () => {
    const unknown = /is "nope", expected the name of a column( or null)? \(run_dir, encoder, .*\)/
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

  test('that is misspelt gets the nearest one', () => {
    expect(() => boxPlot(runs, { value, group: 'encodr' })).toThrow(
      'boxPlot: option "group" is "encodr", expected the name of a column or null, perhaps "encoder" (',
    )
  })

  test('of the histories that is misspelt gets the nearest one', () => {
    expect(() => lossVsTime(runs, examplePerEpoch, { metric: 'val_los' })).toThrow(
      'lossVsTime: option "metric" is "val_los", expected the name of a column, perhaps "val_loss" (',
    )
  })

  test('that every table may have makes a figure with a note where it is missing', () => {
    const one = runsOf([{ run_dir: 'a', loss: 1 }])
    expect(boxPlot(one, { value: 'metric_perplex_final' }).alt).toMatch(/^Nothing to draw/)
  })
})

test('takes null for one group of all runs', () => {
  expect(names(boxPlot(runs, { value, group: null }))).toEqual(['all runs (n = 12)'])
  expect(names(bars(runs, { value, group: null }))).toEqual(['all runs (n = 12)'])
})

function names({ chart }: ReturnType<typeof boxPlot>): string[] {
  return chart.options.scales.x.fixedTicks.map(({ label }) => label)
}

test('a parameter is asked for by its whole key too, wherever a column is named', () => {
  const rows = [1, 2].flatMap((seed) =>
    [1, 2].map((lr) => ({ run_dir: `${seed} ${lr}`, seed, lr, loss: lr })),
  )
  const keyed = noteColumns(runsOf(rows), { aliases: new Map([['optim.lr', 'lr']]) })
  const options = { value: 'loss', group: 'optim.lr', facet: 'optim.lr' }
  expect(boxPlot(keyed, options).marks).toEqual(
    boxPlot(keyed, { value: 'loss', group: 'lr', facet: 'lr' }).marks,
  )
  expect(metricGrid(keyed, { x: 'optim.lr', y: 'seed', value: 'loss' }).marks).toEqual(
    metricGrid(keyed, { x: 'lr', y: 'seed', value: 'loss' }).marks,
  )
})
