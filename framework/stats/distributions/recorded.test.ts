import { expect, test } from 'vitest'
// Recorded from SciPy by fixtures/recorded/statistics.py.
import recorded from '../../../fixtures/recorded/statistics.json' with { type: 'json' }
import { expectClose } from '../../testing/recorded/expectClose.ts'
import { chiSquaredQuantile } from './chiSquared.ts'
import { logGamma } from './gamma.ts'
import { incompleteBeta } from './incompleteBeta.ts'
import { studentQuantileTwoSided, studentTwoSided } from './studentT.ts'

test.each(recorded.logGamma)('log gamma of %d', (x = 0, value = 0) => {
  expect(Math.abs(logGamma(x) - value)).toBeLessThan(1e-14 * Math.max(1, Math.abs(value)))
})

test.each(recorded.incompleteBeta)(
  'the incomplete beta function of %d, a %d, b %d',
  (x = 0, a = 0, b = 0, value = 0) => {
    expectClose(incompleteBeta(x, a, b), value, 3e-13)
  },
)

test.each(recorded.studentTwoSided)(
  "Student's p-value of t %d with %d degrees of freedom",
  (t = 0, df = 0, p = 0) => {
    // SciPy's own tails are exact to about 1e-13 of themselves.
    expectClose(studentTwoSided(t, df), p, 2e-12)
  },
)

test.each(recorded.studentQuantile)(
  "Student's quantile of level %d with %d degrees of freedom",
  (level = 0, df = 0, t = 0) => {
    // SciPy 1.10 is off by up to 1e-9; studentT.test.ts has the closed forms.
    expectClose(studentQuantileTwoSided(level, df), t, 2e-9)
  },
)

test.each(recorded.chiSquaredQuantile)(
  'the chi-squared quantile of %d with %d degrees',
  (probability = 0, df = 0, value = 0) => {
    expectClose(chiSquaredQuantile(probability, df), value, 1e-12)
  },
)
