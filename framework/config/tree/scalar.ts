/**
 * A value that is neither a list nor a dict. Python's integers are `bigint` and its floats are
 * `number`, so that `1` and `1.0` stay apart: inside a string they read differently.
 */
export type Scalar = null | boolean | bigint | number | string

/** A dict key keeps its type: `1` and `'1'` are two keys. */
export type DictKey = boolean | bigint | number | string

/** What two keys have in common when Python takes them for one: 1, 1.0 and True are the same key. */
export function keyIdentity(key: Scalar): null | string | bigint | number {
  if (typeof key === 'boolean') return key ? 1n : 0n
  return typeof key === 'number' && Number.isInteger(key) ? BigInt(key) : key
}
