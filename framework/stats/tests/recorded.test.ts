import { expect, test } from 'vitest'
// Recorded from SciPy and statsmodels by fixtures/recorded/statistics.py.
import recorded from '../../../fixtures/recorded/statistics.json' with { type: 'json' }
import { expectClose } from '../../testing/recorded/expectClose.ts'
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
