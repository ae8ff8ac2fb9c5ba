import { expect } from 'vitest'

/** Holds a number to an expected one; the error is a share of it, so that small numbers count too. */
export function expectClose(actual: number, expected: number, relative: number): void {
  const error = Math.abs(actual - expected)
  const bound = relative * Math.abs(expected)
  expect(error, `${actual} instead of ${expected}`).toBeLessThanOrEqual(bound)
}
