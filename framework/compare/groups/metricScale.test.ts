import { expect, test } from 'vitest'
import {
  betterByName,
  defaultBetter,
  marginOn,
  onScale,
  scaleOfMetric,
  scaleOfRuns,
} from './metricScale.ts'

test.each([
  ...[
    'acc',
    'val_acc',
    'acc_val',
    'val/accuracy',
    'metric_f1_final',
    'auroc2',
    'top5',
    'top10_acc',
  ],
  ...['ROC_AUC', 'test.map', 'miou', 'r2', 'val-ssim'],
])('%s is bounded: higher is better, and it is compared by differences', (metric) => {
  expect([defaultBetter(metric), scaleOfMetric(metric)]).toEqual(['higher', 'difference'])
})

test.each(['loss', 'accumulation', 'account_loss', 'mapped', 'top', 'topk_loss', 'scrap', 'r2d2'])(
  '%s is not bounded: lower is better, and the values decide the scale',
  (metric) => {
    expect([defaultBetter(metric), scaleOfMetric(metric)]).toEqual(['lower', undefined])
  },
)

test.each([
  ...(
    ['episode_reward', 'bleu', 'psnr', 'val/rouge.best', 'throughput', 'valAccuracy'] as const
  ).map((metric) => [metric, 'higher'] as const),
  ...(['val/loss', 'rmse', 'error_rate', 'perplexity.best'] as const).map(
    (metric) => [metric, 'lower'] as const,
  ),
  ...(['energy', 'n_tokens'] as const).map((metric) => [metric, undefined] as const),
])('the name of %s says that %s is better', (metric, better) => {
  expect(betterByName(metric)).toBe(better)
})

test('ratios are for values that are all positive, or of runs that diverged', () => {
  const scaleOf = (...values: number[]) => scaleOfRuns(values.map((value) => ({ value })))
  expect(scaleOf(1, 2)).toBe('ratio')
  expect(scaleOf(1, Infinity)).toBe('ratio')
  expect(scaleOf(1, -Infinity)).toBe('ratio')
  expect(scaleOf(1, 0)).toBe('difference')
  expect(scaleOf(1, -1)).toBe('difference')
})

test('of ratios logarithms are averaged; infinite values stay', () => {
  expect(onScale('ratio', Math.E)).toBeCloseTo(1, 15)
  expect(onScale('ratio', -Infinity)).toBe(-Infinity)
  expect(onScale('difference', 2)).toBe(2)
})

test('a margin of ratios is a ratio or the share above 1, that of differences a difference', () => {
  expect(marginOn('ratio', 1.05)).toBeCloseTo(Math.log(1.05), 15)
  expect(marginOn('ratio', 0.05)).toBeCloseTo(Math.log(1.05), 15)
  expect(marginOn('ratio', 0.49)).toBeCloseTo(Math.log(1.49), 15)
  expect(['ratio', 'difference'].map((scale) => marginOn(scale as 'ratio', 2))).toEqual([
    Math.log(2),
    2,
  ])
  expect(marginOn('difference', 0.7)).toBe(0.7)
})

test('without a margin a ratio counts that is 1.1, and no difference', () => {
  expect(marginOn('ratio', undefined)).toBeCloseTo(Math.log(1.1), 15)
  expect(marginOn('difference', undefined)).toBeNaN()
})

test.each([
  ['ratio', 0],
  ['ratio', 0.5],
  ['ratio', 1],
  ['ratio', Number.POSITIVE_INFINITY],
  ['difference', 0],
  ['difference', -1],
] as const)('a margin on the %s scale of %d is refused', (scale, margin) => {
  expect(() => marginOn(scale, margin)).toThrow(
    expect.objectContaining({
      code: 'COMPARISON_OPTION_INVALID',
      message: expect.stringMatching(
        /^The margin is \S+\. Give what counts as equal: .*above 0\.$/,
      ),
    }),
  )
})
