import { table } from 'arquero'
import { expect, test } from 'vitest'
import { requireTokenizers } from '../compare_tokenizers/integrity.ts'

const runs = table({ tokenizer: ['none', 'none'] })

test('tokenizers that were asked for and have no runs are named', () => {
  expect(() => requireTokenizers(runs, { tokenizer: ['none', 'vq', 'linear'] })).toThrow(
    'inputs.select.tokenizer asks for vq, linear, but none of the runs',
  )
})

test('a selection whose tokenizers all have runs passes, and so does none at all', () => {
  expect(() => requireTokenizers(runs, { tokenizer: 'none' })).not.toThrow()
  expect(() => requireTokenizers(runs, { seed: 42 })).not.toThrow()
  expect(() => requireTokenizers(runs, null)).not.toThrow()
})
