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
    model: undefined,
    positiveLabel: undefined,
    scores: undefined,
    classes: undefined,
    background: undefined,
    signalEfficiencies: [0.1, 0.3, 0.5, 0.8],
    backgroundEfficiencies: [0.001, 0.01, 0.1],
    ensemble: false,
    checkLayout: true,
    names: { inputs: {}, output: undefined },
    workers: 1,
  })
})

test('tensors may have numbers for names', () => {
  expect(parseInferenceOptions({ output: 68, inputs: { globals: 3 } }).names).toEqual({
    inputs: { globals: '3' },
    output: '68',
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
  [{ batchsize: 3 }, /"inference\.batchsize" is not known\. Did you mean "inference\.batch_size"/],
  [{ batch_size: 0 }, /"inference\.batch_size" is 0, expected a positive whole number/],
  [
    { dataset_split: 'tests' },
    /"inference\.dataset_split" .*"train", "val" or "test"\. Did you mean "test"\?/,
  ],
  [
    { signal_efficiencies: [0, 0.5, 0] },
    /^Config key "inference\.signal_efficiencies" is 0, expected numbers above 0 and below 1\. [^\n]*$/,
  ],
  [{ max_samples: 1.5 }, /"inference\.max_samples" is 1\.5/],
  [{ metrics: [] }, /"inference\.metrics" is empty/],
  [{ inputs: { tokens: 'x' } }, /"inference\.inputs\.tokens" is not known/],
  [{ positive_label: 'signal' }, /"inference\.positive_label" is "signal"/],
  [{ corruption_strategies: [3] }, /"inference\.corruption_strategies" is 3, expected/],
  ['yes', /"inference" is "yes"/],
])('%o is refused with its key', (config, why) => {
  expect(() => parseInferenceOptions(config)).toThrow(why)
})

test.each([
  [
    { name: 'adaptive_noise' },
    /There is no corruption "adaptive_noise"\. Did you mean "additive_noise"/,
  ],
  [
    { name: 'additive_noise', strenght: 1 },
    /the entry of additive_noise has a key "strenght"\. Did you mean "strength"\? .*params: \{strength: …\}/,
  ],
  [
    { name: 'additive_noise', strength: 1 },
    /has a key "strength"\. Parameters belong under params: \{name: additive_noise, params: \{strength: …\}\}/,
  ],
  [
    { name: 'additive_noise', params: { strenght: 1 } },
    /additive_noise has no parameter "strenght"\. Did you mean "strength"/,
  ],
])('the corruption %o is refused with what was meant', (corruption, why) => {
  expect(() => parseInferenceOptions({ corruption_strategies: [corruption] })).toThrow(why)
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

test.each(['../other/model.onnx', '/models/a.onnx', 'a/../../b.onnx', 'C:\\a.onnx'])(
  'a model outside of the run is refused: %s',
  (model) => {
    expect(() => parseInferenceOptions({ model })).toThrow('within the directory of the run')
  },
)
