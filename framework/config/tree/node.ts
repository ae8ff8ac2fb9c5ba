import { parseTemplate, type Template } from '../interpolation/interpolationGrammar.ts'
import { type DictKey, keyIdentity, type Scalar } from './scalar.ts'
import type { Origin } from './source.ts'

/** A config tree as OmegaConf holds it. */
export type ConfigNode = ScalarNode | ListNode | DictNode
export type ContainerNode = ListNode | DictNode

/** The text that marks a value which somebody still has to give. */
const MISSING = '???'

export class ScalarNode {
  readonly kind = 'scalar'
  readonly value: Scalar
  /** The parsed text of a value that refers to others (`${…}`), else null. */
  readonly template: Template | null
  readonly origin: Origin | undefined
  parent: ContainerNode | null = null

  constructor(value: Scalar, template: Template | null = null, origin?: Origin) {
    this.value = value
    this.template = template
    this.origin = origin
  }

  get isMissing(): boolean {
    return this.value === MISSING
  }
}

export class ListNode {
  readonly kind = 'list'
  readonly items: ConfigNode[] = []
  parent: ContainerNode | null = null

  push(item: ConfigNode): void {
    item.parent = this
    this.items.push(item)
  }

  replace(index: number, item: ConfigNode): void {
    item.parent = this
    this.items[index] = item
  }
}

interface DictEntry {
  readonly key: DictKey
  readonly value: ConfigNode
}

/** A dict whose keys keep their order and compare as Python's do: 1, 1.0 and True are one key. */
export class DictNode {
  readonly kind = 'dict'
  parent: ContainerNode | null = null
  readonly #entries = new Map<ReturnType<typeof keyIdentity>, DictEntry>()

  get size(): number {
    return this.#entries.size
  }

  get(key: DictKey): ConfigNode | undefined {
    return this.#entries.get(keyIdentity(key))?.value
  }

  has(key: DictKey): boolean {
    return this.#entries.has(keyIdentity(key))
  }

  /** Sets the value; a key that was there keeps its place and its first spelling. */
  set(key: DictKey, value: ConfigNode): void {
    const id = keyIdentity(key)
    value.parent = this
    this.#entries.set(id, { key: this.#entries.get(id)?.key ?? key, value })
  }

  delete(key: DictKey): boolean {
    return this.#entries.delete(keyIdentity(key))
  }

  entries(): IterableIterator<DictEntry> {
    return this.#entries.values()
  }
}

/**
 * A scalar as it stands in a config, where `${…}` refers to other values.
 *
 * @throws {ReportError} INTERPOLATION_INVALID when the text of an interpolation cannot be parsed.
 */
export function scalarNode(value: Scalar, origin?: Origin): ScalarNode {
  const refers = typeof value === 'string' && value.includes('${')
  return new ScalarNode(value, refers ? parseTemplate(value) : null, origin)
}

/** A deep copy without a parent. */
export function cloneNode(node: ConfigNode): ConfigNode {
  if (node.kind === 'scalar') return new ScalarNode(node.value, node.template, node.origin)
  if (node.kind === 'list') {
    const list = new ListNode()
    for (const item of node.items) list.push(cloneNode(item))
    return list
  }
  const dict = new DictNode()
  for (const { key, value } of node.entries()) dict.set(key, cloneNode(value))
  return dict
}

export function rootOf(node: ContainerNode): ContainerNode {
  let root = node
  while (root.parent !== null) root = root.parent
  return root
}

/** The path of a node from its root, as OmegaConf writes it: `model.layers[0]`. */
export function pathOf(node: ConfigNode): string {
  const parts: string[] = []
  for (let at = node; at.parent !== null; at = at.parent) {
    const { parent } = at
    if (parent.kind === 'list') {
      parts.push(`[${parent.items.indexOf(at)}]`)
      continue
    }
    for (const { key, value } of parent.entries()) if (value === at) parts.push(`.${key}`)
  }
  return parts.reverse().join('').replace(/^\./, '')
}

/** Python's `==`: numbers and booleans by value, lists in order, dicts in any order. */
export function isEqual(left: ConfigNode, right: ConfigNode): boolean {
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    return keyIdentity(left.value) === keyIdentity(right.value)
  }
  if (left.kind === 'list' && right.kind === 'list') {
    return (
      left.items.length === right.items.length &&
      left.items.every((item, index) => {
        const other = right.items[index]
        return other !== undefined && isEqual(item, other)
      })
    )
  }
  if (left.kind !== 'dict' || right.kind !== 'dict' || left.size !== right.size) return false
  return Array.from(left.entries()).every(({ key, value }) => {
    const other = right.get(key)
    return other !== undefined && isEqual(value, other)
  })
}
