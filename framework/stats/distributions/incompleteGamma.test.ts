import { expect, test } from 'vitest'
import { expectClose } from '../../testing/recorded/expectClose.ts'
import { incompleteGamma, upperIncompleteGamma } from './incompleteGamma.ts'

// By mpmath, with 40 digits.
test.each([
  [0.5, 0.1, 0.34527915398142295, 0.654720846018577],
  [0.5, 3, 0.9856941215645704, 0.01430587843542964],
  [2.5, 3.4, 0.7640554623054786, 0.23594453769452137],
  [2.5, 3.6, 0.7938140802904441, 0.20618591970955588],
  [3, 10, 0.9972306042844884, 0.002769395715511576],
  [100, 80, 0.017108313035133115, 0.9828916869648668],
  [100, 120, 0.9721362601094793, 0.027863739890520663],
  [30, 0.5, 2.1644672981498644e-42, 1],
  [1000, 1000, 0.5042052441802155, 0.4957947558197845],
])('P and Q of %d at %d', (a, x, lower, upper) => {
  expectClose(incompleteGamma(a, x), lower, 1e-13)
  expectClose(upperIncompleteGamma(a, x), upper, 1e-13)
})

test('nothing lies below zero, and everything above', () => {
  expect([incompleteGamma(2, 0), upperIncompleteGamma(2, 0)]).toEqual([0, 1])
})
