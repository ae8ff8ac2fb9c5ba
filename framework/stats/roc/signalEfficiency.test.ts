import { expect, test } from 'vitest'
import { wilsonInterval } from '../intervals/wilson.ts'
import { signalEfficiency } from './signalEfficiency.ts'

const at = (scores: number[], labels: number[], ...efficiencies: number[]) =>
  signalEfficiency(scores, labels, { positiveLabel: 1, at: efficiencies })
const signals = (...given: Parameters<typeof at>) => at(...given).map(({ signal }) => signal)

const SCORES = [0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05]
const LABELS = [1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0]

test('is the most signal that passes with so much background, in the order asked for', () => {
  // Above the scores of the 2nd, 3rd and 5th of 7 background events are 3, 4 and 5 of 5 signal events.
  expect(signals(SCORES, LABELS, 4 / 7, 1 / 7, 2 / 7)).toEqual([1, 0.6, 0.8])
})

test('between background events it is interpolated as the curve is drawn', () => {
  // The first background event shares its score with the second signal event.
  expect(signals(SCORES, LABELS, 0.5 / 7)).toEqual([expect.closeTo(0.3, 14)])
  expect(signals([1, 1, 1, 1], [1, 1, 0, 0], 0.25, 0.75)).toEqual([0.25, 0.75])
})

test('signal above all background passes at any efficiency', () => {
  expect(signals([4, 3, 2, 1], [1, 1, 0, 0], 0.001, 0.999)).toEqual([1, 1])
})

test("has Wilson's interval over signal events", () => {
  const [point] = at(SCORES, LABELS, 2 / 7)
  expect(point).toEqual({ background: 2 / 7, signal: 0.8, ...wilsonInterval(4, 5) })
})

test('one class alone has none', () => {
  expect(at([1, 2], [1, 1], 0.5)).toEqual([])
  expect(at([1, 2], [0, 0], 0.5)).toEqual([])
})
