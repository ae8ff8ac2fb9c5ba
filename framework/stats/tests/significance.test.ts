import { expect, test } from 'vitest'
import { mannWhitneyTest } from './mannWhitney.ts'
import { signFlipTest } from './signFlip.ts'
import { verdict } from './significance.ts'

test('five pairs that all agree are underpowered, six show a difference', () => {
  expect(verdict(signFlipTest([1, 2, 3, 4, 5]))).toBe('underpowered')
  expect(verdict(signFlipTest([1, 2, 3, 4, 5, 6]))).toBe('different')
})

test('three against three is underpowered, four against four is not', () => {
  expect(verdict(mannWhitneyTest([1, 2, 3], [4, 5, 6]))).toBe('underpowered')
  expect(verdict(mannWhitneyTest([1, 2, 3, 4], [5, 6, 7, 8]))).toBe('different')
})

test('enough seeds without a difference are inconclusive, never equal', () => {
  expect(verdict(signFlipTest([1, -1, 2, -2, 3, -3]))).toBe('inconclusive')
})
