import { expect, test } from 'vitest'
import { ReportError } from './errors.ts'

test('a ReportError shows its message and no stack frames', () => {
  const error = new ReportError('NO_VALID_RUNS', 'No valid runs found in "x".')
  expect(error.code).toBe('NO_VALID_RUNS')
  expect(error.stack).toBe('ReportError: No valid runs found in "x".')
})
