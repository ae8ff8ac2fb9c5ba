import { expect, test } from 'vitest'
import { readThreshold } from '../compare_tokenizers/threshold.ts'

test('comparison and split have defaults', () => {
  expect(readThreshold({ val_mse: 0.1 })).toEqual({
    threshold: 0.1,
    comparison: '<=',
    split: 'val',
    metric: 'val_loss',
  })
})

test('the train split compares the training loss', () => {
  expect(readThreshold({ val_mse: 1, comparison: '<', split: 'train' }).metric).toBe('train_loss')
})

test.each([
  [{}, 'Config key "thresholds.val_mse" is undefined, expected a number.'],
  [{ val_mse: 1, comparison: '=<' }, 'expected le, lt, ge, gt or the sign.'],
  [
    { val_mse: 1, split: 'vall' },
    'Config key "thresholds.split" is "vall", expected val or train.',
  ],
])('%j is refused with what the key takes', (thresholds, message) => {
  expect(() => readThreshold(thresholds)).toThrow(message)
})
