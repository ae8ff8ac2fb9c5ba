import { expect, test } from 'vitest'
import type { Series } from '../../sources/source.ts'
import { oddValues, repeatedSteps } from './oddValues.ts'

function series(values: number[], steps = values.map((_, at) => at)): Series {
  return { value: Float64Array.from(values), step: Float64Array.from(steps) }
}

test('what each metric ended in is reported, and where values before are missing in its history', () => {
  const metrics = new Map([
    ['loss', series([1, Number.NaN, 2, Infinity], [0, 3, 4, 9])],
    ['acc', series([1, Number.NaN])],
    ['f1', series([Number.NaN, 1], [Number.NaN, Number.NaN])],
    ['auc', series([1, 2])],
  ])
  expect(oddValues(metrics)).toEqual([
    { kind: 'diverged', detail: 'the last loss is Infinity, the last acc is NaN' },
    {
      kind: 'logged-nan',
      detail: 'loss is NaN at step 3; f1 is NaN at point 1; histories have no value there',
    },
  ])
})

test('of many places some are named and the rest is counted', () => {
  const nans = series([...new Array<number>(5).fill(Number.NaN), 1])
  expect(oddValues(new Map([['loss', nans]]))).toMatchObject([
    { detail: expect.stringMatching(/^loss is NaN at step 0, .* NaN at step 2 and 2 more; /) },
  ])
})

test('where the last value is not the last point, the odd point at the end is reported too', () => {
  const logged = { ...series([1, Number.NaN]), last: 1 }
  expect(oddValues(new Map([['loss', logged]]))).toMatchObject([{ kind: 'logged-nan' }])
})

test('values that share a step are reported, with how many there are', () => {
  const metrics = new Map([
    ['loss', series([3, 2, 1], [0, 1, 1])],
    ['acc', series([1, 2])],
    ['test', series([1, 2], [Number.NaN, Number.NaN])],
  ])
  expect(repeatedSteps(metrics)).toEqual([
    {
      kind: 'repeated-steps',
      detail:
        'several values were logged at one step: loss (3 points at 2 steps); ' +
        'histories and .best have all of them, curves the last of each step',
    },
  ])
})
