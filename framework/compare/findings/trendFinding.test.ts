import { expect, test } from 'vitest'
import { trendRow } from '../../testing/comparisons/exampleRows.ts'
import { findingOfTrend, unsettledTrend } from './trendFinding.ts'

const VALUES = { correlation: 0.75, low: 0.5, high: 0.9, n: 27, p: 0.02 }

test('a trend has its correlation with the interval, and the numbers', () => {
  expect(findingOfTrend(trendRow(), '; depth goes with it')).toEqual({
    key: 'lr',
    sentence:
      'loss rises with lr: rank correlation 0.75 [0.50, 0.90], 27 runs, p = 0.02 after Holm; depth goes with it.',
    values: VALUES,
  })
})

test('of a curve the correlation is not told, but where it turns', () => {
  const turns = { turnsAt: 0.01, turnsAtLow: 0.003, turnsAtHigh: 0.03 }
  const curve = trendRow({ verdict: 'lowest inside', ...turns })
  expect(findingOfTrend(curve, '')).toEqual({
    key: 'lr',
    sentence:
      'loss is lowest near lr 0.01 [0.003, 0.03], and higher on both sides: 27 runs, p = 0.02 after Holm.',
    values: { ...VALUES, 'turns-at': 0.01, 'turns-at-low': 0.003, 'turns-at-high': 0.03 },
  })
  expect(findingOfTrend(trendRow({ verdict: 'falls' }), '').sentence).toContain('rank correlation')
})

test('runs that diverged are counted, and no p-value is none', () => {
  const diverged = trendRow({ nDiverged: 2, pHolm: null, unit: 'setting', n: 1 })
  expect(findingOfTrend(diverged, '').sentence).toBe(
    'loss rises with lr: rank correlation 0.75 [0.50, 0.90], 1 setting; 2 of 30 runs diverged and rank as the worst.',
  )
})

test('one that is not settled claims nothing', () => {
  expect(unsettledTrend(trendRow({ verdict: 'inconclusive', nDiverged: 1 }))).toEqual({
    by: 'lr',
    reason: 'too few runs',
    finding: {
      key: 'lr',
      sentence:
        'lr: cannot tell whether loss rises or falls with it; rank correlation 0.75 [0.50, 0.90], 27 runs; 1 of 30 runs ' +
        'diverged and ranks as the worst.',
      values: VALUES,
    },
    diverged: { text: '1 of 30 runs', p: 1 },
  })
})

test('runs that a sampler chose are not tested', () => {
  const none = { correlationLow: null, correlationHigh: null, pHolm: null, pValue: null }
  expect(unsettledTrend(trendRow({ verdict: 'descriptive only', ...none }))).toEqual({
    by: 'lr',
    reason: 'chosen by a sampler',
    finding: {
      key: 'lr',
      sentence: 'lr: not tested, since a sampler chose the runs by their results.',
      values: { correlation: 0.75, n: 27 },
    },
    diverged: undefined,
  })
})

test.each([
  [2, '; 2 runs are too few'],
  [3, '; 3 runs are too few'],
  [4, ''],
])('without a correlation, %d runs are told to be too few where they are', (nRuns, end) => {
  const none = { correlation: null, correlationLow: null, correlationHigh: null }
  const { finding } = unsettledTrend(trendRow({ verdict: 'inconclusive', nRuns, ...none }))
  expect(finding.sentence).toBe(`lr: cannot tell whether loss rises or falls with it${end}.`)
})
