import { expect, test } from 'vitest'
import { windowsAdvice } from './windowsPath.ts'

test.each(['C:\\runs', 'd:/runs', '\\\\host\\share', '\\host\\share'])(
  '%s is told to be a Windows path on Linux, and is a path as any other on Windows',
  (path) => {
    expect(windowsAdvice(path, 'linux')).toMatch(/^ This is a (?:Windows path|path of a Windows)/)
    expect(windowsAdvice(path, 'win32')).toBe('')
  },
)

test('a path in which YAML has taken a backslash for an escape is told to be quoted otherwise', () => {
  expect(windowsAdvice('C:\runs', 'win32')).toContain('write the path in single quotes')
})

test.each(['/data/runs', 'outputs', 'a:b', 'C:'])('%s needs no advice', (path) => {
  expect(windowsAdvice(path, 'linux')).toBe('')
})
