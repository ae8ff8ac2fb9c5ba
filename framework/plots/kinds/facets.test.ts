import { describe, expect, test } from 'vitest'
import { compareGroups } from '../../compare/compareGroups.ts'
import { parameterImportance } from '../../compare/importance/parameterImportance.ts'
import { withColumn } from '../../tables/withColumn.ts'
import { examplePerEpoch, exampleRuns } from '../../testing/exampleRuns.ts'
import type { Figure, Mark, Panel } from '../figure.ts'
import { backgroundRejection } from './classification/backgroundRejection.ts'
import { calibrationCurve } from './classification/calibrationCurve.ts'
import { confusionMatrix } from './classification/confusionMatrix.ts'
import { precisionRecallCurves } from './classification/precisionRecallCurves.ts'
import { rocCurves } from './classification/rocCurves.ts'
import { significanceImprovement } from './classification/significanceImprovement.ts'
import { differenceForest } from './comparisons/differenceForest.ts'
import { importanceBars } from './comparisons/importanceBars.ts'
import { improvementForest } from './comparisons/improvementForest.ts'
import { pairedSlopes } from './comparisons/pairedSlopes.ts'
import { learningCurves } from './curves/learningCurves.ts'
import { trainAndValidation } from './curves/trainAndValidation.ts'
import { ecdf } from './distributions/ecdf.ts'
import { histogram } from './distributions/histogram.ts'
import { bars } from './groups/bars.ts'
import { boxPlot } from './groups/boxPlot.ts'
import { forestPlot } from './groups/forestPlot.ts'
import { horizontalBars } from './groups/horizontalBars.ts'
import { strip } from './groups/strip.ts'
import { bestSoFar } from './runs/bestSoFar.ts'
import { metricAgainstParameter } from './runs/metricAgainstParameter.ts'
import { metricGrid } from './runs/metricGrid.ts'
import { parallelCoordinates } from './runs/parallelCoordinates.ts'
import { paretoFront } from './runs/paretoFront.ts'
import { scatter } from './runs/scatter.ts'
import { timeline } from './runs/timeline.ts'

const value = 'loss.total_best'
const facet = 'encoder'
const curve = { fpr: [0, 0.5, 1], tpr: [0, 0.8, 1], auroc: 0.65, low: 0.6, high: 0.7 }
const estimates = ['gnn', 'mlp'].flatMap((facet) =>
  ['none', 'vq'].map((name, i) => ({
    ...{ name, group: name, facet },
    value: 0.6 + i / 10,
    low: 0.55 + i / 10,
    high: 0.65 + i / 10,
  })),
)

/** Forty events, the positive ones with the higher scores, for two models in each of two panels. */
const labels = Array.from({ length: 40 }, (_, i) => i % 2)
const models = estimates.map(({ name, facet }, at) => ({
  ...{ name, facet, labels },
  scores: labels.map((label, i) => (label + at + ((i * 7) % 40)) / 45),
}))
const timedRuns = withColumn(
  withColumn(exampleRuns, 'started_at', (_, row) => `2026-01-0${1 + (row % 9)}T00:00:00Z`),
  'duration_s',
  () => 3600,
)
/** Which tokenizer is best by encoder: `block` says which runs a row compares. */
const compared = ['gnn', 'mlp'].flatMap((block) =>
  compareGroups(exampleRuns, { metric: value, by: 'tokenizer' }).rows.map((row) => ({
    ...row,
    block,
  })),
)
const importance = parameterImportance(exampleRuns, {
  ...{ metric: value, parameters: ['tokenizer', 'encoder'] },
})

const FIGURES: Readonly<Record<string, Figure>> = {
  backgroundRejection: backgroundRejection(models, { positiveLabel: 1 }),
  bars: bars(exampleRuns, { value, facet }),
  bestSoFar: bestSoFar(exampleRuns, { metric: value, facet }),
  boxPlot: boxPlot(exampleRuns, { value, facet }),
  calibrationCurve: calibrationCurve(models, { positiveLabel: 1 }),
  confusionMatrix: confusionMatrix([0, 1, 0, 1], [0, 1, 1, 1], {
    facet: ['gnn', 'gnn', 'mlp', 'mlp'],
  }),
  differenceForest: differenceForest({ rows: compared }, { facet: 'block' }),
  ecdf: ecdf(exampleRuns, { value, facet }),
  forestPlot: forestPlot(estimates, { title: 'AUROC' }),
  histogram: histogram(
    estimates.map(({ name, facet }) => ({ name, facet, values: [1, 2, 3] })),
    { title: 'Error' },
  ),
  horizontalBars: horizontalBars(exampleRuns, { value, facet }),
  importanceBars: importanceBars(['gnn', 'mlp'].map((facet) => ({ ...importance, facet }))),
  improvementForest: improvementForest({ rows: compared }, { facet: 'block' }),
  learningCurves: learningCurves(exampleRuns, examplePerEpoch, { facet }),
  metricAgainstParameter: metricAgainstParameter(exampleRuns, {
    ...{ metric: value, parameter: 'seed', facet },
  }),
  metricGrid: metricGrid(exampleRuns, { x: 'seed', y: 'tokenizer', value, facet }),
  parallelCoordinates: parallelCoordinates(exampleRuns, {
    ...{ parameters: ['tokenizer', 'seed'], value, facet },
  }),
  pairedSlopes: pairedSlopes(exampleRuns, {
    ...{ value, by: 'tokenizer', parameters: ['encoder'], facet },
  }),
  paretoFront: paretoFront(exampleRuns, { x: 'throughput_mean', y: value, facet }),
  precisionRecallCurves: precisionRecallCurves(models, { positiveLabel: 1 }),
  rocCurves: rocCurves(estimates.map(({ name, facet }) => ({ name, facet, ...curve }))),
  scatter: scatter(exampleRuns, { x: 'throughput_mean', y: value, facet }),
  significanceImprovement: significanceImprovement(models, { positiveLabel: 1 }),
  strip: strip(exampleRuns, { value, facet }),
  timeline: timeline(timedRuns, { group: 'tokenizer', facet }),
  trainAndValidation: trainAndValidation(exampleRuns, examplePerEpoch, {
    ...{ metrics: ['val_loss', 'val_loss'], facet },
  }),
}

test.each(Object.entries(FIGURES))('%s has a panel for each value', (_, figure) => {
  const titles = figure.panels?.plots.map(({ title }) => title.replace(/^Encoder: /, ''))
  expect(titles?.filter((title) => title !== '')).toEqual(['gnn', 'mlp'])
  const isDrawn = ({ chart, marks }: Panel) => chart.data.datasets.length + marks.length > 1
  expect(figure.panels?.plots.every(isDrawn)).toBe(true)
})

const texts = (marks: readonly Mark[] = []) =>
  marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : []))
const panel = (kind: string, at: number) => FIGURES[kind]?.panels?.plots[at]

describe('what panels share', () => {
  test('the cells of heat maps have the same colour for the same value', () => {
    const fills = [0, 1].map((at) =>
      panel('metricGrid', at)?.marks.flatMap((mark) => ('fill' in mark ? [mark.fill] : [])),
    )
    // Of 12 losses, those of the first encoder are the higher ones: no colour is in both.
    expect(new Set(fills.flat()).size).toBe(12)
    expect(texts(panel('metricGrid', 1)?.marks)).toContain('0.00100')
  })

  test('the axes of parallel coordinates hold the values of all runs', () => {
    expect(texts(panel('parallelCoordinates', 0)?.marks)).toEqual(
      texts(panel('parallelCoordinates', 1)?.marks),
    )
  })

  test('the bins of histograms are the same', () => {
    const first = panel('histogram', 0)?.chart.data.datasets
    expect(panel('histogram', 1)?.chart.data.datasets).toEqual(first)
    expect(FIGURES.histogram?.legend[0]?.items.map(({ text }) => text)).toEqual([
      'none (n = 6)',
      'vq (n = 6)',
    ])
  })

  test('the rows of forests and bars are those of their own panel', () => {
    const names = (kind: string, at: number) =>
      panel(kind, at)?.chart.options.scales.y.fixedTicks.map(({ label }) => label)
    expect(names('forestPlot', 0)).toEqual(['vq', 'none'])
    expect(names('horizontalBars', 0)).toHaveLength(6)
    expect(names('horizontalBars', 1)).not.toEqual(names('horizontalBars', 0))
  })

  test('bars keep the place of their group, which the legend names', () => {
    const places = (at: number) =>
      panel('bars', at)?.marks.flatMap((mark) => (mark.shape === 'rect' ? [mark.x[0]] : []))
    expect(places(1)).toEqual(places(0))
    expect(FIGURES.bars?.legend[0]?.items).toHaveLength(3)
  })
})
