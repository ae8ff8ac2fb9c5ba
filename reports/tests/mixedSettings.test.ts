import { table } from 'arquero'
import { expect, test } from 'vitest'
import { mixedSettings } from '../compare_tokenizers/mixedSettings.ts'

const runs = table({ seed: [1, 2], globals_beta: [0, 10], lr: [0.1, 0.1] })

test('a parameter that no figure tells apart is remarked upon, where it differs', () => {
  expect(mixedSettings(['seed', 'globals_beta', 'lr'], runs)).toEqual([
    "The figures' groups mix runs of 2 values of globals_beta; compare like with like by " +
      'inputs.select.globals_beta=0.',
  ])
})
