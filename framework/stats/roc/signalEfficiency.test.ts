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

test('has an interval over the events of both classes', () => {
  // Signal at 0.5, 1.5, …, 99.5; of 1000 background events the upper tenth lies among it.
  const signal = Array.from({ length: 100 }, (_, i) => i + 0.5)
  const background = Array.from({ length: 1000 }, (_, i) => (i < 100 ? i : -i))
  const labels = [...signal.map(() => 1), ...background.map(() => 0)]
  const [point] = at([...signal, ...background], labels, 0.05)
  // Before the 51st event of background, which is at 49, there are 51 of signal. Wilson's interval of 50 of
  // 1000 is 0.03814 to 0.06529: so much background has 0.39 and 0.66 of the signal above it.
  const own = wilsonInterval(51, 100)
  expect(point?.signal).toBe(0.51)
  expect(point?.low).toBeCloseTo(0.51 - Math.hypot(0.51 - own.low, 0.51 - 0.39), 12)
  expect(point?.high).toBeCloseTo(0.51 + Math.hypot(own.high - 0.51, 0.66 - 0.51), 12)
})

test('one class alone has none', () => {
  expect(at([1, 2], [1, 1], 0.5)).toEqual([])
  expect(at([1, 2], [0, 0], 0.5)).toEqual([])
})
