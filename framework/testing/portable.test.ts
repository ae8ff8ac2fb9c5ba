import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { portable } from './portable.ts'

test('paths, report ids and times give way to what is the same everywhere', () => {
  const text = `/home/me/p/runs/a ${tmpdir()}/thesis-report-aB3/x report_20251103-142813_r 2025-11-03T14:28:13.123Z`
  expect(portable(text, '/home/me/p')).toBe('runs/a <tmp>/x report_<time>_r <time>')
})
