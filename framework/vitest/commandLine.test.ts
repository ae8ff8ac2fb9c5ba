import { expect, test } from 'vitest'
import { readCommandLine } from './commandLine.ts'

test('words after -- are overrides, whatever their form', () => {
  const line = readCommandLine(['run', 'reports/x', '--', 'a=1', '~b', 'time=12:30'])
  expect(line.overrides).toEqual(['a=1', '~b', 'time=12:30'])
})

test('key=value words are overrides without -- too', () => {
  const line = readCommandLine(['run', 'reports/x', 'inputs.select.seed=[42,43]', '+a/b@c=d'])
  expect(line.overrides).toEqual(['inputs.select.seed=[42,43]', '+a/b@c=d'])
})

test('options of Vitest are neither overrides nor filters', () => {
  const line = readCommandLine(['run', 'reports/x', '--reporter=verbose', '--ui'])
  expect(line).toEqual({ overrides: [], filters: ['run', 'reports/x'] })
})
