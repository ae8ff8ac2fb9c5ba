import type { ColumnTable } from 'arquero'

/** What came instead of what belongs there, in words: `undefined`, `an array`, `a Map`. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'undefined'
  if (value === null) return 'null'
  if (isTable(value)) return 'a table'
  if (isPromise(value)) return 'a Promise (write "await" before what makes it)'
  if (Array.isArray(value)) return 'an array'
  if (typeof value !== 'object' || isPlainObject(value)) return withArticle(typeof value)
  const name = value.constructor?.name
  if (!name) return 'an object'
  return name in globalThis ? withArticle(name) : `an instance of ${name}`
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value is an object as `{ … }` makes it, not an instance of a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // Of another realm too: Vitest may run a report in a context of its own.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** By its methods: an author may have a copy of arquero of their own. */
export function isTable(value: unknown): value is ColumnTable {
  return (
    isRecord(value) &&
    typeof value.numRows === 'function' &&
    typeof value.columnNames === 'function'
  )
}

export function isPromise(value: unknown): boolean {
  return isRecord(value) && typeof value.then === 'function'
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}
