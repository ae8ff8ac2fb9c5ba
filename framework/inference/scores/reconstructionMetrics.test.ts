import { expect, test } from 'vitest'
import { computeReconstructionMetrics } from './reconstructionMetrics.ts'

test('squares are summed over features and averaged over valid tokens', () => {
  const targets = new Float32Array(16)
  const predictions = Float32Array.of(1, 1, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 9, 9, 9, 9)
  const metrics = computeReconstructionMetrics(predictions, targets, {
    ids: [1, 2, 1, 0],
    nTokens: 2,
  })
  expect(Array.from(metrics.perEventErrors)).toEqual([(1 + 1 + 9) / 2, 4])
  expect(Array.from(metrics.perEventAbsoluteErrors)).toEqual([2.5, 2])
  expect(metrics.mse).toBe(4.75)
  expect(metrics.mae).toBe(2.25)
})

test('without ids all tokens count', () => {
  const { perEventErrors } = computeReconstructionMetrics(
    [1, 1, 1, 1, 3, 3, 3, 3],
    Array(8).fill(1),
    {
      nTokens: 2,
    },
  )
  expect(Array.from(perEventErrors)).toEqual([8])
})

test('an event without tokens has error 0, one with a NaN has NaN and is left out of the mean', () => {
  const { perEventErrors, mse } = computeReconstructionMetrics(
    [5, 5, 5, 5, Number.NaN, 0, 0, 0, 2, 0, 0, 0],
    Array(12).fill(0),
    { ids: [0, 1, 1], nTokens: 1 },
  )
  expect(Array.from(perEventErrors)).toEqual([0, NaN, 4])
  expect(mse).toBe(2)
})

test.each([
  [[1, 2], [1], undefined],
  [[1, 2], [1, 2], undefined],
  [Array(8).fill(0), Array(8).fill(0), [1]],
])('arrays that do not fit together are refused', (predictions, targets, ids) => {
  expect(() =>
    computeReconstructionMetrics(predictions, targets, { nTokens: 2, ...(ids ? { ids } : {}) }),
  ).toThrow(/expected \[n, 2, 4\]/)
})

test('ids of an int64 array mark padding as numbers do', () => {
  const [predictions, targets] = [Float32Array.of(1, 1, 1, 1, 9, 9, 9, 9), new Float32Array(8)]
  const { mse } = computeReconstructionMetrics(predictions, targets, {
    ids: BigInt64Array.of(3n, 0n),
    nTokens: 2,
  })
  expect(mse).toBe(4)
})
