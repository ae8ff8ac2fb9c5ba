import { cutOff } from '../text/shorten.ts'
import type { Reading } from './runFiles.ts'

/** Arquero keeps columns in an object, where `__proto__` is not a column. */
const UNUSABLE = /^$|^__proto__$|[\p{Cc}\u2028\u2029]/u
const MAX_LENGTH = 1000

/** Whether a name can be that of a column. */
export function isColumnName(name: string): boolean {
  return !UNUSABLE.test(name) && name.length <= MAX_LENGTH
}

/**
 * Whether a name from a run's files can be a column of a table: not empty, without control
 * characters, at most 1000 characters. One that cannot is noted; its column is left out.
 */
export function acceptColumnName({ findings }: Reading, source: string, name: string): boolean {
  if (isColumnName(name)) return true
  const detail = `${source}: ${JSON.stringify(cutOff(name))} cannot name a column; it was left out`
  findings.push({ kind: 'unusable-column-name', detail })
  return false
}
