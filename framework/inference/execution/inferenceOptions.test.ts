import { expect, test } from 'vitest'
import { parseInferenceOptions } from './inferenceOptions.ts'

test('defaults', () => {
  expect(parseInferenceOptions()).toEqual({
    batchSize: 512,
    autocast: false,
    device: 'auto',
    split: 'test',
    persistRawScores: false,
    seed: 0,
    maxSamples: null,
    strategies: [
      { label: 'additive_noise', name: 'additive_noise', params: { strength: 0.1, eta_max: 4.5 } },
    ],
    errorMetrics: ['mse', 'mae'],
    auroc: true,
    positiveLabel: undefined,
    checkLayout: true,
    names: { inputs: {}, output: 'x_hat' },
    workers: 1,
  })
})

test('strategies may be names, or names with parameters', () => {
  const { strategies } = parseInferenceOptions({
    corruption_strategies: [
      'permutation',
      { name: 'drop_tokens', params: { strength: [0.1, 0.2] } },
    ],
  })
  expect(strategies.map(({ label }) => label)).toEqual([
    'permutation',
    'drop_tokens(strength=0.1)',
    'drop_tokens(strength=0.2)',
  ])
})

test('metrics choose errors, the first of which is the score, and AUROC', () => {
  expect(parseInferenceOptions({ metrics: ['mae', 'auroc'] })).toMatchObject({
    errorMetrics: ['mae'],
    auroc: true,
  })
  expect(parseInferenceOptions({ metrics: ['mse'] }).auroc).toBe(false)
})

test.each([
  [{ batchsize: 3 }, /inference\.batchsize: .*Known keys: enabled, batch_size/],
  [{ batch_size: 0 }, /inference\.batch_size: /],
  [{ dataset_split: 'tests' }, /inference\.dataset_split: .*"train" \| "val" \| "test"/],
  [{ max_samples: 1.5 }, /inference\.max_samples: /],
  [{ metrics: [] }, /inference\.metrics: /],
  [{ inputs: { tokens: 'x' } }, /inference\.inputs\.tokens: /],
  [{ positive_label: 'signal' }, /inference\.positive_label: /],
  [{ corruption_strategies: [{ name: 'x' }] }, /Unknown corruption "x"/],
  ['yes', /inference: /],
])('%o is refused with its key', (config, why) => {
  expect(() => parseInferenceOptions(config)).toThrow(why)
})

test('names of inputs and output are taken over, and any number may be the positive label', () => {
  const options = parseInferenceOptions({
    inputs: { tokens_cont: 'x' },
    output: 'y',
    positive_label: -1.5,
  })
  expect(options).toMatchObject({
    names: { inputs: { tokens_cont: 'x' }, output: 'y' },
    positiveLabel: -1.5,
  })
})
