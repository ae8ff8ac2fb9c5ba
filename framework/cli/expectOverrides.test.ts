import { expect, test } from 'vitest'
import { expectOverrides } from './expectOverrides.ts'

const COMMANDS = ['runs', 'sources', 'missing']

test.each([
  ['compare_tokenizers', '--config-name compare_tokenizers'],
  ['reports/compare_tokenizers', '--config-name compare_tokenizers'],
  ['compare_tokenizers.report.ts', '--config-name compare_tokenizers'],
  ['compare_tokenisers', '--config-name compare_tokenizers'],
  ['docs', 'inputs.sweep_dir=docs'],
])('%s on its own is told to mean %s', (word, meant) => {
  expect(() => expectOverrides(['inputs.seed=1', word], COMMANDS)).toThrow(
    `"${word}" is not an override. Did you mean ${meant}?`,
  )
})

test.each([
  ['rusn', 'runs'],
  ['run', 'runs'],
  ['Missing', 'missing'],
  ['source', 'sources'],
])('the misspelt command %s is told to mean %s', (word, meant) => {
  expect(() => expectOverrides([word, 'docs'], COMMANDS)).toThrow(
    `Unknown command "${word}". Did you mean "${meant}"?`,
  )
})

test.each(['list', 'outputs/multiruns/exp_gone', 'inputs.sweep_dir', ''])(
  '"%s" that resembles nothing is told what may stand there',
  (word) => {
    expect(() => expectOverrides([word], COMMANDS)).toThrow(
      `"${word}" is neither a command (runs, sources, missing), nor an override (key=value), nor a ` +
        'directory that exists.',
    )
  },
)

test('overrides are let through, also those that delete', () => {
  const words = ['inputs.sweep_dir=docs', '~docs', '+docs=1', 'rusn=1']
  expect(() => expectOverrides(words, COMMANDS)).not.toThrow()
})

test.each(['--reporter=verbose', '-t', '--ui'])(
  '%s among the overrides is told to be an option, and who takes it',
  (flag) => {
    expect(() => expectOverrides(['inputs.seed=1', flag], COMMANDS)).toThrow(
      `"${flag}" stands after --, where overrides such as inputs.sweep_dir=DIR belong. Options come before it; ` +
        `those of Vitest are taken by npx vitest run reports/NAME ${flag} -- …`,
    )
  },
)
