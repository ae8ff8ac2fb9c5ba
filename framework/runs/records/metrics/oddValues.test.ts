import { expect, test } from 'vitest'
import { oddValues } from './oddValues.ts'

function series(values: number[]) {
  return { value: Float64Array.from(values), step: Float64Array.from(values.keys()) }
}

test('a last value that is not finite is told, and so are others that are missing in the course', () => {
  expect(oddValues('loss', series([1, Number.NaN]))).toEqual([
    { kind: 'diverged', detail: 'the last loss is NaN' },
  ])
  expect(oddValues('loss', series([Number.NaN, Infinity, 1]))).toEqual([
    {
      kind: 'logged-nan',
      detail: 'loss is NaN or infinite at 2 points, and missing there; its last value is finite',
    },
  ])
  expect(oddValues('loss', series([1, 2]))).toEqual([])
})
