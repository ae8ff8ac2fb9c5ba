import { Interpolator, type Resolver } from '../../config/interpolation/interpolator.ts'
import { OMEGACONF_RESOLVERS } from '../../config/interpolation/resolvers.ts'
import {
  type ConfigNode,
  type ContainerNode,
  pathOf,
  type ScalarNode,
} from '../../config/tree/node.ts'
import { type PlainValue, plainScalar, toPlain } from '../../config/tree/plain.ts'
import { keyText } from '../../text/python/pythonText.ts'
import { cellOf } from '../parameters/cells.ts'
import type { Cell } from '../runRecord.ts'
import { type SavedPlace, type SavedValue, savedRoot } from './savedValues.ts'

/** An interpolation that cannot be followed; its value stays as it is written. */
export interface Unresolved {
  readonly path: string
  readonly text: string
}

/**
 * The values of a config file, its interpolations followed as far as they can be. No environment variable is
 * set for them: `oc.env` gives its default, or stays as it is written.
 */
export class ConfigValues {
  readonly unresolved: readonly Unresolved[]
  readonly #root: ContainerNode
  readonly #resolved = new Map<ConfigNode, PlainValue>()

  /**
   * With `follow: false` every interpolation stays as it is written. `hydra` answers `${hydra:…}`.
   */
  constructor(
    root: ContainerNode,
    { follow = true, hydra }: { follow?: boolean; hydra?: Resolver | undefined } = {},
  ) {
    this.#root = root
    const resolvers = hydra
      ? new Map([...OMEGACONF_RESOLVERS, ['hydra', hydra]])
      : OMEGACONF_RESOLVERS
    const unresolved: Unresolved[] = []
    // A run is others' data: what it says must not depend on who reads it, nor show what only they may know.
    const interpolator = new Interpolator({ env: {}, resolvers })
    const resolve = (node: ConfigNode) => interpolator.resolve(node)
    for (const node of follow ? interpolations(root) : []) {
      try {
        this.#resolved.set(node, toPlain(resolve(node), resolve))
      } catch {
        const text = String(node.value)
        this.#resolved.set(node, text)
        unresolved.push({ path: pathOf(node), text })
      }
    }
    this.unresolved = unresolved
  }

  /** The value at the keys; `undefined` where the path leads nowhere. */
  at(keys: readonly string[]): PlainValue | undefined {
    let node: ConfigNode | undefined = this.#root
    for (const [index, key] of keys.entries()) {
      if (node === undefined) return undefined
      if (node.kind === 'scalar') return plainAt(this.#resolved.get(node), keys.slice(index))
      node = node.kind === 'dict' ? node.get(key) : node.items[Number(key)]
    }
    return node && this.#plain(node)
  }

  /** The text, number or boolean at the keys; `null` for everything else. */
  scalarAt(keys: readonly string[]): Cell {
    const value = this.at(keys)
    return typeof value === 'object' ? null : cellOf(value)
  }

  /**
   * All values other than dicts, without those of Hydra's own section.
   *
   * @param leaveOut is told each key that cannot name a column, whose value is not among them
   */
  saved(leaveOut: (key: string) => void): SavedValue[] {
    const saved: SavedValue[] = []
    const visit = (node: ConfigNode, place: SavedPlace, isRoot: boolean) => {
      if (node.kind === 'dict') {
        for (const { key, value } of node.entries()) {
          const name = typeof key === 'string' ? key : keyText(key)
          if (!isRoot || name !== 'hydra') visit(value, place.child(name), false)
        }
      } else if (!place.isColumn) {
        leaveOut(place.path)
      } else if (node.kind === 'scalar' && node.template === null) {
        saved.push(place.save(node.value))
      } else {
        const written = cellOf(toPlain(node))
        const value = interpolations(node).length > 0 ? cellOf(this.#plain(node)) : written
        saved.push(value === written ? place.save(written) : place.saveResolved(written, value))
      }
    }
    visit(this.#root, savedRoot(), true)
    return saved
  }

  #plain(node: ConfigNode): PlainValue {
    const resolved = this.#resolved.get(node)
    if (resolved !== undefined) return resolved
    if (node.kind === 'scalar') return plainScalar(node.value)
    if (node.kind === 'list') return node.items.map((item) => this.#plain(item))
    return Object.fromEntries(
      Array.from(node.entries(), ({ key, value }) => [String(key), this.#plain(value)]),
    )
  }
}

/** The values of a tree that refer to others. */
function interpolations(node: ConfigNode, found: ScalarNode[] = []): ScalarNode[] {
  if (node.kind === 'dict') for (const { value } of node.entries()) interpolations(value, found)
  else if (node.kind === 'list') for (const item of node.items) interpolations(item, found)
  else if (node.template !== null) found.push(node)
  return found
}

function plainAt(value: PlainValue | undefined, keys: readonly string[]): PlainValue | undefined {
  return keys.reduce<PlainValue | undefined>((at, key) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    return (at as Record<string, PlainValue>)[key]
  }, value)
}
