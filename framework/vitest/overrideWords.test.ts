import { expect, test } from 'vitest'
import { overrideWords } from './overrideWords.ts'

test('words after -- are overrides, whatever their form', () => {
  const words = overrideWords(['run', 'reports/x', '--', 'a=1', '~b', 'time=12:30'])
  expect(words).toEqual(['a=1', '~b', 'time=12:30'])
})

test('key=value words are overrides without -- too', () => {
  const words = overrideWords(['run', 'reports/x', 'inputs.select.seed=[42,43]', '+a/b@c=d'])
  expect(words).toEqual(['inputs.select.seed=[42,43]', '+a/b@c=d'])
})

test('options of Vitest and filters are not overrides', () => {
  expect(overrideWords(['run', 'reports/x', '--reporter=verbose', '--ui'])).toEqual([])
})
