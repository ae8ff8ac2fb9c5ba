import { describe, expect, test } from 'vitest'
// Recorded from scikit-learn and numpy by fixtures/recorded/classification.py.
import recorded from '../../../fixtures/recorded/classification.json' with { type: 'json' }
import { computeAuroc } from './auroc.ts'
import { backgroundEfficiency } from './backgroundEfficiency.ts'
import { calibrate } from './calibration.ts'
import { precisionRecallCurve } from './precisionRecall.ts'
import { signalEfficiency } from './signalEfficiency.ts'

const EXACT = 12

describe.each(recorded.twoClasses)('of two classes: $name', (expected) => {
  const { scores, labels } = expected
  const options = { positiveLabel: 1, weights: expected.weights ?? undefined }

  test('the area and its standard error', () => {
    const { auroc, se } = computeAuroc(scores, labels, options)
    expect(auroc).toBeCloseTo(expected.auroc, EXACT)
    expect(auroc).toBeCloseTo(expected.aurocFromPairs, EXACT)
    expect(se).toBeCloseTo(expected.standardError, EXACT)
  })

  test('average precision and Brier score', () => {
    expect(precisionRecallCurve(scores, labels, options).averagePrecision).toBeCloseTo(
      expected.averagePrecision,
      EXACT,
    )
    expect(calibrate(scores, labels, options).brier).toBeCloseTo(expected.brier, EXACT)
  })

  test('background efficiency at signal efficiencies', () => {
    const { background } = backgroundEfficiency(scores, labels, { ...options, at: expected.at })
    background.forEach((share, i) => {
      expect(share).toBeCloseTo(expected.background[i] as number, EXACT)
    })
  })

  test('signal efficiency at background efficiencies', () => {
    const shares = signalEfficiency(scores, labels, { ...options, at: expected.at })
    shares.forEach(({ signal }, i) => {
      expect(signal).toBeCloseTo(1 - (expected.signal[i] as number), EXACT)
    })
  })
})
