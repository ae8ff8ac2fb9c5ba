import { expect, test } from 'vitest'
import { backgroundEfficiency } from './backgroundEfficiency.ts'

const at = (scores: number[], labels: number[], ...efficiencies: number[]) =>
  backgroundEfficiency(scores, labels, { positiveLabel: 1, at: efficiencies })

const SCORES = [0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05]
const LABELS = [1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0]

test('is the false positive rate where the true positive rate is reached (as scikit-learn 1.2)', () => {
  const { background, nLeft } = at(SCORES, LABELS, 0.2, 0.4, 0.6, 0.8, 1)
  expect(background).toEqual([0, 1 / 7, 1 / 7, 2 / 7, 4 / 7])
  expect(nLeft).toEqual([0, 1, 1, 2, 4])
})

test('a cut between events of equal scores is interpolated', () => {
  // Both classes at one score: half of the signal comes with half of the background.
  expect(at([1, 1, 1, 1], [1, 1, 0, 0], 0.25, 0.5, 1).background).toEqual([0.25, 0.5, 1])
})

test('a share of events that are not whole takes the background of the next', () => {
  expect(at([3, 2, 1], [1, 0, 1], 0.5, 0.51, 0.75).nLeft).toEqual([0, 1, 1])
})

test('works at each per cent by default, with the numbers of events', () => {
  const { signal, nPositive, nNegative } = backgroundEfficiency([1, 2, 3], [0, 1, 1])
  expect(signal).toHaveLength(100)
  expect([signal[0], signal.at(-1)]).toEqual([0.01, 1])
  expect([nPositive, nNegative]).toEqual([1, 2])
})

test('has an interval over the events of both classes', () => {
  const signal = Array.from({ length: 100 }, (_, i) => i + 0.5)
  const background = Array.from({ length: 1000 }, (_, i) => (i < 100 ? i : -i))
  const labels = [...signal.map(() => 1), ...background.map(() => 0)]
  const { low, high } = at([...signal, ...background], labels, 0.5)
  // 49 of 1000 pass: Wilson's interval is 0.03726 to 0.06419. That of 50 of 100 signal events is 0.404 to 0.596, with
  // which 40 and 59 pass.
  expect(low).toEqual([expect.closeTo(0.049 - Math.hypot(0.049 - 0.037256, 0.009), 5)])
  expect(high).toEqual([expect.closeTo(0.049 + Math.hypot(0.064193 - 0.049, 0.01), 5)])
})

test('one class alone has no points', () => {
  expect(at([1, 2], [1, 1], 0.5)).toMatchObject({ signal: [], background: [], nLeft: [] })
})

test('efficiencies are given in the order asked for', () => {
  expect(at(SCORES, LABELS, 1, 0.2, 0.6).background).toEqual([4 / 7, 0, 1 / 7])
})

test('no signal has no points either', () => {
  expect(at([1, 2], [0, 0], 0.5)).toMatchObject({ signal: [], background: [], nLeft: [] })
})

test('with weights, a cut through equal scores leaves the effective number of the share that passes', () => {
  const { background, nLeft, nEffective } = backgroundEfficiency([1, 1, 1, 1], [1, 1, 0, 0], {
    positiveLabel: 1,
    at: [0.5],
    weights: [1, 1, 1, 3],
  })
  // Half of the weights 1 and 3, and half of their squares: 2² / 5, of 4² / 10 in all.
  expect([background, nLeft, nEffective]).toEqual([[0.5], [0.8], 1.6])
})
