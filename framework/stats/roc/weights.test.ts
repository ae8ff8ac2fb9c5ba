import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { computeAuroc } from './auroc.ts'
import { backgroundEfficiency } from './backgroundEfficiency.ts'
import { calibrate } from './calibration.ts'
import { precisionRecallCurve } from './precisionRecall.ts'
import { rocCurve } from './rocCurve.ts'
import { signalEfficiency } from './signalEfficiency.ts'
import { checkWeights, effectiveNumber } from './weights.ts'

/** Probabilities with ties, and weights of 0 to 3. */
function weighted() {
  const random = new Random(21)
  const labels = Array.from({ length: 80 }, () => random.integer(2))
  const scores = labels.map((label) => Math.round(10 * (random.uniform() + label)) / 20)
  const weights = labels.map(() => random.integer(4))
  const repeat = (values: readonly number[]) =>
    values.flatMap((value, i) => Array<number>(weights[i] as number).fill(value))
  return { scores, labels, weights, repeated: [repeat(scores), repeat(labels)] as const }
}

const { scores, labels, weights, repeated } = weighted()

function expectNear(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length)
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] as number, 12)
  })
}

test('a whole weight counts as so many events: areas and curves', () => {
  const options = { positiveLabel: 1, weights }
  expect(computeAuroc(scores, labels, options).auroc).toBeCloseTo(
    computeAuroc(...repeated, { positiveLabel: 1 }).auroc as number,
    12,
  )
  const [roc, rocOfAll] = [
    rocCurve(scores, labels, options),
    rocCurve(...repeated, { positiveLabel: 1 }),
  ]
  expectNear(roc.fpr, rocOfAll.fpr)
  expectNear(roc.tpr, rocOfAll.tpr)
  const [curve, curveOfAll] = [
    precisionRecallCurve(scores, labels, options),
    precisionRecallCurve(...repeated, { positiveLabel: 1 }),
  ]
  expectNear(curve.precision, curveOfAll.precision)
  expect(curve.averagePrecision).toBeCloseTo(curveOfAll.averagePrecision as number, 12)
  expect(curve.prevalence).toBeCloseTo(curveOfAll.prevalence as number, 12)
})

test('a whole weight counts as so many events: efficiencies of cuts', () => {
  const at = [0.9, 0.1, 0.35, 0.6]
  const background = backgroundEfficiency(scores, labels, { positiveLabel: 1, weights, at })
  const ofAll = backgroundEfficiency(...repeated, { positiveLabel: 1, at })
  expectNear(background.background, ofAll.background)
  const signal = signalEfficiency(scores, labels, { positiveLabel: 1, weights, at })
  const signalOfAll = signalEfficiency(...repeated, { positiveLabel: 1, at })
  expectNear(
    signal.map(({ signal }) => signal),
    signalOfAll.map(({ signal }) => signal),
  )
})

test('a whole weight counts as so many events: the Brier score, and the error of one bin', () => {
  const one = calibrate(scores, labels, { positiveLabel: 1, weights, bins: 1 })
  const all = calibrate(...repeated, { positiveLabel: 1, bins: 1 })
  expect(one.brier).toBeCloseTo(all.brier as number, 12)
  expect(one.ece).toBeCloseTo(all.ece as number, 12)
})

test('equal weights leave intervals as they are, whatever the weight', () => {
  const even = labels.map(() => 2.5)
  const [{ se }, plain] = [
    computeAuroc(scores, labels, { positiveLabel: 1, weights: even }),
    computeAuroc(scores, labels, { positiveLabel: 1 }),
  ]
  expect(se).toBeCloseTo(plain.se as number, 12)
  const [efficiency, plainEfficiency] = [even, undefined].map((given) =>
    backgroundEfficiency(scores, labels, { positiveLabel: 1, weights: given, at: [0.3, 0.7] }),
  )
  expectNear(efficiency?.nLeft ?? [], plainEfficiency?.nLeft ?? [])
  expect(efficiency?.nEffective).toBeCloseTo(plainEfficiency?.nEffective ?? 0, 10)
  const bounds = (given?: readonly number[]) =>
    calibrate(scores, labels, { positiveLabel: 1, weights: given, bins: 4 }).bins.flatMap(
      ({ low, high }) => [low, high],
    )
  expectNear(bounds(even), bounds())
})

test("the effective number is Kish's, and that of no events is 0", () => {
  expect(effectiveNumber({ sum: 4, squares: 10 })).toBe(1.6)
  expect(effectiveNumber({ sum: 0, squares: 0 })).toBe(0)
})

test('negative weights are refused, with how many there are and the first', () => {
  const ask = (given: number[], where?: string) => () => checkWeights(given, given.length, where)
  expect(ask([1, -2, 0, -0.5])).toThrow(
    expect.objectContaining({
      code: 'WEIGHTS_INVALID',
      message: expect.stringMatching(
        /^2 events of 4 have .* the first is event 1 with -2: .* Merge such events with their neighbours, or go without weights\.$/,
      ),
    }),
  )
  expect(ask([-1, 1], 'test.h5')).toThrow(
    /^Weights of test\.h5: 1 event of 2 has a negative weight, the first is event 0 with -1:/,
  )
  expect(ask([0, 1, Number.NaN])).not.toThrow()
})

test('as many weights as scores are needed', () => {
  expect(() => computeAuroc([1, 2], [0, 1], { weights: [1] })).toThrow(
    expect.objectContaining({
      code: 'LENGTH_MISMATCH',
      message: expect.stringContaining('2 scores but 1 weights'),
    }),
  )
})

test('events of weight 0 do not count, those whose weight is not finite are invalid', () => {
  const result = computeAuroc([1, 2, 3, 4, 5], [1, 1, 0, 0, 0], {
    weights: [1, 0, Number.NaN, Number.POSITIVE_INFINITY, 1],
  })
  expect(result).toMatchObject({ auroc: 1, nPositive: 1, nNegative: 1, nInvalid: 2 })
})

test('a class of weight 0 is said to be the reason for no AUROC', () => {
  expect(computeAuroc([1, 2], [0, 1], { weights: [1, 0] })).toMatchObject({
    auroc: null,
    reason: expect.stringContaining('has a score and a weight above 0: labels are 0 (1 event)'),
  })
})
