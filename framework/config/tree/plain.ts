import { ReportError } from '../../errors.ts'
import { keyText } from '../../text/python/pythonText.ts'
import {
  type ConfigNode,
  type ContainerNode,
  DictNode,
  ListNode,
  pathOf,
  scalarNode,
} from './node.ts'
import type { Scalar } from './scalar.ts'

/** A config as plain JavaScript values; an integer is a bigint where a number cannot hold it. */
export type PlainValue = null | boolean | number | bigint | string | PlainValue[] | PlainObject

export interface PlainObject {
  [key: string]: PlainValue
}

/**
 * Interpolations may multiply a small config into a huge one: when they stand for more values than this, in
 * all, they are refused.
 */
const MAX_VALUES = 250_000

/**
 * Converts a tree to plain values. Keys that are not strings become their text.
 *
 * @param resolve gives the node that a node stands for; by default interpolations stay text
 * @throws {ReportError} INTERPOLATION_FAILED for a value that contains itself
 */
export function toPlain(
  root: ConfigNode,
  resolve: (node: ConfigNode) => ConfigNode = (node) => node,
): PlainValue {
  const open = new Set<ContainerNode>()
  /** Interpolations that lead to the value which is converted, and the values within them so far. */
  let depth = 0
  let count = 0

  function convert(unresolved: ConfigNode): PlainValue {
    const node = resolve(unresolved)
    const isInterpolated = node !== unresolved
    if (isInterpolated) depth += 1
    try {
      return convertResolved(node)
    } finally {
      if (isInterpolated) depth -= 1
    }
  }

  function convertResolved(node: ConfigNode): PlainValue {
    if (depth > 0) count += 1
    if (count > MAX_VALUES) fail(node, `stands for more than ${MAX_VALUES} values`)
    if (node.kind === 'scalar') return plainScalar(node.value)
    if (open.has(node)) fail(node, 'contains itself')
    open.add(node)
    const plain = node.kind === 'list' ? node.items.map(convert) : convertDict(node)
    open.delete(node)
    return plain
  }

  function convertDict(dict: DictNode): PlainObject {
    const object: PlainObject = {}
    for (const { key, value } of dict.entries()) setKey(object, keyText(key), convert(value))
    return object
  }

  return convert(root)
}

function fail(node: ConfigNode, problem: string): never {
  throw new ReportError('INTERPOLATION_FAILED', `The value at '${pathOf(node)}' ${problem}.`)
}

/** Sets an own property, also for `__proto__`. */
export function setKey(object: PlainObject, key: string, value: PlainValue): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  } else {
    object[key] = value
  }
}

/** A number where it is exact, else a bigint. */
export function plainScalar(value: Scalar): Exclude<PlainValue, PlainValue[] | PlainObject> {
  if (typeof value !== 'bigint') return value
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/** A tree of plain values: whole numbers are integers, what JSON cannot hold is left out. */
export function fromPlain(value: unknown): ConfigNode {
  if (Array.isArray(value)) {
    const list = new ListNode()
    for (const item of value) list.push(fromPlain(item))
    return list
  }
  if (typeof value === 'object' && value !== null) {
    const dict = new DictNode()
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined) dict.set(key, fromPlain(item))
    }
    return dict
  }
  if (typeof value === 'number') {
    return scalarNode(Number.isSafeInteger(value) && !Object.is(value, -0) ? BigInt(value) : value)
  }
  const isScalar =
    typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint'
  return scalarNode(isScalar ? value : null)
}
