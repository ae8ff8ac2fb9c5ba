import { table } from 'arquero'
import { expect, test } from 'vitest'
import { mixedSettings } from '../compare_tokenizers/mixedSettings.ts'

const runs = table({
  seed: [1, 2],
  globals_beta: [10, '0'],
  lr: [0.1, '1e-1'],
  'model/head': [null, 'wide'],
})

test('a parameter that figures do not tell apart is remarked upon, where it differs', () => {
  expect(mixedSettings(['seed', 'globals_beta', 'lr'], runs)).toEqual([
    'Groups of boxes, bars and points mix runs of 2 values of globals_beta; to compare like with like, ' +
      'add inputs.select.globals_beta=0',
  ])
})

test('what is advised works for names with a slash too', () => {
  expect(mixedSettings(['model/head'], runs)[0]).toMatch(
    /add 'inputs\.select=\{model\/head:wide\}'$/,
  )
})
