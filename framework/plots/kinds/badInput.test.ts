/** @module-tag slow */
import type { ColumnTable } from 'arquero'
import { describe, expect, test } from 'vitest'
import { texts } from '../../tables/columns.ts'
import { historyOf, runsOf } from '../../testing/exampleRuns.ts'
import { renderedFacts, SVG_SHAPES } from '../../testing/renderedFacts.ts'
import type { Figure } from '../figure.ts'
import { renderFigure } from '../render/renderFigure.ts'
import { calibrationCurve } from './classification/calibrationCurve.ts'
import { confusionMatrix } from './classification/confusionMatrix.ts'
import { backgroundRejection } from './classification/cuts/backgroundRejection.ts'
import { significanceImprovement } from './classification/cuts/significanceImprovement.ts'
import { precisionRecallCurves } from './classification/precisionRecallCurves.ts'
import { rocCurves } from './classification/rocCurves.ts'
import { pairedSlopes } from './comparisons/pairedSlopes.ts'
import { learningCurves } from './curves/learningCurves.ts'
import { lossVsTime } from './curves/lossVsTime.ts'
import { trainAndValidation } from './curves/trainAndValidation.ts'
import { distributionShift } from './distributions/distributionShift.ts'
import { ecdf } from './distributions/ecdf.ts'
import { ecdfOfSeries } from './distributions/ecdfOfSeries.ts'
import { histogram } from './distributions/histogram.ts'
import { histogramGrid } from './distributions/histogramGrid.ts'
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
import { strengthCurves } from './strengths/strengthCurves.ts'

interface Sweep {
  readonly runs: ColumnTable
  readonly perEpoch: Map<string, ColumnTable>
}

const KINDS: Record<string, (sweep: Sweep, scale: 'auto' | 'log') => Figure> = {
  lossVsTime: ({ runs, perEpoch }, scale) => lossVsTime(runs, perEpoch, { dash: 'seed', scale }),
  learningCurves: ({ runs, perEpoch }, scale) => learningCurves(runs, perEpoch, { scale }),
  paretoFront: ({ runs }, scale) =>
    paretoFront(runs, { x: 'seed', y: 'loss', xScale: scale, scale }),
  scatter: ({ runs }, scale) => scatter(runs, { x: 'seed', y: 'loss', label: 'run_dir', scale }),
  pairedSlopes: ({ runs }, scale) =>
    pairedSlopes(runs, { value: 'loss', by: 'tokenizer', better: 'lower', scale }),
  strip: ({ runs }, scale) => strip(runs, { value: 'loss', by: 'seed', scale }),
  metricAgainstParameter: ({ runs }, scale) =>
    metricAgainstParameter(runs, { metric: 'loss', parameter: 'seed', scale }),
  bestSoFar: ({ runs }, scale) => bestSoFar(runs, { metric: 'loss', group: 'tokenizer', scale }),
  ecdf: ({ runs }, scale) => ecdf(runs, { value: 'loss', scale }),
  ecdfOfSeries: ({ runs }, scale) =>
    ecdfOfSeries([{ name: texts(runs, 'tokenizer')[0] ?? 'none', values: losses(runs) }], {
      title: 'loss',
      scale,
    }),
  trainAndValidation: ({ runs, perEpoch }, scale) =>
    trainAndValidation(runs, perEpoch, { metrics: ['val_loss', 'val_loss'], scale }),
  boxPlot: ({ runs }, scale) => boxPlot(runs, { value: 'loss', scale }),
  bars: ({ runs }, scale) => bars(runs, { value: 'loss', by: 'seed', scale }),
  metricGrid: ({ runs }, scale) =>
    metricGrid(runs, { x: 'tokenizer', y: 'seed', value: 'loss', scale }),
  horizontalBars: ({ runs }, scale) => horizontalBars(runs, { value: 'loss', scale }),
  parallelCoordinates: ({ runs }, scale) =>
    parallelCoordinates(runs, { parameters: ['tokenizer', 'seed'], value: 'loss', scale }),
  histogram: ({ runs }, scale) =>
    histogram([{ name: texts(runs, 'tokenizer')[0] ?? 'none', values: losses(runs) }], {
      title: 'loss',
      scale,
      xScale: scale,
    }),
  histogramGrid: ({ runs }, scale) =>
    histogramGrid(
      losses(runs).map((loss, i) => ({
        title: texts(runs, 'tokenizer')[i] as string,
        series: [{ name: texts(runs, 'run_dir')[i] as string, values: [loss] }],
      })),
      { title: 'loss', scale, xScale: scale },
    ),
  distributionShift: ({ runs }, scale) =>
    distributionShift(
      losses(runs).map((loss, i) => ({
        name: texts(runs, 'run_dir')[i] as string,
        group: texts(runs, 'tokenizer')[i] as string,
        shifts: [
          {
            name: texts(runs, 'tokenizer')[i] as string,
            from: { name: 'from', values: [loss, loss * 2] },
            to: { name: 'to', values: [loss * 3] },
          },
        ],
      })),
      { title: 'loss', scale },
    ),
  forestPlot: ({ runs }) =>
    forestPlot(
      losses(runs).map((loss, i) => ({
        name: texts(runs, 'run_dir')[i] as string,
        group: texts(runs, 'tokenizer')[i] as string,
        value: loss,
        low: loss / 2,
        high: loss * 2,
      })),
      { title: 'loss', reference: { name: 'chance', value: 0.5 } },
    ),
  strengthCurves: ({ runs }, scale) =>
    strengthCurves(
      losses(runs).map((value, i) => ({
        corruption: 'additive_noise, strength',
        group: texts(runs, 'tokenizer')[i] as string,
        points: [0, 1].map((strength) => ({ strength, value, low: value / 2, high: value * 2 })),
      })),
      { title: 'loss', scale },
    ),
  rocCurves: ({ runs }) =>
    rocCurves(
      losses(runs).map((auroc, i) => ({
        name: String(runs.get('tokenizer', i)),
        fpr: [0, 1],
        tpr: [0, 1],
        auroc,
        low: Number.NaN,
        high: Number.NaN,
      })),
    ),
  precisionRecallCurves: ({ runs }) => precisionRecallCurves(scoredModels(runs)),
  backgroundRejection: ({ runs }) => backgroundRejection(scoredModels(runs)),
  significanceImprovement: ({ runs }) => significanceImprovement(scoredModels(runs)),
  calibrationCurve: ({ runs }) =>
    calibrationCurve(
      scoredModels(runs).map((model) => ({ ...model, scores: model.scores.map(toProbability) })),
    ),
  confusionMatrix: ({ runs }) =>
    confusionMatrix(texts(runs, 'tokenizer'), texts(runs, 'tokenizer').toReversed()),
}

/** The kinds that take no runs or values of them, but what classifiers say of events. */
const OF_EVENTS = [
  'rocCurves',
  'precisionRecallCurves',
  'backgroundRejection',
  'significanceImprovement',
  'calibrationCurve',
  'confusionMatrix',
]
/** The kinds whose scale can be chosen. */
const WITH_SCALE = Object.keys(KINDS).filter((kind) => !['forestPlot', ...OF_EVENTS].includes(kind))

const LONG = 'a very long name '.repeat(18)

/** Sweeps whose values are hard to scale. */
const ODD_VALUES: Record<string, Sweep> = {
  'no run at all': sweepOf([], []),
  'all values missing': sweepOf(['none', 'vq'], [null, null]),
  'a single run': sweepOf(['vq'], [0.5]),
  'equal values': sweepOf(['none', 'vq', 'vq'], [1, 1, 1]),
  'NaN and infinities': sweepOf(
    ['none', 'vq', 'vq', 'vq'],
    [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2],
  ),
  'zero and negative values': sweepOf(['none', 'vq', 'vq'], [0, -1, 3]),
  'nothing above zero': sweepOf(['none', 'vq', 'vq'], [0, -1, -3]),
  'extreme values': sweepOf(['none', 'vq', 'vq'], [5e-324, 1.7e308, 1]),
  'huge negative and positive values': sweepOf(['none', 'vq'], [-1.7e308, 1.7e308]),
}

/** Sweeps whose groups are hard to name. */
const ODD_NAMES: Record<string, Sweep> = {
  'missing groups': sweepOf([null, null], [1, 2]),
  'names of 300 letters': sweepOf([`${LONG}1`, `${LONG}2`], [1, 2]),
  'names with markup': sweepOf(
    ['<script>alert(1)</script>', '</svg>&amp;"\'', '__proto__'],
    [1, 2, 3],
  ),
  'names with β, CJK, emoji and control letters': sweepOf(
    ['β=0.5', '漢字テスト', '😀', 'a\u0000\n\u202eb\ud800'],
    [1, 2, 3, 4],
  ),
}

const SWEEPS = { ...ODD_VALUES, ...ODD_NAMES }

describe.each(Object.keys(SWEEPS))('%s', (name) => {
  test.each(Object.keys(KINDS))('draws %s in all formats', async (kind) => {
    const figure = KINDS[kind]?.(SWEEPS[name] as Sweep, 'auto') as Figure
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure)
    const { svgPaths, svgElements, isPdfWithFonts } = await renderedFacts(figure)
    expect(svgPaths).toBeGreaterThan(5)
    expect(isPdfWithFonts).toBe(true)
    expect(svgElements.filter((element) => !SVG_SHAPES.has(element))).toEqual([])
  })
})

describe.each(Object.keys(ODD_VALUES))('%s', (name) => {
  test.each(WITH_SCALE)('draws %s on a logarithmic scale', async (kind) => {
    const figure = KINDS[kind]?.(SWEEPS[name] as Sweep, 'log') as Figure
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure)
    const svg = Buffer.from(await renderFigure(figure, { format: 'svg' })).toString()
    expect(svg.match(/<path/g)?.length).toBeGreaterThan(5)
  })
})

describe('a figure of nothing', () => {
  test.each(Object.keys(KINDS).filter((kind) => !OF_EVENTS.includes(kind)))(
    '%s says what is missing',
    (kind) => {
      const figure = KINDS[kind]?.(SWEEPS['all values missing'] as Sweep, 'auto') as Figure
      expect(figure.kind).toBe(kind)
      expect(figure.notes[0]).toMatch(/loss/i)
      expect(figure.alt).toMatch(/^Nothing to draw/)
    },
  )

  test('also comes of a column that the table lacks', () => {
    const { runs } = SWEEPS['a single run'] as Sweep
    expect(boxPlot(runs, { value: 'metric_perplex_final' }).notes).toEqual([
      'The run has no Final codebook perplexity (metric_perplex_final).',
    ])
  })
})

function sweepOf(
  tokenizers: readonly (string | null)[],
  values: readonly (number | null)[],
): Sweep {
  const rows = tokenizers.map((tokenizer, seed) => ({
    run_dir: `runs/${tokenizer}_${seed}`,
    tokenizer,
    seed,
    loss: values[seed],
  }))
  const histories = rows.map(({ run_dir, loss }) => [run_dir, historyOf([loss ?? null])] as const)
  return { runs: runsOf(rows), perEpoch: new Map(histories) }
}

/** A model a run, all with the losses as their scores of forty events. */
function scoredModels(runs: ColumnTable) {
  const events = Array.from({ length: 40 }, (_, event) => event)
  const scores = events.map((event) => losses(runs)[event % runs.numRows()] ?? Number.NaN)
  return texts(runs, 'tokenizer').map((name, i) => ({
    name,
    scores,
    labels: events.map((event) => ((event + i) % 3 === 0 ? 0 : 1)),
  }))
}

function toProbability(score: number): number {
  return Math.min(1, Math.max(0, score))
}

function losses(runs: ColumnTable): number[] {
  return runs.objects().map((run) => (run as { loss?: number | null }).loss ?? Number.NaN)
}
