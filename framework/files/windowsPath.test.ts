import { expect, test } from 'vitest'
import { slashedPath, windowsAdvice } from './windowsPath.ts'

test.each(['C:\\runs', 'd:/runs', '\\\\host\\share', '\\host\\share'])(
  'on Linux, %s is called a Windows path; on Windows it is a path like any other',
  (path) => {
    expect(windowsAdvice(path, 'linux')).toMatch(/^ This is a (?:Windows path|path of a Windows)/)
    expect(windowsAdvice(path, 'win32')).toBe('')
  },
)

test('a path in which YAML took a backslash for an escape gets the advice to quote it otherwise', () => {
  expect(windowsAdvice('C:\runs', 'win32')).toContain('write the path in single quotes')
})

test.each(['/data/runs', 'outputs', 'a:b', 'C:'])('%s needs no advice', (path) => {
  expect(windowsAdvice(path, 'linux')).toBe('')
})
test('backslashes divide a path on Windows alone', () => {
  expect(slashedPath('C:\\my runs\\job0', 'win32')).toBe('C:/my runs/job0')
  expect(slashedPath('/runs/a\\b', 'linux')).toBe('/runs/a\\b')
})
