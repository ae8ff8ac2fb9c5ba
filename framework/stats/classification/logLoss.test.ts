import { expect, test } from 'vitest'
import { type ClassScores, usableEvents } from './classScores.ts'
import { logLoss } from './logLoss.ts'

const loss = (rows: readonly (readonly number[])[], labels: number[], weights?: number[]) => {
  const given: ClassScores = {
    scores: Float64Array.from(rows.flat()),
    labels: Int32Array.from(labels),
    nClasses: 3,
    weights,
  }
  return logLoss(given, usableEvents(given))
}

const ROWS = [
  [0.5, 0.25, 0.25],
  [0.9, 0.05, 0.05],
  [0.1, 0.8, 0.1],
]

test('is the mean of minus the logarithm of what the own class was given', () => {
  // The second event has no label.
  expect(loss(ROWS, [0, -1, 1])).toBeCloseTo(-Math.log(0.5 * 0.8) / 2, 14)
})

test('events count by their weights', () => {
  expect(loss(ROWS, [0, -1, 1], [1, 1, 3])).toBeCloseTo(
    -(Math.log(0.5) + 3 * Math.log(0.8)) / 4,
    14,
  )
})

test('is missing where an own class was given no chance, and without events', () => {
  expect(loss([[0, 1, 0]], [0])).toBeNull()
  expect(loss([[0, 1, 0]], [-1])).toBeNull()
})
