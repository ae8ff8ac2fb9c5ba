import { expect, test } from 'vitest'
import { isAllSame } from './allSame.ts'

const same = (values: readonly number[], scale: 'ratio' | 'difference' = 'difference') =>
  isAllSame(values, values, scale)

test('values are the same but for rounding, which grows with their size', () => {
  expect(same([0.1, 0.1, 0.1])).toBe(true)
  expect(same([1000, 1000 + 1e-11])).toBe(true)
  expect(same([1, 1 + 1e-11])).toBe(false)
  expect(same([-1000, -1000 - 1e-11])).toBe(true)
  expect(same([0, 0])).toBe(true)
  expect(same([0, 1e-300])).toBe(false)
})

test('what is subtracted is measured by the sizes that it came from', () => {
  expect(isAllSame([0, 1e-12], [1e-12, 100], 'difference')).toBe(true)
  expect(isAllSame([0, 1e-12], [1e-12, 1], 'difference')).toBe(false)
})

test('logarithms are exact to no better than one part in 1e13', () => {
  expect(same([0, 5e-14], 'ratio')).toBe(true)
  expect(same([0, 5e-14])).toBe(false)
  expect(same([0, 5e-13], 'ratio')).toBe(false)
})

test('a single value is the same as nothing, and an infinite one as its like only', () => {
  expect(same([1])).toBe(false)
  expect(same([1, Infinity])).toBe(false)
  expect(same([Infinity, Infinity])).toBe(true)
})
