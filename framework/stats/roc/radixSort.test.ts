import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { ascendingOrder, sortedAscending } from './radixSort.ts'

test('negative, tiny and infinite values stand in the order of a comparison', () => {
  const values = Float64Array.of(3, -1e-310, Infinity, -2, 5e-324, -Infinity, 1e300, 0.1, -0.1)
  const sorted = Array.from(ascendingOrder(values), (i) => values[i])
  expect(sorted).toEqual([...values].sort((a, b) => a - b))
})

test('equal values keep their order, and so do 0 and -0', () => {
  expect([...ascendingOrder(Float64Array.of(1, 0, -0, 1, 0))]).toEqual([1, 2, 4, 0, 3])
})

test('thousands of values, of float32 and of float64', () => {
  const random = new Random(3)
  const values = Float64Array.from({ length: 5000 }, () => random.normal() ** 3)
  for (const numbers of [values, Float64Array.from(Float32Array.from(values))]) {
    const order = ascendingOrder(numbers)
    expect(Float64Array.from(order, (i) => numbers[i] as number)).toEqual(numbers.slice().sort())
  }
})

test('no values have no order', () => {
  expect(ascendingOrder(new Float64Array())).toHaveLength(0)
})

test('values that differ in their last digits only', () => {
  const random = new Random(4)
  const values = Float64Array.from({ length: 3000 }, () => 1 - random.uint32() * 2 ** -52)
  const order = ascendingOrder(values)
  expect(Float64Array.from(order, (i) => values[i] as number)).toEqual(values.slice().sort())
})

test('long runs that agree in their upper bits: equal values, and values that differ in their last bits', () => {
  const random = new Random(5)
  const values = Float64Array.from({ length: 2000 }, (_, i) =>
    i % 2 === 0 ? 0.75 : 0.75 + random.integer(100) * 2 ** -50,
  )
  const order = ascendingOrder(values)
  const expected = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number))
  expect([...order]).toEqual(expected)
})

test('sorted values are those of a comparison, negative and infinite ones too', () => {
  const random = new Random(6)
  const few = Float64Array.of(3, -1e-310, Infinity, -2, 5e-324, -Infinity, 1e300, 0.1, -0.1)
  const many = Float64Array.from({ length: 5000 }, () => random.normal() ** 3)
  const close = Float64Array.from({ length: 3000 }, () => 1 - random.uint32() * 2 ** -52)
  for (const values of [few, many, close]) {
    expect(sortedAscending(values)).toEqual(values.slice().sort())
  }
})
