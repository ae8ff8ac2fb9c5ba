import { expect, test } from 'vitest'
import { powerOfTen } from './powerOfTen.ts'

test('is the number that its digits say, for whole exponents', () => {
  for (let exponent = -323; exponent <= 308; exponent++) {
    expect(powerOfTen(exponent)).toBe(Number(`1e${exponent}`))
  }
})

test('lies between for other exponents', () => {
  expect(powerOfTen(Math.log10(2))).toBe(2)
  expect(powerOfTen(0.5)).toBeCloseTo(Math.sqrt(10), 14)
  expect(powerOfTen(-1.5)).toBeCloseTo(1 / Math.sqrt(1000), 15)
})
