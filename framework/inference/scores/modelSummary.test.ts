import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseInferenceOptions } from '../execution/inferenceOptions.ts'
import { summarizeModel } from './modelSummary.ts'

const OPTIONS = parseInferenceOptions({ corruption_strategies: [] })
const curvesOf = (labels: number[]) => {
  const mse = Float32Array.from([0.1, 10, 10, 0, 10])
  return summarizeModel(
    new Map([['baseline', { mse, mae: mse }]]),
    { labels: Float64Array.from(labels) },
    OPTIONS,
  ).curves
}

test('counts the errors of each class, without unlabelled events', () => {
  const { classes } = curvesOf([0, 0, 1, 1, -1])
  expect(classes?.positive.counts.reduce((sum, n) => sum + n)).toBe(2)
  expect(classes?.positive.edges).toHaveLength(102)
  expect(classes?.negative).toMatchObject({ counts: [1], nZero: 1 })
})

test('events of one class have no errors by class', () => {
  expect(curvesOf([1, 1, 1, 1, 1]).classes).toBeUndefined()
})

/** Made-up anomaly scores, as float32. */
const scoresOf = (values: number[]) => {
  const mse = Float32Array.from(values)
  return { mse, mae: mse.map((value) => 2 * value) }
}
const summarize = (
  scores: Record<string, number[]>,
  { labels, weights, config = {} }: { labels?: number[]; weights?: number[]; config?: object } = {},
) =>
  summarizeModel(
    new Map(Object.entries(scores).map(([name, values]) => [name, scoresOf(values)])),
    {
      labels: labels && Float64Array.from(labels),
      weights: weights && Float64Array.from(weights),
    },
    parseInferenceOptions({ corruption_strategies: Object.keys(scores).slice(1), ...config }),
  )

// Corrupted scores beat clean ones in 2 + 3 + 4 + 4 of 16 pairs.
const NOISY = { baseline: [1, 2, 3, 4], additive_noise: [2.5, 3.5, 4.5, 5.5] }

test('the AUROC of a strategy is the probability that a corrupted event scores above a clean one', () => {
  const { summary, curves } = summarize(NOISY)
  expect(summary.strategies.additive_noise?.auroc).toBe(13 / 16)
  expect(summary.strategies.additive_noise?.auroc_reason).toBeUndefined()
  expect(curves.roc.additive_noise).toEqual({
    fpr: [0, 0, 0, 0.25, 0.25, 0.5, 0.5, 0.75, 1],
    tpr: [0, 0.25, 0.5, 0.5, 0.75, 0.75, 1, 1, 1],
  })
})

test('the AUROC of labels compares scores of positive events with those of others', () => {
  const { summary, curves } = summarize(
    { baseline: [1, 3, 2, 4], additive_noise: [5, 6, 7, 8] },
    { labels: [0, 0, 1, 1], config: { positive_label: 1 } },
  )
  expect(summary).toMatchObject({ auroc: 0.75, auroc_of: 'labels' })
  expect(Object.keys(curves.roc)).toEqual(['labels', 'additive_noise'])
  expect(curves.roc.labels).toEqual({ fpr: [0, 0, 0.5, 0.5, 1], tpr: [0, 0.5, 0.5, 1, 1] })
  expect(summary.strategies.additive_noise?.auroc).toBe(1)
})

test('the label that is positive is that of the options', () => {
  const scores = { baseline: [1, 3, 2, 4] }
  const auroc = (positive_label: number) =>
    summarize(scores, { labels: [0, 0, 1, 1], config: { positive_label } }).summary.auroc
  expect([auroc(1), auroc(0)]).toEqual([0.75, 0.25])
})

test('weights count in what labels tell apart, not in errors and corruptions', () => {
  const labels = [0, 0, 1, 1]
  const scores = { baseline: [1, 3, 2, 4], additive_noise: [2, 4, 3, 5] }
  const config = { positive_label: 1 }
  const plain = summarize(scores, { labels, config }).summary
  const weighted = summarize(scores, { labels, weights: [1, 3, 1, 1], config })
  expect(weighted.summary.auroc).toBe(5 / 8)
  expect(weighted.summary.strategies).toEqual(plain.strategies)
  expect(weighted.summary.baseline).toEqual(plain.baseline)
  const { positive, negative } = weighted.curves.classes ?? {}
  expect(negative?.counts.filter((count) => count > 0)).toEqual([1, 3])
  expect(positive?.counts.filter((count) => count > 0)).toEqual([1, 1])
})

test('without labels the first strategy is the headline', () => {
  const { summary } = summarize({ ...NOISY, permutation: [1, 2, 3, 4] })
  expect(summary.auroc_of).toBe('additive_noise')
  expect(summary.auroc).toBe(13 / 16)
  expect(summary.auroc_ci).toEqual(summary.strategies.additive_noise?.auroc_ci)
  expect(summary.strategies.permutation?.auroc).toBe(0.5)
})

test('without labels and strategies, or where it is not asked for, there is no AUROC', () => {
  const none = { auroc: null, auroc_ci: null, auroc_of: null }
  expect(summarize({ baseline: [1, 2] }).summary).toMatchObject(none)
  const { summary, curves } = summarize(NOISY, {
    labels: [0, 0, 1, 1],
    config: { metrics: ['mse'] },
  })
  expect(summary).toMatchObject(none)
  expect(summary.strategies.additive_noise).toMatchObject({ auroc: null, auroc_ci: null })
  expect(curves.roc).toEqual({})
  expect('cuts' in summary || 'cuts' in curves).toBe(false)
})

test('why there is no AUROC is said', () => {
  const { summary } = summarize({ baseline: [1, 2, 3, 4] }, { labels: [1, 1, 1, 1] })
  expect(summary.auroc).toBeNull()
  expect(summary.auroc_ci).toBeNull()
  expect(summary.auroc_reason).toMatch(/./)
  expect('cuts' in summary).toBe(false)
})

test('an interval whose ends are both there is given, lower end first', () => {
  const baseline = Array.from({ length: 40 }, (_, i) => (i * 7) % 40)
  const { summary } = summarize(
    { baseline },
    { labels: baseline.map((_, i) => Number(i > 24)), config: { positive_label: 1 } },
  )
  const [low, high] = summary.auroc_ci ?? [1, 0]
  expect(low).toBeLessThan(summary.auroc as number)
  expect(high).toBeGreaterThan(summary.auroc as number)
})

test('errors are summarised by the metrics asked for, of the baseline and of each strategy', () => {
  const { summary } = summarize(
    { baseline: [1, 2, 3, 6], additive_noise: [2, 4, 6, Number.NaN] },
    { config: { metrics: ['mae', 'mse'] } },
  )
  expect(summary).toMatchObject({ n_events: 4, n_invalid: 0 })
  expect(summary.baseline).toMatchObject({ mae_mean: 6, mse_mean: 3, mse_p50: 2.5 })
  expect(summary.baseline.mse_std).toBeCloseTo(Math.sqrt(3.5), 6)
  expect(Object.keys(summary.baseline)).toEqual(
    ['mae', 'mse'].flatMap((metric) =>
      ['mean', 'std', 'p50', 'p95', 'p99'].map((name) => `${metric}_${name}`),
    ),
  )
  expect(summary.strategies.additive_noise).toMatchObject({
    corruption: 'additive_noise',
    params: { strength: 0.1, eta_max: 4.5 },
    mse_mean: 4,
    n_invalid: 1,
  })
})

test('numbers that no event gives are null', () => {
  const { summary } = summarize({ baseline: [1, 2], additive_noise: [Number.NaN, Number.NaN] })
  expect(summary.strategies.additive_noise).toMatchObject({ mse_mean: null, n_invalid: 2 })
})

test('the parameter that is swept is named with each strategy of it', () => {
  const config = {
    corruption_strategies: [
      { name: 'permutation', params: { strength: [0.2, 0.4] } },
      'drop_tokens',
    ],
  }
  const [low, high] = ['permutation(strength=0.2)', 'permutation(strength=0.4)']
  const scores = { baseline: [1], [low as string]: [2], [high as string]: [3], drop_tokens: [4] }
  const { strategies } = summarize(scores, { config }).summary
  expect(strategies[low as string]).toMatchObject({ params: { strength: 0.2 }, swept: 'strength' })
  expect(strategies.drop_tokens).not.toHaveProperty('swept')
})

test('the first error metric is the anomaly score of histograms', () => {
  const { histograms } = summarize(NOISY, { config: { metrics: ['mae'] } }).curves
  expect(Object.keys(histograms)).toEqual(['baseline', 'additive_noise'])
  expect(histograms.baseline?.edges[0]).toBeLessThanOrEqual(2)
  expect(histograms.baseline?.edges[0]).toBeGreaterThan(1.9)
  expect(histograms.baseline?.counts.reduce((sum, n) => sum + n, 0)).toBe(4)
})

test('events in another order have the same numbers', () => {
  const events = fc.array(
    fc.record({
      clean: fc.integer({ min: 1, max: 9 }),
      noisy: fc.integer({ min: 1, max: 9 }),
      label: fc.nat(1),
    }),
    { minLength: 2, maxLength: 20 },
  )
  const shuffled = events.chain((each) =>
    fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length })),
  )
  const numbersOf = (each: { clean: number; noisy: number; label: number }[]) => {
    const { summary, curves } = summarize(
      {
        baseline: each.map(({ clean }) => clean),
        additive_noise: each.map(({ noisy }) => noisy),
      },
      { labels: each.map(({ label }) => label), config: { positive_label: 1 } },
    )
    const { auroc, baseline, strategies } = summary
    return {
      auroc,
      baseline,
      noisy: strategies.additive_noise?.auroc,
      histograms: curves.histograms,
    }
  }
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      expect(numbersOf(other)).toEqual(numbersOf(one))
    }),
    { numRuns: 50 },
  )
})
