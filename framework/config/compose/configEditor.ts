import { ReportError } from '../../errors.ts'
import { nearest } from '../../text/nearest.ts'
import { parsePythonInt } from '../../text/python/pythonNumber.ts'
import { keyText } from '../../text/python/pythonText.ts'
import { HYDRA_RESOLVERS } from '../interpolation/hydraResolvers.ts'
import { type Environment, Interpolator } from '../interpolation/interpolator.ts'
import { splitKeyPath } from '../interpolation/keyPath.ts'
import {
  type ConfigNode,
  type ContainerNode,
  cloneNode,
  DictNode,
  type ListNode,
  pathOf,
} from '../tree/node.ts'
import type { DictKey } from '../tree/scalar.ts'

/**
 * Changes a config with OmegaConf 2.2's rules. An open config takes any key; a closed one
 * (OmegaConf's struct mode) only those that it has.
 */
export class ConfigEditor {
  readonly root: DictNode
  readonly #env: Environment

  constructor(root: DictNode, env: Environment) {
    this.root = root
    this.#env = env
  }

  /**
   * Merges a dict into the config: dicts key by key, lists and scalars are replaced, and `???`
   * leaves what was there. What the source holds is copied.
   *
   * @throws {ReportError} CONFIG_INVALID where a dict meets a list
   */
  merge(source: DictNode): void {
    this.#mergeDict(this.root, source, { isOpen: true })
  }

  /** The value at a path, interpolations followed; undefined where there is none, or `???`. */
  select(path: string): ConfigNode | undefined {
    const node = this.#interpolator().find(this.root, path)
    return node?.kind === 'scalar' && node.isMissing ? undefined : node
  }

  /**
   * Puts a value at a path. Dicts that lack on the way are made, also in place of a scalar or of
   * `???`; a dict or list is merged into one that is there.
   *
   * @throws {ReportError} CONFIG_KEY_UNKNOWN or `CONFIG_INVALID`
   */
  update(path: string, value: ConfigNode, options: { isOpen: boolean }): void {
    const keys = splitKeyPath(path)
    const last = keys.pop() ?? ''
    let at: ContainerNode = this.root
    for (const key of keys) {
      const child = childOf(at, key)
      if (child === undefined || child.kind === 'scalar') {
        const dict = new DictNode()
        setChild(at, key, dict, options)
        at = dict
      } else {
        at = child
      }
    }
    const current = childOf(at, last)
    if (value.kind !== 'scalar' && current !== undefined && current.kind !== 'scalar') {
      this.#mergeContainer(current, value, options)
    } else {
      setChild(at, last, value, options)
    }
  }

  /** Removes a key of a dict. @throws {ReportError} CONFIG_INVALID for an item of a list */
  delete(path: string): void {
    const dot = path.lastIndexOf('.')
    const parent = dot === -1 ? this.root : this.select(path.slice(0, dot))
    if (parent?.kind !== 'dict' || !parent.delete(path.slice(dot + 1))) {
      fail(`'${path}' cannot be deleted, only keys of a dict can`)
    }
  }

  #mergeDict(target: DictNode, source: DictNode, options: { isOpen: boolean }): void {
    for (const { key, value } of source.entries()) {
      const current = this.#followToContainer(target, key)
      if (current === undefined) {
        if (!options.isOpen) failUnknown(target, key)
        target.set(key, cloneNode(value))
      } else if (current.kind !== 'scalar' && value.kind !== 'scalar') {
        this.#mergeContainer(current, value, options)
      } else if (!(value.kind === 'scalar' && value.isMissing)) {
        target.set(key, cloneNode(value))
      }
    }
  }

  #mergeContainer(
    target: ContainerNode,
    source: ContainerNode,
    options: { isOpen: boolean },
  ): void {
    if (target.kind === 'dict' && source.kind === 'dict') {
      this.#mergeDict(target, source, options)
    } else if (target.kind === 'list' && source.kind === 'list') {
      target.items.length = 0
      for (const item of source.items) target.push(cloneNode(item))
    } else {
      fail(`a ${source.kind} cannot be merged into the ${target.kind} at '${pathOf(target)}'`)
    }
  }

  /** Merging into an interpolation that leads to a container makes a copy of that container. */
  #followToContainer(target: DictNode, key: DictKey): ConfigNode | undefined {
    const current = target.get(key)
    if (current?.kind !== 'scalar' || current.template === null) return current
    try {
      const resolved = this.#interpolator().resolve(current)
      if (resolved.kind === 'scalar') return current
      const copy = cloneNode(resolved)
      target.set(key, copy)
      return copy
    } catch (error) {
      // An interpolation may refer to what a later config brings; then it is simply replaced.
      if (error instanceof ReportError && error.code === 'INTERPOLATION_FAILED') return current
      throw error
    }
  }

  /** A new one each time, since an interpolator remembers what it resolved. */
  #interpolator(): Interpolator {
    return new Interpolator({ env: this.#env, resolvers: HYDRA_RESOLVERS })
  }
}

function childOf(parent: ContainerNode, key: string): ConfigNode | undefined {
  return parent.kind === 'dict' ? parent.get(key) : parent.items[indexOf(parent, key)]
}

function setChild(
  parent: ContainerNode,
  key: string,
  value: ConfigNode,
  { isOpen }: { isOpen: boolean },
): void {
  if (parent.kind === 'list') {
    const index = indexOf(parent, key)
    if (index >= parent.items.length) {
      fail(`the list at '${pathOf(parent)}' has no item ${key}, it has ${parent.items.length}`)
    }
    parent.replace(index, value)
    return
  }
  if (!isOpen && !parent.has(key)) failUnknown(parent, key)
  parent.set(key, value)
}

function indexOf(list: ListNode, key: string): number {
  const index = parsePythonInt(key)
  if (index === undefined || index < 0n) fail(`'${key}' is not an index of '${pathOf(list)}'`)
  return Number(index)
}

function failUnknown(dict: DictNode, key: DictKey): never {
  const parent = pathOf(dict)
  // Hydra's own part is in every config, and not what a reader looks for.
  const known = Array.from(dict.entries(), (entry) => keyText(entry.key)).filter(
    (name) => parent !== '' || name !== 'hydra',
  )
  const path = (name: string) => (parent === '' ? name : `${parent}.${name}`)
  const near = nearest(keyText(key), known)
  const hint =
    near === undefined ? `It has ${known.join(', ') || 'none'}.` : `Did you mean '${path(near)}'?`
  throw new ReportError(
    'CONFIG_KEY_UNKNOWN',
    `The config has no key '${path(keyText(key))}'. ${hint}`,
  )
}

function fail(reason: string): never {
  throw new ReportError('CONFIG_INVALID', `${reason}.`)
}
