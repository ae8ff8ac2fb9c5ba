import { expect, test } from 'vitest'
import { splitScores } from '../../stats/roc/splitScores.ts'
import { summarizeCuts } from './cutSummary.ts'

// Signal at 0.5, 1.5, …, 99.5; of the background the upper tenth lies among it, the rest below all signal.
const SIGNAL = Array.from({ length: 100 }, (_, i) => i + 0.5)
const BACKGROUND = Array.from({ length: 1000 }, (_, i) => (i < 100 ? i : -i))
const split = splitScores(
  Float32Array.from([...SIGNAL, ...BACKGROUND]),
  [...SIGNAL.map(() => 1), ...BACKGROUND.map(() => 0)],
  1,
)
const OPTIONS = { signalEfficiencies: [0.5, 0.02], backgroundEfficiencies: [0.05, 0.1] }

test('a cut at a signal efficiency gives the background that passes, and its inverse with an interval', () => {
  const [half] = summarizeCuts(split, OPTIONS)?.summary.rejection ?? []
  // From 50.5 on there are half of the signal and the events 51 to 99 of the background.
  expect(half).toMatchObject({ signal_efficiency: 0.5, background_efficiency: 0.049, n_left: 49 })
  expect(half?.rejection).toBeCloseTo(1000 / 49, 12)
  const [low, high] = half?.rejection_ci ?? []
  // Of Wilson's interval of 49 of 1000, 0.03726 to 0.06419, and what passes at 40 and 60 % of the signal: 40 and 59.
  expect(low).toBeCloseTo(1 / (0.049 + Math.hypot(0.064193 - 0.049, 0.01)), 2)
  expect(high).toBeCloseTo(1 / (0.049 - Math.hypot(0.049 - 0.037256, 0.009)), 2)
})

test('where too few background events pass, there is no rejection, and the reason is said', () => {
  const [, few] = summarizeCuts(split, OPTIONS)?.summary.rejection ?? []
  expect(few).toEqual({
    signal_efficiency: 0.02,
    background_efficiency: null,
    rejection: null,
    rejection_ci: null,
    n_left: 1,
    reason: expect.stringMatching(/^Fewer than \d+ background events pass\.$/),
  })
})

test('a cut at a background efficiency gives the signal that is kept, with an interval', () => {
  const { signal, n_signal, n_background } = summarizeCuts(split, OPTIONS)?.summary ?? {}
  expect([n_signal, n_background]).toEqual([100, 1000])
  expect(signal?.map((each) => each.background_efficiency)).toEqual([0.05, 0.1])
  expect(signal?.[0]?.signal_efficiency).toBeCloseTo(0.5, 1)
  expect(signal?.[1]?.signal_efficiency).toBeCloseTo(1, 1)
  const [low, high] = signal?.[0]?.signal_efficiency_ci ?? [1, 0]
  expect([low, high]).toEqual([expect.closeTo(0.36, 2), expect.closeTo(0.69, 2)])
})

test('the best cut keeps all signal, before the rest of the background comes in', () => {
  const best = summarizeCuts(split, OPTIONS)?.summary.max_significance
  // 1 / sqrt(0.1)
  expect(best?.signal_efficiency).toBeCloseTo(1, 1)
  expect(best?.value).toBeCloseTo(1 / Math.sqrt(0.1), 1)
  // The best of many cuts on the same events: the interval of that cut would not be one of the maximum.
  expect(Object.keys(best ?? {})).toEqual(['signal_efficiency', 'value'])
})

test('events of one class have no cuts', () => {
  expect(summarizeCuts(splitScores([1, 2], [1, 1], 1), OPTIONS)).toBeUndefined()
})
