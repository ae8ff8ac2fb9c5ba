import { expect, test } from 'vitest'
// Recorded from SciPy and statsmodels by fixtures/recorded/statistics.py.
import recorded from '../../../fixtures/recorded/statistics.json' with { type: 'json' }
import { chiSquaredQuantile } from '../distributions/chiSquared.ts'
import { logGamma } from '../distributions/gamma.ts'
import { incompleteBeta } from '../distributions/incompleteBeta.ts'
import { studentQuantileTwoSided, studentTwoSided } from '../distributions/studentT.ts'
import { unitsNeeded } from '../intervals/sampleSize.ts'
import { fisherExactTest } from './fisherExact.ts'
import { holmAdjust } from './holm.ts'
import { mannWhitneyTest } from './mannWhitney.ts'
import { signedRanks } from './signedRanks.ts'
import { signFlipTest } from './signFlip.ts'
import {
  equivalenceTest,
  estimateDifference,
  estimateMean,
  pairedTTest,
  studentInterval,
  welchTest,
} from './studentTest.ts'

/** Where the true value is small, too: the error is a share of it. */
function expectClose(actual: number, expected: number, relative: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected))
}

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

test.each(recorded.paired)('the paired t-test and its interval: $values', (expected) => {
  expectClose(pairedTTest(expected.values), expected.p, 1e-12)
  const { low, high } = studentInterval(estimateMean(expected.values))
  expect(low).toBeCloseTo(expected.low, 7)
  expect(high).toBeCloseTo(expected.high, 7)
})

test.each(recorded.welch)("Welch's test and its interval: $x against $y", (expected) => {
  expectClose(welchTest(expected.x, expected.y), expected.p, 1e-12)
  const { low, high } = studentInterval(estimateDifference(expected.x, expected.y))
  expect(low).toBeCloseTo(expected.low, 7)
  expect(high).toBeCloseTo(expected.high, 7)
})

test.each(recorded.equivalence)('two one-sided tests: $values within ±$margin', (expected) => {
  expectClose(equivalenceTest(estimateMean(expected.values), expected.margin), expected.p, 1e-12)
})

test.each(recorded.mannWhitney)('the exact Mann-Whitney test: $x against $y', (expected) => {
  expectClose(mannWhitneyTest(expected.x, expected.y).pValue, expected.p, 1e-12)
})

test.each(recorded.signedRanks)("Wilcoxon's exact signed-rank test: $values", (expected) => {
  expectClose(signFlipTest(signedRanks(expected.values)).pValue, expected.p, 1e-12)
})

test.each(recorded.fisher)("Fisher's exact test of the table %j", (table, p) => {
  const [a = 0, b = 0, c = 0, d = 0] = table as number[]
  expectClose(fisherExactTest(a, a + b, c, c + d), p as number, 1e-11)
})

test.each(recorded.holm)("Holm's adjustment of $p", ({ p, adjusted }) => {
  holmAdjust(p).forEach((value, i) => {
    expect(value).toBeCloseTo(adjusted[i] as number, 14)
  })
})

test.each(recorded.power)(
  'the units for an effect of $effect deviations, to within one',
  (expected) => {
    // The formula of two quantiles instead of the noncentral distribution.
    expect(Math.abs(unitsNeeded(expected.effect, 1) - expected.n)).toBeLessThanOrEqual(1)
  },
)
