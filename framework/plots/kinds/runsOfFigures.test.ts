import { table } from 'arquero'
import { expect, test } from 'vitest'
import { historyOf, runsOf } from '../../testing/exampleRuns.ts'
import type { Figure } from '../figure.ts'
import { plotsOf } from '../parts/panels/panels.ts'
import { runAt } from '../parts/runsOfPoints.ts'
import { pairedSlopes } from './comparisons/pairedSlopes.ts'
import { learningCurves } from './curves/learningCurves.ts'
import { lossVsTime } from './curves/lossVsTime.ts'
import { trainAndValidation } from './curves/trainAndValidation.ts'
import { bars } from './groups/bars.ts'
import { boxPlot } from './groups/boxPlot.ts'
import { horizontalBars } from './groups/horizontalBars.ts'
import { strip } from './groups/strip.ts'
import { bestSoFar } from './runs/bestSoFar.ts'
import { metricAgainstParameter } from './runs/metricAgainstParameter.ts'
import { parallelCoordinates } from './runs/parallelCoordinates.ts'
import { paretoFront } from './runs/paretoFront.ts'
import { scatter } from './runs/scatter.ts'
import { timeline } from './runs/timeline.ts'

const rows = Array.from({ length: 12 }, (_, i) => ({
  run: `run ${i}`,
  run_dir: `multirun/${i}`,
  tokenizer: i < 6 ? 'none' : 'vq',
  seed: i % 6,
  size: [8, 16, 32][i % 3],
  loss: 1 + i / 10,
  time: 100 - i,
  started_at: new Date(1e12 + i * 1e6).toISOString(),
  duration_s: i === 3 ? null : 100,
}))
const runs = runsOf(rows)
const perEpoch = new Map(
  rows.map(({ run_dir, loss }) => [run_dir, historyOf([loss + 1, loss + 0.5, loss])]),
)
const curves = { metric: 'val_loss', group: 'tokenizer', show: 'mean and runs' } as const

/** The value of every point and bar of a run, by the run's name. */
function valuesByRun(figure: Figure): Map<string, number[]> {
  const values = new Map<string, number[]>()
  const add = (run: string | undefined, value: number | null) => {
    if (run !== undefined && value !== null) values.set(run, [...(values.get(run) ?? []), value])
  }
  for (const { chart, marks } of plotsOf(figure)) {
    for (const dataset of chart.data.datasets) {
      const isRows = chart.options.scales.y.places === 'names'
      for (const [at, { x, y }] of dataset.data.entries()) {
        add(runAt(dataset, at), isRows ? x : y)
      }
    }
    for (const mark of marks) if (mark.shape === 'rect') add(mark.run, mark.x[1])
  }
  return values
}

const ofLoss = { x: 'time', y: 'loss', group: 'tokenizer' } as const

test.each<[string, Figure]>([
  ['bars', bars(runs, { value: 'loss', group: 'tokenizer', scale: 'linear' })],
  ['bestSoFar', bestSoFar(runs, { metric: 'loss' })],
  ['boxPlot', boxPlot(runs, { value: 'loss', group: 'tokenizer' })],
  ['horizontalBars', horizontalBars(runs, { value: 'loss', scale: 'linear' })],
  ['metricAgainstParameter', metricAgainstParameter(runs, { metric: 'loss', parameter: 'size' })],
  ['pairedSlopes', pairedSlopes(runs, { value: 'loss', by: 'tokenizer', parameters: ['seed'] })],
  ['paretoFront', paretoFront(runs, ofLoss)],
  ['scatter', scatter(runs, ofLoss)],
  ['scatter in panels', scatter(runs, { ...ofLoss, facet: 'size' })],
  ['strip', strip(runs, { value: 'loss', group: 'tokenizer' })],
])('%s: every run has the point of its own value', (_, figure) => {
  const values = valuesByRun(figure)
  for (const { run, loss } of rows) {
    expect([run, new Set(values.get(run))]).toEqual([run, new Set([loss])])
  }
})

test.each<[string, Figure]>([
  ['learningCurves', learningCurves(runs, perEpoch, curves)],
  ['lossVsTime', lossVsTime(runs, perEpoch, curves)],
  ['lossVsTime in panels', lossVsTime(runs, perEpoch, { ...curves, facet: 'size' })],
])('%s: every run has the line of its own history', (_, figure) => {
  const values = valuesByRun(figure)
  for (const { run, loss } of rows) {
    expect([run, values.get(run)]).toEqual([run, [loss + 1, loss + 0.5, loss]])
  }
})

test('trainAndValidation: both lines are those of their run', () => {
  const histories = new Map(
    rows.map(({ run_dir, loss }) => [
      run_dir,
      table({ epoch: [0, 1], train_loss: [loss, loss - 0.5], val_loss: [loss + 2, loss + 1] }),
    ]),
  )
  const figure = trainAndValidation(runs, histories, { group: 'tokenizer', show: 'runs' })
  const own = valuesByRun(figure).get('run 5') ?? []
  expect(own.toSorted((a, b) => a - b)).toEqual([1, 1.5, 2.5, 3.5])
})

test('parallelCoordinates: every run has a line across all axes', () => {
  const figure = parallelCoordinates(runs, { parameters: ['size', 'seed'], value: 'loss' })
  const values = valuesByRun(figure)
  expect(values.size).toBe(12)
  for (const line of values.values()) expect(line).toHaveLength(2)
})

test('timeline: every run has its bar, or its point where no duration is known', () => {
  const values = valuesByRun(timeline(runs))
  expect([...values.keys()].sort()).toEqual(rows.map(({ run }) => run).sort())
})

test('runs without names go by their directories, and without those by nothing', () => {
  const named = (lacking: readonly string[]) =>
    runsOf(
      rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !lacking.includes(name))),
      ),
    )
  const first = (table: ReturnType<typeof runsOf>) =>
    scatter(table, { ...ofLoss, group: null }).chart.data.datasets[0]?.runs?.[0]
  expect(first(named([]))).toEqual([0, 'run 0'])
  expect(first(named(['run']))).toEqual([0, 'multirun/0'])
  expect(first(named(['run', 'run_dir']))).toBe(undefined)
})
