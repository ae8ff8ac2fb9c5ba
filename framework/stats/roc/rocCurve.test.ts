import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { computeAuroc } from './auroc.ts'
import { type RocCurve, rocCurve } from './rocCurve.ts'

const area = ({ fpr, tpr }: RocCurve) =>
  fpr.reduce((sum, x, i) => {
    if (i === 0) return 0
    return sum + ((x - (fpr[i - 1] as number)) * ((tpr[i] as number) + (tpr[i - 1] as number))) / 2
  }, 0)

test('goes from (0, 0) to (1, 1), equal scores in one step', () => {
  expect(rocCurve([4, 3, 2, 2, 1, 1], [0, 1, 0, 1, 1, 1])).toEqual({
    fpr: [0, 0, 0.25, 0.5, 1],
    tpr: [0, 0.5, 0.5, 1, 1],
  })
})

test('many events are thinned to at most 500 points with nearly the same area', () => {
  const random = new Random(4)
  const labels = Array.from({ length: 20_000 }, () => (random.uniform() < 0.5 ? 1 : 0))
  const scores = labels.map((label) => random.normal() + label)
  const curve = rocCurve(scores, labels, { positiveLabel: 1 })
  expect(curve.fpr.length).toBeLessThanOrEqual(500)
  expect(curve.fpr.length).toBeGreaterThan(400)
  expect(area(curve)).toBeCloseTo(computeAuroc(scores, labels, { positiveLabel: 1 }).auroc ?? 0, 4)
})

test('one class alone has no curve', () => {
  expect(rocCurve([1, 2], [1, 1])).toEqual({ fpr: [], tpr: [] })
  expect(rocCurve([1, 2], [0, 0])).toEqual({ fpr: [], tpr: [] })
})

test('a curve of so many points as are asked for has them evenly along it', () => {
  // Steps of 0.25 to the top and then to the right; three points are 1 apart.
  const labels = [0, 0, 0, 0, 1, 1, 1, 1]
  expect(rocCurve([8, 7, 6, 5, 4, 3, 2, 1], labels, { maxPoints: 3 })).toEqual({
    fpr: [0, 0, 1],
    tpr: [0, 1, 1],
  })
})
