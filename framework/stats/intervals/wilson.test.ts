import { expect, test } from 'vitest'
import { wilsonInterval } from './wilson.ts'

test("is Wilson's score interval", () => {
  const { low, high } = wilsonInterval(5, 20)
  expect(low).toBeCloseTo(0.111862, 6)
  expect(high).toBeCloseTo(0.468701, 6)
})

// R. G. Newcombe, Statistics in Medicine 17, 1998, 857-872, Table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%d of %d as published', (hits, n, low, high) => {
  const found = wilsonInterval(hits, n)
  expect(found.low).toBeCloseTo(low, 4)
  expect(found.high).toBeCloseTo(high, 4)
})

test('ends at 0 and 1 where no or all events have the property', () => {
  expect(wilsonInterval(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.277533, 6) })
  expect(wilsonInterval(10, 10)).toEqual({ low: expect.closeTo(0.722467, 6), high: 1 })
})

test('says nothing about no events', () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 })
})
