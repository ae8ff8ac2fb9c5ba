import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { compareGroups } from '../../compare/compareGroups.ts'
import { parameterImportance } from '../../compare/importance/parameterImportance.ts'
import { withColumn } from '../../tables/withColumn.ts'
import { examplePerEpoch, exampleRuns } from '../../testing/exampleRuns.ts'
import type { Figure, FigureAxis, Mark, Panel } from '../figure.ts'
import type { PanelPlace } from '../parts/panels/facetMembers.ts'
import type { FacetAxes, RowFacetAxes } from '../parts/panels/facets.ts'
import { calibrationCurve } from './classification/calibrationCurve.ts'
import { confusionMatrix } from './classification/confusionMatrix.ts'
import { backgroundRejection } from './classification/cuts/backgroundRejection.ts'
import { significanceImprovement } from './classification/cuts/significanceImprovement.ts'
import { precisionRecallCurves } from './classification/precisionRecallCurves.ts'
import { rocCurves } from './classification/rocCurves.ts'
import { differenceForest } from './comparisons/differenceForest.ts'
import { importanceBars } from './comparisons/importanceBars.ts'
import { improvementForest } from './comparisons/improvementForest.ts'
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
import { timeline } from './runs/timeline.ts'
import { strengthCurves } from './strengths/strengthCurves.ts'

const value = 'loss.total_best'

/** How the panels of a figure are asked for. */
interface Asked {
  /** Columns of the runs. */
  readonly facet: string | [string, string]
  /** Where items that are no runs stand. */
  readonly places: readonly PanelPlace[]
  readonly facetAxes?: FacetAxes
}

const ONE: Asked = { facet: 'encoder', places: ['gnn', 'mlp'] }
/** Four panels in two rows of two; every second item stands at larger values. */
const GRID: Asked = {
  facet: ['encoder', 'half'],
  places: ['gnn', 'mlp'].flatMap((row) => ['a', 'b'].map((column): PanelPlace => [row, column])),
}

const runs = withColumn(exampleRuns, 'half', (_, row) =>
  Math.floor(row / 3) % 2 === 0 ? 'a' : 'b',
)
const timedRuns = withColumn(
  withColumn(runs, 'started_at', (_, row) => `2026-01-0${1 + (row % 9)}T00:00:00Z`),
  'duration_s',
  () => 3600,
)
const importance = parameterImportance(exampleRuns, {
  ...{ metric: value, parameters: ['tokenizer', 'encoder'] },
})
const curve = { fpr: [0, 0.5, 1], tpr: [0, 0.8, 1], auroc: 0.65, low: 0.6, high: 0.7 }
/** Forty events, the positive ones with the higher scores. */
const labels = Array.from({ length: 40 }, (_, i) => i % 2)

/** Two groups in each place, at values that grow from place to place. */
function itemsAt(places: readonly PanelPlace[]) {
  return places.flatMap((facet, place) =>
    ['none', 'vq'].map((name, i) => {
      const size = (1 + place) * (1 + i)
      return {
        ...{ name, group: name, facet },
        ...{ value: size, low: 0.9 * size, high: 1.1 * size },
        values: [1, 2, 3, 3, 2, 1].map((each, at) => each * size + at / 100),
        labels,
        scores: labels.map((label, at) => (label + size + ((at * 7) % 40)) / 50),
      }
    }),
  )
}

/** Comparisons of the tokenizers by encoder and number of the place: `block` says which runs a row compares. */
function comparedAt(places: readonly PanelPlace[]) {
  const { rows } = compareGroups(exampleRuns, { metric: value, by: 'tokenizer' })
  return places.flatMap((place) => {
    const [block, by = 'tokenizer'] = [place].flat()
    return rows.map((row) => ({ ...row, block: block as string, by }))
  })
}

/** Every kind of figure, as its file is called. */
const FIGURES: Readonly<Record<string, (asked: Asked) => Figure>> = {
  backgroundRejection: ({ places, facetAxes = 'shared' }) =>
    backgroundRejection(itemsAt(places), { positiveLabel: 1, facetAxes }),
  bars: ({ places: _, ...asked }) => bars(runs, { value, ...asked }),
  bestSoFar: ({ places: _, ...asked }) => bestSoFar(runs, { metric: value, ...asked }),
  boxPlot: ({ places: _, ...asked }) => boxPlot(runs, { value, ...asked }),
  calibrationCurve: ({ places, facetAxes = 'shared' }) =>
    calibrationCurve(itemsAt(places), { positiveLabel: 1, facetAxes }),
  confusionMatrix: ({ places }) =>
    confusionMatrix(
      places.flatMap(() => [0, 1]),
      places.flatMap(() => [0, 1]),
      { facet: places.flatMap((place) => [place, place]) },
    ),
  differenceForest: ({ places, facetAxes }) =>
    differenceForest({ rows: comparedAt(places) }, comparisonFacets(places, facetAxes)),
  distributionShift: ({ places, facetAxes = 'shared' }) =>
    distributionShift(
      itemsAt(places).map(({ name, group, facet, values }) => {
        const [row, column = row] = [facet].flat()
        const [from, to] = [
          { name: 'from', values },
          { name: 'to', values: values.map((each) => each * 2) },
        ]
        const shifts = [{ name: column as string, from, to }]
        return { name, group, shifts, ...(column !== row && { facet: row as string }) }
      }),
      { title: 'Error', facetAxes },
    ),
  ecdf: ({ places: _, ...asked }) => ecdf(runs, { value, ...asked }),
  ecdfOfSeries: ({ places, facetAxes = 'shared' }) =>
    ecdfOfSeries(itemsAt(places), { title: 'Error', facetAxes }),
  forestPlot: ({ places, facetAxes }) =>
    forestPlot(itemsAt(places), { title: 'AUROC', ...rowAxes(facetAxes) }),
  histogram: ({ places, facetAxes = 'shared' }) =>
    histogram(itemsAt(places), { title: 'Error', facetAxes }),
  histogramGrid: ({ places, facetAxes = 'shared' }) =>
    histogramGrid(
      places.map((place, i) => {
        const [row, column = row] = [place].flat()
        const series = itemsAt([place]).map(({ name, values }) => ({
          name,
          values: values.map((each) => each * (1 + i)),
        }))
        return { title: column as string, series, ...(column !== row && { facet: row as string }) }
      }),
      { title: 'Error', facetAxes },
    ),
  horizontalBars: ({ facet, facetAxes }) =>
    horizontalBars(runs, { value, facet, ...rowAxes(facetAxes) }),
  importanceBars: ({ places, facetAxes }) =>
    importanceBars(
      places.map((facet) => ({ ...importance, facet })),
      rowAxes(facetAxes),
    ),
  improvementForest: ({ places, facetAxes }) =>
    improvementForest({ rows: comparedAt(places) }, comparisonFacets(places, facetAxes)),
  learningCurves: ({ places: _, ...asked }) => learningCurves(runs, examplePerEpoch, asked),
  lossVsTime: ({ places: _, ...asked }) => lossVsTime(runs, examplePerEpoch, asked),
  metricAgainstParameter: ({ places: _, ...asked }) =>
    metricAgainstParameter(runs, { metric: value, parameter: 'seed', ...asked }),
  metricGrid: ({ places: _, ...asked }) =>
    metricGrid(runs, { x: 'seed', y: 'tokenizer', value, ...asked }),
  parallelCoordinates: ({ facet }) =>
    parallelCoordinates(runs, { parameters: ['tokenizer', 'seed'], value, facet }),
  pairedSlopes: ({ places: _, ...asked }) =>
    pairedSlopes(runs, { value, by: 'tokenizer', parameters: ['encoder', 'half'], ...asked }),
  paretoFront: ({ places: _, ...asked }) =>
    paretoFront(runs, { x: 'throughput_mean', y: value, ...asked }),
  precisionRecallCurves: ({ places, facetAxes = 'shared' }) =>
    precisionRecallCurves(itemsAt(places), { positiveLabel: 1, facetAxes }),
  rocCurves: ({ places }) =>
    rocCurves(itemsAt(places).map(({ name, facet }) => ({ name, facet, ...curve }))),
  scatter: ({ places: _, ...asked }) => scatter(runs, { x: 'throughput_mean', y: value, ...asked }),
  significanceImprovement: ({ places, facetAxes = 'shared' }) =>
    significanceImprovement(itemsAt(places), { positiveLabel: 1, facetAxes }),
  strengthCurves: ({ places, facetAxes }) =>
    strengthCurves(
      itemsAt(places).map(({ group, facet, ...point }) => {
        const [row, column = row] = [facet].flat()
        const points = [1, 2].map((strength) => ({ ...point, strength: strength * point.value }))
        return {
          ...{ corruption: column as string, group, points },
          ...(column !== row && { facet: row as string }),
        }
      }),
      { title: 'Error', ...(facetAxes && { facetAxes }) },
    ),
  strip: ({ places: _, ...asked }) => strip(runs, { value, ...asked }),
  timeline: ({ facet }) => timeline(timedRuns, { group: 'tokenizer', facet }),
  trainAndValidation: ({ places: _, ...asked }) =>
    trainAndValidation(runs, examplePerEpoch, { metrics: ['val_loss', 'val_loss'], ...asked }),
}

function comparisonFacets(places: readonly PanelPlace[], axes: FacetAxes | undefined) {
  const isGrid = typeof places[0] !== 'string'
  return { facet: isGrid ? (['block', 'by'] as const) : ('block' as const), ...rowAxes(axes) }
}

/** What panels of rows take, whose vertical axes are always their own. */
function rowAxes(axes: FacetAxes | undefined): { facetAxes?: RowFacetAxes } {
  return axes === 'free' ? { facetAxes: axes } : {}
}

/** Kinds whose axes mean the same in every panel: shares from 0 to 1, classes, one clock. */
const FIXED_AXES = ['confusionMatrix', 'parallelCoordinates', 'rocCurves', 'timeline']

test('every kind of figure is here', () => {
  const face = readFileSync(path.join(import.meta.dirname, '../../index.ts'), 'utf8')
  const exported = [
    ...face.matchAll(/export \{([^}]*)\} from '\.\/plots\/kinds\/(?:\w+\/)+(\w+)\.ts'/g),
  ]
  const kinds = exported.flatMap(([, names, file]) =>
    names?.split(',').some((name) => name.trim() === file) ? [file] : [],
  )
  expect(kinds.sort()).toEqual(Object.keys(FIGURES).sort())
})

const draw = (kind: string, asked = ONE) => (FIGURES[kind] as (asked: Asked) => Figure)(asked)

test.each(Object.keys(FIGURES))('%s has a panel for each value', (kind) => {
  const { panels } = draw(kind)
  const titles = panels?.plots.map(({ title }) => title.replace(/^Encoder: /, ''))
  expect(titles?.filter((title) => title !== '')).toEqual(['gnn', 'mlp'])
  expect(panels?.plots.every(isDrawn)).toBe(true)
})

test.each(Object.keys(FIGURES))('%s has rows of panels by columns', (kind) => {
  const { panels } = draw(kind, GRID)
  const titles = panels?.plots.map(({ title }) => title.replace(/\w+: /g, '').toLowerCase())
  expect(titles?.filter((title) => title !== '')).toEqual(['gnn, a', 'gnn, b', 'mlp, a', 'mlp, b'])
  // Parallel coordinates are wide: each has the whole width.
  expect(panels?.columns).toBe(kind === 'parallelCoordinates' ? 1 : 2)
  expect(panels?.plots.every(isDrawn)).toBe(true)
})

const isDrawn = ({ chart, marks }: Panel) => chart.data.datasets.length + marks.length > 1

test.each(Object.keys(FIGURES).filter((kind) => !FIXED_AXES.includes(kind)))(
  '%s has axes of its own in each panel, where they are free',
  (kind) => {
    const { panels } = draw(kind, { ...ONE, facetAxes: 'free' })
    expect(panels?.freeAxes).toEqual(['x', 'y'])
  },
)

test.each(FIXED_AXES)('%s has no free axes', (kind) => {
  expect(draw(kind).panels?.freeAxes ?? []).not.toContain('x')
})

test.each([
  ['distributionShift', 'x'],
  ['ecdfOfSeries', 'x'],
  ['histogram', 'x'],
  ['histogramGrid', 'x'],
  ['forestPlot', 'x'],
  ['strengthCurves', 'y'],
] as const)(
  'free axes of %s fit the values of their panel, shared ones are the same',
  (kind, direction) => {
    const limits = (facetAxes?: FacetAxes) =>
      draw(kind, { ...ONE, ...(facetAxes && { facetAxes }) }).panels?.plots.map(({ chart }) => {
        const { min, max }: FigureAxis = chart.options.scales[direction]
        return [min, max]
      })
    const [first, second] = limits('free') ?? []
    expect(first).not.toEqual(second)
    const shared = limits() ?? []
    expect(shared[0]).toEqual(shared[1])
  },
)

const texts = (marks: readonly Mark[] = []) =>
  marks.flatMap((mark) => (mark.shape === 'text' ? [mark.text] : []))
const panel = (kind: string, at: number) => draw(kind).panels?.plots[at]

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
    const edges = [0, 1].map((at) =>
      panel('histogram', at)?.chart.data.datasets.flatMap(({ data }) => data.map(({ x }) => x)),
    )
    const both = edges[0]?.filter((edge) => edges[1]?.includes(edge))
    expect(new Set(both).size).toBeGreaterThan(5)
    expect(draw('histogram').legend[0]?.items.map(({ text }) => text)).toEqual([
      'none (n = 6 per line)',
      'vq (n = 6 per line)',
    ])
  })

  test.each(['distributionShift', 'ecdf', 'ecdfOfSeries'])(
    'lines of %s from end to end reach the ends of the axis',
    (kind) => {
      const { panels } = draw(kind)
      const ends = panels?.plots.map(({ chart, marks }) => [
        chart.options.scales.x.max,
        Math.max(
          ...marks.flatMap((mark) => (mark.shape === 'line' ? mark.points.map(([x]) => x) : [])),
          ...chart.data.datasets.flatMap(({ data }) => data.map(({ x }) => x ?? 0)),
        ),
      ])
      expect(ends).toHaveLength(2)
      for (const [end = 0, reached] of ends ?? []) expect(reached).toBeGreaterThanOrEqual(end)
    },
  )

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
    expect(draw('bars').legend[0]?.items).toHaveLength(3)
  })
})
