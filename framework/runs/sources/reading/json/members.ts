import { isMapping } from '../flatParams.ts'

/** What lies in a JSON value at the keys, one below the other; `undefined` where there is nothing. */
export function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  const [key, ...others] = keys
  if (key === undefined) return value
  const own = isMapping(value) && Object.hasOwn(value, key) ? Object.entries(value) : []
  return valueAt(own.find(([name]) => name === key)?.[1], ...others)
}

/** The list there; an empty one where there is none. */
export function listAt(value: unknown, ...keys: readonly string[]): unknown[] {
  const list = valueAt(value, ...keys)
  return Array.isArray(list) ? list : []
}
