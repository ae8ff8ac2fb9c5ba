import { memberAt } from '../../../../config/tree/memberAt.ts'

/** The list in a JSON value at the keys, one below the other; an empty one where there is none. */
export function listAt(value: unknown, ...keys: readonly string[]): unknown[] {
  const list = memberAt(value, ...keys)
  return Array.isArray(list) ? list : []
}
