import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { compareGroups } from '../../compare/compareGroups.ts'
import { parameterImportance } from '../../compare/importance/parameterImportance.ts'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { examplePerEpoch, exampleRuns } from '../../testing/exampleRuns.ts'
import { fakeScores } from '../../testing/models/scoredModels.ts'
import { expectPicture } from '../../testing/pictures/expectPicture.ts'
import type { Figure } from '../figure.ts'
import { backgroundRejection } from '../kinds/classification/backgroundRejection.ts'
import { calibrationCurve } from '../kinds/classification/calibrationCurve.ts'
import { confusionMatrix } from '../kinds/classification/confusionMatrix.ts'
import { precisionRecallCurves } from '../kinds/classification/precisionRecallCurves.ts'
import { rocCurves } from '../kinds/classification/rocCurves.ts'
import { significanceImprovement } from '../kinds/classification/significanceImprovement.ts'
import { differenceForest } from '../kinds/comparisons/differenceForest.ts'
import { importanceBars } from '../kinds/comparisons/importanceBars.ts'
import { improvementForest } from '../kinds/comparisons/improvementForest.ts'
import { pairedSlopes } from '../kinds/comparisons/pairedSlopes.ts'
import { learningCurves } from '../kinds/curves/learningCurves.ts'
import { lossVsTime } from '../kinds/curves/lossVsTime.ts'
import { strengthCurves } from '../kinds/curves/strengthCurves.ts'
import { trainAndValidation } from '../kinds/curves/trainAndValidation.ts'
import { distributionShift } from '../kinds/distributions/distributionShift.ts'
import { ecdf } from '../kinds/distributions/ecdf.ts'
import { ecdfOfSeries } from '../kinds/distributions/ecdfOfSeries.ts'
import { histogram } from '../kinds/distributions/histogram.ts'
import { histogramGrid } from '../kinds/distributions/histogramGrid.ts'
import { bars } from '../kinds/groups/bars.ts'
import { boxPlot } from '../kinds/groups/boxPlot.ts'
import { forestPlot } from '../kinds/groups/forestPlot.ts'
import { horizontalBars } from '../kinds/groups/horizontalBars.ts'
import { strip } from '../kinds/groups/strip.ts'
import { bestSoFar } from '../kinds/runs/bestSoFar.ts'
import { metricAgainstParameter } from '../kinds/runs/metricAgainstParameter.ts'
import { metricGrid } from '../kinds/runs/metricGrid.ts'
import { parallelCoordinates } from '../kinds/runs/parallelCoordinates.ts'
import { paretoFront } from '../kinds/runs/paretoFront.ts'
import { scatter } from '../kinds/runs/scatter.ts'
import { timeline } from '../kinds/runs/timeline.ts'
import { renderFigure } from '../render/renderFigure.ts'

/** Enough to tell what is drawn; the pictures are kept in the repository. */
const DPI = 72
const LOSS = 'loss.total_best'

const events = Array.from({ length: 300 }, (_, i) => 1 + Math.sin(i) ** 2 + (i % 7) / 3)
const series = [
  { name: 'clean', values: events },
  { name: 'additive_noise', values: events.map((value, i) => value * (1.2 + (i % 3) / 5)) },
]
type Series = (typeof series)[number]
const estimates = [
  { name: 'none, 42', group: 'none', value: 0.61, low: 0.56, high: 0.66 },
  { name: 'vq, 42', group: 'vq', value: 0.72, low: 0.66, high: 0.77 },
  { name: 'vq, 43', group: 'vq', value: 0.78, low: 0.74, high: 0.82 },
]

const scored = [1, 2].flatMap((seed) => [
  fakeScores({ name: `none, ${seed}`, group: 'none', shift: 1, seed }),
  fakeScores({ name: `vq, ${seed}`, group: 'vq', shift: 2, seed: seed + 10 }),
])
const [first] = scored as [(typeof scored)[number]]

const comparison = compareGroups(exampleRuns, {
  metric: LOSS,
  by: 'tokenizer',
  better: 'lower',
  parameters: ['encoder', 'tokenizer'],
})
/** With times of their starts, one after the other. */
const startedRuns = exampleRuns.assign({
  started_at: Array.from({ length: 12 }, (_, i) =>
    new Date(Date.UTC(2025, 10, 3, 14, 5 * i)).toISOString(),
  ),
  duration_s: Array.from({ length: 12 }, (_, i) => 600 + 40 * i),
})

/** A figure of each kind, by the name of its function. */
const FIGURES: Readonly<Record<string, Figure>> = {
  learningCurves: learningCurves(exampleRuns, examplePerEpoch, {
    metric: 'val_loss',
    dash: 'encoder',
  }),
  lossVsTime: lossVsTime(exampleRuns, examplePerEpoch, { facet: 'encoder' }),
  rocCurves: rocCurves([
    {
      name: 'vq',
      fpr: [0, 0.1, 0.4, 1],
      tpr: [0, 0.6, 0.9, 1],
      auroc: 0.85,
      low: 0.82,
      high: 0.88,
    },
    { name: 'none', fpr: [0, 0.3, 1], tpr: [0, 0.5, 1], auroc: 0.6, low: 0.56, high: 0.64 },
  ]),
  precisionRecallCurves: precisionRecallCurves(scored),
  backgroundRejection: backgroundRejection(scored, { baseline: 'none' }),
  significanceImprovement: significanceImprovement(scored),
  calibrationCurve: calibrationCurve([
    { ...first, scores: first.scores.map((score) => 1 / (1 + Math.exp(2 - score))) },
  ]),
  confusionMatrix: confusionMatrix(
    first.labels,
    first.scores.map((score) => (score > 1 ? 0 : 1)),
    { names: { 0: 'signal', 1: 'background' } },
  ),
  distributionShift: distributionShift(
    ['none', 'vq'].map((name) => ({
      name,
      shifts: [{ name: 'additive_noise', from: series[0] as Series, to: series[1] as Series }],
    })),
    { title: 'Reconstruction error' },
  ),
  strengthCurves: strengthCurves(
    ['none', 'vq'].map((group, i) => ({
      corruption: 'additive_noise, strength',
      group,
      points: [0, 0.1, 0.2].map((strength) => {
        const value = 0.5 + (i + 1) * strength
        return { strength, value, low: value - 0.02, high: value + 0.02 }
      }),
    })),
    { title: 'AUROC', reference: { name: 'chance', value: 0.5 } },
  ),
  histogram: histogram(series, { title: 'Reconstruction error' }),
  histogramGrid: histogramGrid(
    ['none', 'vq'].map((title) => ({ title, series })),
    { title: 'Reconstruction error' },
  ),
  bars: bars(exampleRuns, { value: LOSS, by: 'encoder' }),
  boxPlot: boxPlot(exampleRuns, { value: LOSS, group: 'tokenizer' }),
  forestPlot: forestPlot(estimates, { title: 'AUROC', reference: { name: 'chance', value: 0.5 } }),
  horizontalBars: horizontalBars(exampleRuns, {
    value: LOSS,
    label: ['encoder', 'tokenizer', 'seed'],
  }),
  metricGrid: metricGrid(exampleRuns, { x: 'encoder', y: 'tokenizer', value: LOSS }),
  parallelCoordinates: parallelCoordinates(exampleRuns, {
    parameters: ['encoder', 'tokenizer', 'seed'],
    value: LOSS,
  }),
  paretoFront: paretoFront(exampleRuns, {
    x: 'throughput_mean',
    y: LOSS,
    better: { x: 'higher', y: 'lower' },
    label: ['encoder', 'seed'],
  }),
  scatter: scatter(exampleRuns, { x: 'throughput_mean', y: LOSS, label: 'seed' }),
  differenceForest: differenceForest(comparison),
  improvementForest: improvementForest(comparison),
  importanceBars: importanceBars(
    parameterImportance(exampleRuns, { metric: LOSS, parameters: ['encoder', 'tokenizer'] }),
  ),
  pairedSlopes: pairedSlopes(exampleRuns, {
    value: LOSS,
    by: 'tokenizer',
    parameters: ['encoder', 'tokenizer'],
  }),
  trainAndValidation: trainAndValidation(exampleRuns, examplePerEpoch),
  ecdf: ecdf(exampleRuns, { value: LOSS, group: 'tokenizer' }),
  ecdfOfSeries: ecdfOfSeries(series, { title: 'Reconstruction error' }),
  strip: strip(exampleRuns, { value: LOSS, by: 'encoder', group: 'tokenizer' }),
  bestSoFar: bestSoFar(startedRuns, { metric: LOSS }),
  metricAgainstParameter: metricAgainstParameter(exampleRuns, {
    metric: LOSS,
    parameter: 'latent_dim',
  }),
  timeline: timeline(startedRuns, { group: 'tokenizer' }),
}

describe.each(Object.keys(FIGURES))('%s', (name) => {
  test.each(['full', 'half'] as const)('looks as kept, at %s width', async (width) => {
    const png = await renderFigure(FIGURES[name] as Figure, { format: 'png', dpi: DPI, width })
    expectPicture(png, path.join(import.meta.dirname, 'expected', `${name}-${width}.png`))
  })
})

test.each(Object.entries(FIGURES))('the example of %s has something to draw', (_, figure) => {
  expect(JSON.stringify(figure.marks)).not.toContain('Nothing to draw')
})

test('every kind of figure that is exported has its picture', () => {
  const face = readFileSync(path.join(PACKAGE_ROOT, 'framework/index.ts'), 'utf8')
  const kinds = Array.from(
    face.matchAll(/^export \{[^}]*\} from '\.\/plots\/kinds\/.*\/(\w+)\.ts'/gm),
    ([, name]) => name,
  )
  expect(new Set(Object.keys(FIGURES))).toEqual(new Set(kinds))
})
