import { expect, test } from 'vitest'
import { latticeStep } from './latticeStep.ts'

/** Each of the values four times. */
const often = (values: readonly number[]) =>
  Float64Array.from(values.flatMap((value) => [value, value, value, value])).sort()

test.each([
  [[3, 4, 6, 9], 1],
  [[0, 4], 4],
  [[0.3, 1.3, 2.3], 1],
  [[-10, 0, 20], 10],
  [[0.5, 0.51, 0.53], 0.01],
])('%j are %d apart, or multiples of that', (values, step) => {
  expect(latticeStep([often(values)])).toBeCloseTo(step, 9)
})

test.each([
  ['of which one lies between', often([0, 1, 2.4])],
  ['that hardly repeat', Float64Array.from([1, 2, 3, 4])],
  ['that are all the same', often([2])],
  ['without any', new Float64Array()],
])('numbers %s have no step', (_, values) => expect(latticeStep([values])).toBeUndefined())

test('the step is that of all lists together', () => {
  expect(latticeStep([often([0, 4]), often([1, 5])])).toBe(1)
  expect(latticeStep([often([0, 4]), often([0.3, 5])])).toBeUndefined()
})
