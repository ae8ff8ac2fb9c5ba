import { expect, test } from 'vitest'
import { parameterImportance } from '../../../compare/importance/parameterImportance.ts'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { importanceBars } from './importanceBars.ts'

/** A full grid in which a does most, b little, and both something together. */
const importance = parameterImportance(
  runsOf(
    [0, 1].flatMap((a) =>
      [0, 1].flatMap((b) =>
        [0, 1, 2].map((seed) => ({
          a,
          b,
          seed,
          loss: 10 + 4 * a + b + 2 * a * b + 0.1 * ((seed * 7 + a + 2 * b) % 3),
        })),
      ),
    ),
  ),
  { metric: 'loss', parameters: ['a', 'b'], scale: 'difference' },
)
const figure = importanceBars(importance)
const rects = figure.marks.filter(({ shape }) => shape === 'rect')

test('bars begin at zero, the most important parameter first, then interactions', () => {
  expect(figure.chart.options.scales.x.min).toBe(0)
  expect(figure.chart.options.scales.y.fixedTicks.map(({ label }) => label)).toEqual([
    'A *',
    'B *',
    'A × B',
  ])
})

test('the dark part is the main effect, the light one reaches to the whole', () => {
  const [first] = importance.parameters
  expect(rects.slice(0, 2)).toMatchObject([
    { x: [0, first?.share] },
    { x: [first?.share, first?.importance] },
  ])
  expect(first?.share).toBeLessThan(first?.importance ?? 0)
})

test('the dashed line is the share between runs of one setting', () => {
  expect(figure.marks.at(-1)).toMatchObject({
    shape: 'line',
    points: [
      [importance.residual, -0.5],
      [importance.residual, 2.5],
    ],
  })
})

test('of more parameters than the limit it says how many there are', () => {
  expect(importanceBars(importance, { limit: 1 }).notes).toEqual(['Top 1 of 2 parameters.'])
})

test('no importance is a figure that says so', () => {
  const none = { evaluator: null, parameters: [], interactions: [], residual: null }
  expect(importanceBars(none).notes).toEqual([
    'The runs do not tell how much the parameters matter.',
  ])
})
