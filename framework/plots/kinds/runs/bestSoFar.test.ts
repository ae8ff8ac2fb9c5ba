import { expect, test } from 'vitest'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { bestSoFar } from './bestSoFar.ts'

/** In the order of the table: third, first, second. */
const runs = runsOf([
  { loss: 1, group: 'a', started_at: '2025-11-03T12:02:00Z' },
  { loss: 3, group: 'b', started_at: '2025-11-03T12:00:00Z' },
  { loss: 5, group: 'a', started_at: '2025-11-03T12:01:00Z' },
])
const figure = bestSoFar(runs, { metric: 'loss' })

test('the line goes through the best value so far, in the order of the starts', () => {
  const line = figure.chart.data.datasets.find(({ showLine }) => showLine)
  expect(line?.data).toEqual([
    { x: 1, y: 3 },
    { x: 3, y: 3 },
    { x: 3, y: 1 },
    { x: 3, y: 1 },
  ])
})

test('runs that do not improve are faint points', () => {
  expect(figure.chart.data.datasets.at(-1)?.data).toEqual([{ x: 2, y: 5 }])
})

test('where higher is better the line rises', () => {
  const { alt } = bestSoFar(runs, { metric: 'loss', better: 'higher' })
  expect(alt).toBe('The highest Loss of 3 runs so far: 5, found by number 2 on the axis.')
})

test('each group has a line of its own', () => {
  const { chart, legend } = bestSoFar(runs, { metric: 'loss', group: 'group' })
  const lines = chart.data.datasets.filter(({ showLine }) => showLine)
  expect(lines.map(({ data }) => data[0])).toEqual([
    { x: 2, y: 5 },
    { x: 1, y: 3 },
  ])
  expect(legend[0]?.items.map(({ text }) => text)).toEqual(['a (n = 2)', 'b (n = 1)'])
})

test('lines of many groups have the dashes that the key says', () => {
  const many = runsOf(['a', 'b', 'c', 'd', 'e', 'f'].map((group, i) => ({ group, loss: 9 - i })))
  const { chart, legend } = bestSoFar(many, { metric: 'loss', group: 'group' })
  const dashes = chart.data.datasets
    .filter(({ showLine }) => showLine)
    .map(({ borderDash }) => borderDash)
  expect(dashes).toContainEqual([2, 2])
  expect(legend[0]?.items.map(({ dash = [] }) => dash)).toEqual(dashes)
})

test('without the time of each start the order is that of the table, and it says so', () => {
  const untimed = runsOf([{ loss: 1 }, { loss: 2 }])
  const { notes, chart } = bestSoFar(untimed, { metric: 'loss' })
  expect(notes).toEqual(['No run tells when it started: they stand in the order of the table.'])
  expect(chart.options.scales.x.title.text).toBe('Runs, in the order of the table')
})

test('runs without the metric are counted in a note', () => {
  const some = runsOf([{ loss: 1 }, { loss: null }])
  expect(bestSoFar(some, { metric: 'loss' }).notes).toContain('Not drawn: 1 run without Loss.')
})

test('each panel is a search of its own, counted from one', () => {
  const runs = runsOf([
    { sampler: 'tpe', loss: 3 },
    { sampler: 'random', loss: 5 },
    { sampler: 'tpe', loss: 1 },
  ])
  const { panels } = bestSoFar(runs, { metric: 'loss', facet: 'sampler' })
  const points = panels?.plots.map(({ chart }) => chart.data.datasets[0]?.data)
  expect(points).toEqual([
    [{ x: 1, y: 5 }],
    [
      { x: 1, y: 3 },
      { x: 2, y: 1 },
    ],
  ])
  expect(panels?.plots[0]?.chart.options.scales.x.max).toBeLessThan(3)
})

test('the best value is on the axis, however far it lies from what most runs reached', () => {
  const accuracies = [...Array.from({ length: 28 }, (_, i) => 0.49 + (i % 9) / 500), 0.95]
  const search = runsOf(accuracies.map((accuracy) => ({ accuracy })))
  const { chart, notes } = bestSoFar(search, { metric: 'accuracy', better: 'higher' })
  expect(chart.options.scales.y?.max).toBeGreaterThan(0.95)
  expect(notes.join(' ')).not.toContain('Beyond')
})
