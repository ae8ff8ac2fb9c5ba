import { expect, test } from 'vitest'
import { compareGroups } from '../../../compare/compareGroups.ts'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { renderFigure } from '../../render/renderFigure.ts'
import { improvementForest } from './improvementForest.ts'

function comparisonOf(a: readonly number[], b: readonly number[]) {
  return compareGroups(
    runsOf([
      ...a.map((loss, seed) => ({ tokenizer: 'a', seed, loss })),
      ...b.map((loss, seed) => ({ tokenizer: 'b', seed, loss })),
    ]),
    { metric: 'loss', by: 'tokenizer' },
  )
}

function rowOf(a: readonly number[], b: readonly number[]) {
  const { chart, legend } = improvementForest(comparisonOf(a, b))
  return {
    name: chart.options.scales.y.fixedTicks[0]?.label,
    value: chart.data.datasets[0]?.data[0]?.x,
    legend: legend[0]?.items[0]?.text,
  }
}

test('a note counts diverged runs, which can beat none', () => {
  const { notes } = improvementForest(
    comparisonOf([1, 1.1, 1.2, 1.3], [2, 2.1, Number.POSITIVE_INFINITY, 2.2]),
  )
  expect(notes).toEqual(['1 of 8 runs diverged: such runs count as the worst.'])
})

test('the better group stands first, whichever it is', () => {
  const [good, bad] = [
    [1, 2, 3, 4],
    [3.5, 5, 6, 7],
  ]
  expect(rowOf(good, bad)).toMatchObject({ name: 'a beats b', value: 15 / 16 })
  expect(rowOf(bad, good)).toMatchObject({ name: 'b beats a', value: 15 / 16 })
})

test('a mark is filled where the interval lies above one half', () => {
  expect(rowOf([1, 2, 3, 4], [5, 6, 7, 8]).legend).toBe('above one half (1)')
  expect(rowOf([1, 2, 3, 4], [2.5, 3.5, 4.5, 5.5]).legend).toBe('undecided (1)')
})

test('the line is at one half', () => {
  const figure = improvementForest(comparisonOf([1, 2, 3], [2, 3, 4]))
  expect(figure.marks.at(-1)).toMatchObject({
    points: [
      [0.5, -0.5],
      [0.5, 0.5],
    ],
  })
})

test('nothing to compare is a figure that says so', () => {
  expect(improvementForest({ rows: [] }).notes).toEqual(['No two groups could be compared.'])
})

test('at half width, both names of a row are shortened beside its sign, and a note has them in full', async () => {
  const losses = {
    'baseline transformer with rotary embeddings': [1, 1.1, 1.2],
    'proposed state space model': [2, 2.1, 2.2],
  }
  const rows = Object.entries(losses).flatMap(([model, values]) =>
    values.map((loss, seed) => ({ model, seed, loss })),
  )
  const figure = improvementForest(compareGroups(runsOf(rows), { metric: 'loss', by: 'model' }))
  const drawn = await renderFigure(figure, { format: 'svg', width: 'half', svgText: true })
  const svg = Buffer.from(drawn)
    .toString()
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
  expect(svg).toMatch(/…\S* beats \S*…/)
  for (const name of Object.keys(losses)) expect(svg).toContain(` is ${name}`)
})
