import { expect, test } from 'vitest'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { sweptParameters } from '../parameters/sweptParameters.ts'
import { designOf } from './designOf.ts'

function design(rows: readonly RunCells[], names: readonly string[], more: object = {}) {
  const runs = runsOf(rows)
  const options = { metric: 'loss', better: 'lower', scale: 'difference', ...more } as const
  return designOf(runs, sweptParameters(runs, { names }), options)
}

test('levels are the places of values in their order, runs stand in theirs', () => {
  const rows = [
    { lr: 10, name: 'job10', loss: 1 },
    { lr: 2, name: 'job2', loss: 2 },
    { lr: '2.0', name: 'job2', loss: 3 },
    { lr: 0.5, name: 'job10', loss: 4 },
  ]
  expect(design(rows, ['lr', 'name'])).toEqual({
    design: {
      factors: [
        { name: 'lr', levels: [2, 1, 1, 0], nLevels: 3, isOrdered: true },
        { name: 'name', levels: [1, 0, 0, 1], nLevels: 2, isOrdered: false },
      ],
      y: [1, 2, 3, 4],
    },
    remarks: [],
  })
})

test('a parameter that some runs lack has no order', () => {
  const rows = [1, 2, null].map((lr) => ({ lr, loss: 1 }))
  expect(design(rows, ['lr']).design.factors).toEqual([
    { name: 'lr', levels: [0, 1, 2], nLevels: 3, isOrdered: false },
  ])
})

test('a parameter that differs only in runs without a value is none', () => {
  const rows = [
    { lr: 1, width: 1, loss: 1 },
    { lr: 2, width: 1, loss: 2 },
    { lr: 2, width: 2, loss: null },
  ]
  const { factors, y } = design(rows, ['lr', 'width']).design
  expect(factors.map(({ name }) => name)).toEqual(['lr'])
  expect(y).toEqual([1, 2])
})

test('lower is better in a design, on the scale of the metric', () => {
  const rows = [1, Math.E].map((loss, lr) => ({ lr, loss, acc: loss }))
  const yOf = (more: object) => design(rows, ['lr'], more).design.y
  expect(yOf({ better: 'higher' })).toEqual([-1, -Math.E])
  expect(yOf({ scale: 'ratio' })).toEqual([0, 1])
  expect(yOf({ scale: undefined })).toEqual([0, 1])
  expect(yOf({ scale: undefined, metric: 'acc' })).toEqual([1, Math.E])
})

test.each([
  ['lower', [1, 5, 5, 5]],
  ['higher', [-1, -5, -1, -1]],
] as const)(
  'runs that diverged are as bad as the worst of the others: %s is better',
  (better, y) => {
    const rows = [1, 5, Infinity, -Infinity].map((loss, lr) => ({ lr, loss }))
    expect(design(rows, ['lr'], { better })).toMatchObject({
      design: { y },
      remarks: ['For importance, 2 diverged runs count as bad as the worst of the others.'],
    })
  },
)

test('where all runs diverged there is nothing to compare, nor to say', () => {
  const rows = [1, 2].map((lr) => ({ lr, loss: Infinity }))
  expect(design(rows, ['lr'])).toMatchObject({ design: { y: [] }, remarks: [] })
})
