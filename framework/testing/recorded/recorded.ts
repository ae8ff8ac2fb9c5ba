import { existsSync } from 'node:fs'
import path from 'node:path'

const CHECKOUT = path.join(import.meta.dirname, '../../..')

/** A path below `fixtures/recorded/`, whose README says what recorded it. Absolute. */
export function recordedPath(...parts: readonly string[]): string {
  return path.join(CHECKOUT, 'fixtures/recorded', ...parts)
}

/**
 * A path in the data beside the checkout, laid out as the recorded ones but whole, and too large to
 * commit. Absolute; `undefined` where it does not exist, so that a test can skip what needs it.
 */
export function outsidePath(...parts: readonly string[]): string | undefined {
  const outside = path.join(CHECKOUT, '../shared', ...parts)
  return existsSync(outside) ? outside : undefined
}
