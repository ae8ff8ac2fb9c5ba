import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { inOrder, sortNumbers } from './radixSort.ts'

const random = new Random(3)
const CUBES = Float64Array.from({ length: 5000 }, () => random.normal() ** 3)

test.each([
  [
    'negative, tiny and infinite values',
    Float64Array.of(3, -1e-310, Infinity, -2, 5e-324, -Infinity, 1e300, 0.1, -0.1),
  ],
  ['thousands of values', CUBES],
  ['thousands of values of float32', Float64Array.from(Float32Array.from(CUBES))],
  [
    'values that differ in their last digits only',
    Float64Array.from({ length: 3000 }, () => 1 - random.uint32() * 2 ** -52),
  ],
  [
    'long runs that agree in their upper bits: equal values, and values that differ in their last bits',
    Float64Array.from({ length: 2000 }, (_, i) =>
      i % 2 === 0 ? 0.75 : 0.75 + random.integer(100) * 2 ** -50,
    ),
  ],
  [
    'short runs that agree in their upper bits',
    Float64Array.from(
      { length: 600 },
      (_, i) => 1 + Math.floor(i / 20) + random.integer(30) * 2 ** -48,
    ),
  ],
  ['values of three decimals', CUBES.map((value) => Math.round(1000 * value) / 1000 + 0)],
  ['no values', new Float64Array()],
])('%s stand in the order of a comparison, which keeps that of equal ones', (_, given) => {
  const { values, order } = sortNumbers(given)
  const expected = [...given.keys()].sort((a, b) => {
    const [first, second] = [given[a] as number, given[b] as number]
    return first < second ? -1 : first > second ? 1 : 0
  })
  expect([...order]).toEqual(expected)
  expect(values).toEqual(given.slice().sort())
})

test('0 and -0 are equal', () => {
  const { values, order } = sortNumbers(Float64Array.of(1, 0, -0, 1, 0))
  expect([...order]).toEqual([1, 2, 4, 0, 3])
  expect(values).toEqual(Float64Array.of(0, 0, 0, 1, 1))
})

test('what belongs to numbers follows them', () => {
  const { order } = sortNumbers(Float64Array.of(3, 1, 2))
  expect(inOrder(Float64Array.of(30, 10, 20), order)).toEqual(Float64Array.of(10, 20, 30))
})
