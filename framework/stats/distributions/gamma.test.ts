import { test } from 'vitest'
import { expectClose } from '../../testing/recorded/expectClose.ts'
import { logBeta, logGamma } from './gamma.ts'

// By mpmath, with 60 digits.
test.each([
  [0.1, 2.252712651734206],
  [3.7, 1.4280723266653879],
  [10.5, 13.940625219403763],
  [171, 706.5730622457874],
  [1e10, 220258509288.81058],
])('log gamma of %d', (x, value) => {
  expectClose(logGamma(x), value, 1e-15)
})

test.each([
  [0.5, 0.5, 1.1447298858494002],
  [3, 4, -4.0943445622221],
  [2.5, 9.5, -5.528291554603698],
  [2, 12, -5.049856007249537],
  [0.5, 1e9, -9.789267975423506],
  [5, 1e12, -134.9770517493048],
  [9.5, 20, -18.53986331282687],
  [12, 15, -18.568172732389435],
  [300, 500, -530.9482011382281],
  [1e6, 2e6, -1909548.290968533],
  [20, 1e12, -513.2805381315615],
])('log beta of %d and %d, in both orders', (a, b, value) => {
  expectClose(logBeta(a, b), value, 1e-14)
  expectClose(logBeta(b, a), value, 1e-14)
})
