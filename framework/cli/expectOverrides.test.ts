import { expect, test } from 'vitest'
import { expectOverrides } from './expectOverrides.ts'

test.each([
  ['compare_tokenizers', '--config-name compare_tokenizers'],
  ['reports/compare_tokenizers', '--config-name compare_tokenizers'],
  ['compare_tokenizers.report.ts', '--config-name compare_tokenizers'],
  ['docs', 'inputs.sweep_dir=docs'],
])('%s on its own is told to mean %s', (word, meant) => {
  expect(() => expectOverrides(['inputs.seed=1', word])).toThrow(
    `"${word}" is not an override. Did you mean ${meant}?`,
  )
})

test('overrides are let through, also those that delete', () => {
  expect(() => expectOverrides(['inputs.sweep_dir=docs', '~docs', '+docs=1', 'x'])).not.toThrow()
})
