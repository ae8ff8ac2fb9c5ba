import { expect, test } from 'vitest'
import { extentOfBulk } from './bulk.ts'

const range = (n: number, at: (i: number) => number) => Array.from({ length: n }, (_, i) => at(i))
/** Fifty values from 1 to 1.98. */
const fifty = range(50, (i) => 1 + i / 50)

test('a few values that are far from the others and from each other are extreme', () => {
  expect(extentOfBulk([...fifty, 1e6], 'linear')).toEqual([1, 1.98])
  expect(extentOfBulk([...fifty, -300, 40, 1e3], 'linear')).toEqual([1, 1.98])
})

test.each(['linear', 'logarithmic'] as const)('a group is not, on a %s axis', (type) => {
  const group = range(4, (i) => 100 + i)
  expect(extentOfBulk([...fifty, ...group], type)).toEqual([1, 103])
  expect(extentOfBulk([...fifty, ...group, 1e9], type)).toEqual([1, 103])
})

test('a group beside which nobody could see the others is', () => {
  expect(extentOfBulk([...fifty, 1e9, 1.1e9], 'logarithmic')).toEqual([1, 1.98])
  expect(extentOfBulk([...fifty, 1e9, 1.1e9], 'linear')).toEqual([1, 1.98])
})

test('a group is whole, where the reach ends within it', () => {
  // The bulk is 0.85 long: five times that beyond 1.85 is 6.1.
  const group = range(6, (i) => 5.5 + i / 5)
  expect(extentOfBulk([...fifty, ...group], 'linear')).toEqual([1, 6.5])
})

test('two of two hundred are no group', () => {
  const many = range(200, (i) => 1 + i / 200)
  expect(extentOfBulk([...many, 100, 101], 'linear')).toEqual([1, 1.995])
})
