import { describe, expect, test } from 'vitest'
// Recorded from scikit-learn and numpy by fixtures/recorded/classification.py.
import recorded from '../../../fixtures/recorded/classification.json' with { type: 'json' }
import { precisionRecallCurve } from '../roc/precisionRecall.ts'
import { usableEvents } from './classScores.ts'
import { confusionMetrics } from './confusionMetrics.ts'
import { multiclassAuroc } from './multiclassAuroc.ts'
import { predictClasses } from './predictions.ts'

const EXACT = 12

describe.each(recorded.severalClasses)('of several classes: $name', (expected) => {
  const nClasses = expected.precision.length
  const given = {
    scores: Float64Array.from(expected.scores.flat()),
    labels: Int32Array.from(expected.labels),
    nClasses,
    weights: expected.weights ?? undefined,
  }

  test('counts, accuracy, precision, recall and F1', () => {
    const { confusions } = predictClasses(given, usableEvents(given))
    const metrics = confusionMetrics(confusions)
    confusions.forEach((row, i) => {
      row.forEach((n, j) => {
        expect(n).toBeCloseTo(expected.confusions[i]?.[j] as number, EXACT)
      })
    })
    expect(metrics.accuracy).toBeCloseTo(expected.accuracy, EXACT)
    expect(metrics.balancedAccuracy).toBeCloseTo(expected.balancedAccuracy, EXACT)
    expect(metrics.macroF1).toBeCloseTo(expected.macroF1, EXACT)
    metrics.classes.forEach(({ precision, recall, f1 }, label) => {
      // scikit-learn says 0 where there is nothing to divide by.
      expect(precision ?? 0).toBeCloseTo(expected.precision[label] as number, EXACT)
      expect(recall ?? 0).toBeCloseTo(expected.recall[label] as number, EXACT)
      expect(f1 ?? 0).toBeCloseTo(expected.f1[label] as number, EXACT)
    })
  })

  test('the area of each class against the others, with its standard error', () => {
    multiclassAuroc(given).oneVsRest.forEach((area, label) => {
      const key = String(label) as keyof typeof expected.oneVsRest
      const [value, error] = [expected.oneVsRest[key], expected.oneVsRestError[key]]
      expect(area === null).toBe(value === undefined)
      if (area === null) return
      expect(area.auroc).toBeCloseTo(value as number, EXACT)
      expect(area.se).toBeCloseTo(error as number, EXACT)
      expect(area.low).toBeLessThan(area.auroc)
    })
  })

  test('the means of areas, over the classes that have events', () => {
    const { meanOneVsRest, meanOneVsOne } = multiclassAuroc(given)
    expect(meanOneVsRest?.auroc).toBeCloseTo(expected.meanOneVsRest, EXACT)
    expect(meanOneVsOne?.auroc).toBeCloseTo(expected.meanOneVsOne, EXACT)
    expect(meanOneVsRest?.se).toBeCloseTo(expected.meanOneVsRestError, EXACT)
  })

  test('the average precision of each class', () => {
    for (const [label, value] of Object.entries(expected.averagePrecision)) {
      const column = expected.scores.map((row) => row[Number(label)] as number)
      const { averagePrecision } = precisionRecallCurve(column, expected.labels, {
        positiveLabel: Number(label),
        weights: given.weights,
      })
      expect(averagePrecision).toBeCloseTo(value as number, EXACT)
    }
  })
})
