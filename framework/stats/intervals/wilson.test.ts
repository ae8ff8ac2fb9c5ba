import { expect, test } from 'vitest'
import { wilsonInterval } from './wilson.ts'

test("is Wilson's score interval", () => {
  const { low, high } = wilsonInterval(5, 20)
  expect(low).toBeCloseTo(0.111862, 6)
  expect(high).toBeCloseTo(0.468701, 6)
})

test('ends at 0 and 1 where no or all events have the property', () => {
  expect(wilsonInterval(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.277533, 6) })
  expect(wilsonInterval(10, 10)).toEqual({ low: expect.closeTo(0.722467, 6), high: 1 })
})

test('says nothing about no events', () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 })
})
