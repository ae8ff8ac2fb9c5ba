import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { outsidePath, recordedPath } from '../../testing/recorded/recorded.ts'
import { Random } from '../random.ts'
import { computeAuroc, type NoAuroc } from './auroc.ts'
import { pairedAuroc } from './pairedAuroc.ts'

test('counts the pairs that are in order, ties half', () => {
  expect(computeAuroc([1, 2, 3, 4], [1, 1, 0, 0]).auroc).toBe(1)
  expect(computeAuroc([1, 2, 3, 4], [1, 0, 1, 0]).auroc).toBe(0.75)
  expect(computeAuroc([1, 1, 1, 1], [0, 1, 0, 1]).auroc).toBe(0.5)
})

test('signal, label 0, is positive unless another label is given, which may be any', () => {
  const scores = [0.1, 0.4, 0.35, 0.8]
  expect(computeAuroc(scores, [1, 1, 0, 0]).auroc).toBe(0.75)
  expect(computeAuroc(scores, [1, 1, 0, 0], { positiveLabel: 1 }).auroc).toBe(0.25)
  expect(computeAuroc(scores, [3, 3, 7.5, 7.5], { positiveLabel: 7.5 }).auroc).toBe(0.75)
})

test('NaN scores and events without a label (NaN, -1) are counted apart and left out', () => {
  const result = computeAuroc([1, NaN, 3, 4, 5, 6], [1, 1, 0, 0, NaN, -1])
  expect(result).toMatchObject({
    auroc: 1,
    nPositive: 2,
    nNegative: 1,
    nInvalid: 1,
    nUnlabelled: 2,
  })
})

test('-1 is a label where it is the positive one', () => {
  const result = computeAuroc([1, 2, 3], [1, 1, -1], { positiveLabel: -1 })
  expect(result).toMatchObject({ auroc: 1, nPositive: 1, nUnlabelled: 0 })
})

test('of more than two classes, all but the positive one are negative', () => {
  const result = computeAuroc([1, 2, 3], [4, 5, 6], { positiveLabel: 6 })
  expect(result).toMatchObject({ auroc: 1, nPositive: 1, nNegative: 2 })
})

test('infinite scores rank at the ends', () => {
  expect(computeAuroc([-Infinity, 0, Infinity], [1, 1, 0]).auroc).toBe(1)
})

test.each([
  [[1, 1], /two classes: labels are 1 \(2 events\), positive is 0/],
  [[1, 2], /labels are 1 \(1 event\), 2 \(1 event\), .*give positiveLabel/],
  [[NaN, -1], /No event has a label/],
])('labels %o have no AUROC, and it says why', (labels, reason) => {
  expect(computeAuroc([1, 2], labels)).toMatchObject({
    auroc: null,
    low: null,
    high: null,
    se: null,
    reason: expect.stringMatching(reason),
  })
})

test('where no class can be called positive, no event is of either', () => {
  expect(computeAuroc([1, 2], [1, 2])).toMatchObject({ nPositive: 0, nNegative: 0, nInvalid: 0 })
})

test('a class whose scores are all NaN is said to be the reason', () => {
  const result = computeAuroc([NaN, 2], [0, 1])
  expect(result).toMatchObject({
    auroc: null,
    reason: expect.stringMatching(/No event of one of the classes has a score:/),
  })
})

test('a class of one event has an AUROC but no interval', () => {
  expect(computeAuroc([1, 2, 3], [1, 0, 0])).toMatchObject({ auroc: 1, low: null, high: null })
})

test('as many labels as scores are needed', () => {
  expect(() => computeAuroc([1, 2], [1])).toThrow(
    expect.objectContaining({
      code: 'LENGTH_MISMATCH',
      message: '2 scores but 1 labels: pass one label for each score.',
    }),
  )
})

test("the standard error is DeLong's, as the direct double sum gives it", () => {
  const random = new Random(8)
  const labels = Array.from({ length: 300 }, () => (random.uniform() < 0.4 ? 1 : 0))
  // Rounded, so that there are many ties.
  const scores = labels.map((label) => Math.round(4 * (random.normal() + 0.7 * label)) / 4)
  const { auroc, se, low, high } = computeAuroc(scores, labels, { positiveLabel: 1 })
  const direct = directDeLong(scores, labels)
  expect(auroc).toBeCloseTo(direct.auroc, 14)
  expect(se).toBeCloseTo(direct.se, 14)
  // Of many events the interval is about as wide as DeLong's, if not symmetric.
  expect(((high as number) - (low as number)) / direct.se).toBeCloseTo(2 * 1.96, 1)
})

test('the interval stays within [0, 1]', () => {
  const { low, high } = computeAuroc([1, 2, 3, 9, 4, 5, 6, 7], [1, 1, 1, 1, 0, 0, 0, 0])
  expect(low).toBeGreaterThan(0)
  expect(high).toBeLessThan(1)
})

test("the AUROC of recorded scores is scikit-learn's", () => {
  expect(checkRecordedAurocs(recordedPath('sweeps/compare_globals_heads/truth'))).toBe(2)
})

const wholeTruth = outsidePath('sweeps/compare_globals_heads/truth')
test.skipIf(!wholeTruth)(
  "the AUROC is scikit-learn's for every model of the whole sweep (needs the data beside the checkout)",
  () => {
    expect(checkRecordedAurocs(wholeTruth as string)).toBe(18)
  },
)

/** Checks every model with recorded scores; returns their number. */
function checkRecordedAurocs(truth: string): number {
  const read = (name: string) => new Uint8Array(readFileSync(join(truth, name))).buffer
  const { models } = JSON.parse(readFileSync(join(truth, 'summary.json'), 'utf8'))
  const labels = Array.from(new BigInt64Array(read('labels.i64')), Number)
  for (const [runId, expected] of Object.entries<Record<string, Record<string, number>>>(models)) {
    const mse = (variant: string) =>
      new Float32Array(read(`${runId}.${variant}.mse_mae.f32`)).subarray(0, labels.length)
    const baseline = mse('baseline')
    expect(computeAuroc(baseline, labels, { positiveLabel: 0 }).auroc, runId).toBeCloseTo(
      expected.baseline?.auroc_mse_vs_label_signal_positive as number,
      12,
    )
    const noise = mse('gaussian_noise')
    const isCorrupted = [...baseline.map(() => 0), ...noise.map(() => 1)]
    expect(
      computeAuroc([...baseline, ...noise], isCorrupted, { positiveLabel: 1 }).auroc,
      runId,
    ).toBeCloseTo(expected.gaussian_noise?.auroc_mse_vs_baseline as number, 12)
  }
  return Object.keys(models).length
}

function directDeLong(scores: number[], labels: number[]): { auroc: number; se: number } {
  const positives = scores.filter((_, i) => labels[i] === 1)
  const negatives = scores.filter((_, i) => labels[i] === 0)
  const wins = (x: number, y: number) => (x > y ? 1 : x === y ? 0.5 : 0)
  const average = (values: number[]) => values.reduce((a, b) => a + b) / values.length
  const variance = (values: number[]) => {
    const centre = average(values)
    return values.reduce((sum, v) => sum + (v - centre) ** 2, 0) / (values.length - 1)
  }
  const v10 = positives.map((x) => average(negatives.map((y) => wins(x, y))))
  const v01 = negatives.map((y) => average(positives.map((x) => wins(x, y))))
  const se = Math.sqrt(variance(v10) / positives.length + variance(v01) / negatives.length)
  return { auroc: average(v10), se }
}

test('labels of an int64 array and booleans count as their numbers', () => {
  const scores = [1, 2, 3, 4]
  const expected = computeAuroc(scores, [0, 1, 0, 1]).auroc
  expect(computeAuroc(scores, BigInt64Array.of(0n, 1n, 0n, 1n)).auroc).toBe(expected)
  expect(computeAuroc(scores, [false, true, false, true]).auroc).toBe(expected)
})

test.each([0, 1, 95, Number.NaN])('a level of %d is refused instead of giving NaN', (level) => {
  expect(() => computeAuroc([3, 4, 1, 2], [0, 0, 1, 1], { level })).toThrow(
    'a number between 0 and 1',
  )
  expect(() => pairedAuroc([3, 4], [1, 2], { level })).toThrow('a number between 0 and 1')
})

test("DeLong's standard error of published data", () => {
  // Ratings of 109 CT images: J. A. Hanley and B. J. McNeil, Radiology 143, 1982, 29-36, Table I. The standard
  // error is that which Stata's manual gives for them, [R] roctab.
  const ratings = { 0: [33, 6, 6, 11, 2], 1: [3, 2, 2, 11, 33] }
  const images = Object.entries(ratings).flatMap(([label, counts]) =>
    counts.flatMap((n, rating) =>
      Array.from({ length: n }, () => ({ label: Number(label), rating })),
    ),
  )
  const { auroc, se } = computeAuroc(
    images.map(({ rating }) => rating),
    images.map(({ label }) => label),
    { positiveLabel: 1 },
  )
  expect(auroc).toBeCloseTo(0.8932, 4)
  expect(se).toBeCloseTo(0.0307, 4)
})

test('two events of either class have an interval, and one of either has none', () => {
  expect(computeAuroc([1, 3, 2, 4], [0, 0, 1, 1]).se).toBeGreaterThan(0)
  expect(computeAuroc([1, 2, 3], [1, 1, 0])).toMatchObject({ auroc: 1, se: null, nPositive: 1 })
})

test('the reason for no AUROC names the positive label that was given', () => {
  const { reason } = computeAuroc([1, 2], [1, 1], { positiveLabel: 1 }) as NoAuroc
  expect(reason).toBe('AUROC needs events of two classes: labels are 1 (2 events), positive is 1.')
  const other = computeAuroc([1, 2], [1, 2], { positiveLabel: 3 }) as NoAuroc
  expect(other.reason).toMatch(/^AUROC needs events of two classes: .*, positive is 3\.$/)
})
