/** What lies in plain data at the keys, one below the other; `undefined` where there is nothing. */
export function memberAt(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((at, key) => {
    const isMapping = typeof at === 'object' && at !== null && !Array.isArray(at)
    return isMapping && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined
  }, value)
}
