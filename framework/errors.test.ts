import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { ERROR_CODES, ReportError } from './errors.ts'
import { PACKAGE_ROOT } from './packageRoot.ts'

afterEach(() => vi.unstubAllEnvs())

test('an error has no stack trace unless that is asked for', () => {
  expect(new ReportError('USAGE', 'Wrong.').stack).toBe('ReportError: Wrong.')
  vi.stubEnv('HYDRA_FULL_ERROR', '1')
  expect(new ReportError('USAGE', 'Wrong.').stack).toMatch(/\n {4}at /)
})

test('docs/errors.md explains each code, with cause and remedy, and no other', () => {
  const docs = readFileSync(path.join(PACKAGE_ROOT, 'docs/errors.md'), 'utf8')
  const rows = [...docs.matchAll(/^\| `([A-Z_0-9]+)` \| (.+) \| (.+) \|$/gm)]
  expect(rows.map(([, code]) => code)).toEqual([...ERROR_CODES].sort())
})
