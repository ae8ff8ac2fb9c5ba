import { ReportError } from '../../errors.ts'
import { parsePythonInt } from '../../text/python/pythonNumber.ts'
import { scalarStr } from '../../text/python/pythonText.ts'
import {
  type ConfigNode,
  type ContainerNode,
  cloneNode,
  DictNode,
  ListNode,
  pathOf,
  rootOf,
  ScalarNode,
  scalarNode,
} from '../tree/node.ts'
import { pythonStr } from '../tree/nodeText.ts'
import { describeOrigin } from '../tree/source.ts'
import type { Element, Interpolation, NodeInterpolation, Template } from './interpolationGrammar.ts'
import { splitKeyPath } from './keyPath.ts'

/** What a resolver such as `oc.env` may ask for. */
export interface ResolverContext {
  readonly env: Environment
  /** The container that holds the value with the interpolation. */
  readonly parent: ContainerNode
  /** The value with the interpolation. */
  readonly node: ScalarNode
  readonly interpolator: Interpolator
}

/** `${name:args}`: the arguments are resolved; the result needs no parent. */
export type Resolver = (args: readonly ConfigNode[], context: ResolverContext) => ConfigNode

/** Variables for `oc.env`, `process.env` by default. */
export type Environment = Readonly<Record<string, string | undefined>>

export interface InterpolatorOptions {
  readonly env: Environment
  readonly resolvers: ReadonlyMap<string, Resolver>
}

/** More interpolations that lead to each other would overflow the stack. */
const MAX_CHAIN = 1000
/** A text of texts may double with each; no value of a config is so long. */
const MAX_TEXT = 2 ** 20

/** A failure of one interpolation; it gets the place of the value that failed when it is known. */
class ResolutionError extends Error {}

/**
 * Follows the interpolations of one config tree, with OmegaConf 2.2's rules. It remembers what it
 * resolved, so a tree must not change while its interpolator is in use.
 */
export class Interpolator {
  /** The time that `now` writes, wherever it stands. */
  readonly instant = new Date()
  readonly #env: Environment
  readonly #resolvers: ReadonlyMap<string, Resolver>
  readonly #resolved = new Map<ScalarNode, ConfigNode>()
  readonly #active = new Set<ScalarNode>()

  constructor({ env, resolvers }: InterpolatorOptions) {
    this.#env = env
    this.#resolvers = resolvers
  }

  /**
   * The node that a value stands for: itself, or what its interpolation leads to.
   *
   * @throws {ReportError} INTERPOLATION_FAILED naming the value's path, file, line and column.
   */
  resolve(node: ConfigNode): ConfigNode {
    if (node.kind !== 'scalar' || node.template === null) return node
    const known = this.#resolved.get(node)
    if (known !== undefined) return known
    if (this.#active.has(node)) throw new ResolutionError('it refers to itself')
    if (this.#active.size > MAX_CHAIN) throw new ResolutionError('its chain is too long')
    this.#active.add(node)
    try {
      const result = this.#evaluateNode(node, node.template)
      this.#resolved.set(node, result)
      return result
    } catch (error) {
      if (error instanceof ResolutionError) throw resolutionError(node, error.message)
      throw error
    } finally {
      this.#active.delete(node)
    }
  }

  /**
   * The node at a path, or undefined where there is none. The path is absolute, or relative to
   * `from` when it starts with a dot; interpolations on the way and at its end are followed. For
   * resolvers: what it throws is told as a failure of the value that they serve.
   */
  select(
    from: ContainerNode,
    path: string,
    { allowMissing }: { allowMissing: boolean },
  ): ConfigNode | undefined {
    const { start, rest } = startOf(from, path)
    if (rest === '') return start
    let container = start
    const keys = splitKeyPath(rest)
    const last = keys.pop() ?? ''
    for (const [index, key] of keys.entries()) {
      const child = childOf(container, key, allowMissing)
      if (child === undefined) return undefined
      const next = this.resolve(child)
      if (next.kind === 'scalar') {
        const holder = keys.slice(0, index + 1).join('.')
        throw new NotAContainerError(`'${holder}' in '${rest}' is not a container`)
      }
      container = next
    }
    const child = childOf(container, last, allowMissing)
    return child && this.resolve(child)
  }

  /** Like `select`, where a path through something other than a container leads nowhere too. */
  trySelect(
    from: ContainerNode,
    path: string,
    options: { allowMissing: boolean },
  ): ConfigNode | undefined {
    try {
      return this.select(from, path, options)
    } catch (error) {
      if (error instanceof NotAContainerError) return undefined
      throw error
    }
  }

  /**
   * The node at a path of a tree, for those who ask from outside of it; undefined where there is
   * none.
   *
   * @throws {ReportError} INTERPOLATION_FAILED where the way there cannot be resolved
   */
  find(root: ContainerNode, path: string): ConfigNode | undefined {
    try {
      return this.trySelect(root, path, { allowMissing: true })
    } catch (error) {
      if (!(error instanceof ResolutionError)) throw error
      throw new ReportError('INTERPOLATION_FAILED', `Cannot look up '${path}': ${error.message}.`)
    }
  }

  #evaluateNode(node: ScalarNode, template: Template): ConfigNode {
    const { parent } = node
    if (parent === null) throw new ResolutionError('it has no parent to look into')
    const result = this.evaluate({ type: 'text', parts: template, quoted: false }, parent, node)
    // A result without a place of its own takes the place of the value, so that what it refers to
    // relatively is looked up from there.
    if (result.kind !== 'scalar' && result.parent === null) result.parent = parent
    return result
  }

  /** Evaluates a parsed value that stands at `node` in `parent`. */
  evaluate(element: Element, parent: ContainerNode, node: ScalarNode): ConfigNode {
    switch (element.type) {
      case 'scalar':
        return new ScalarNode(element.value)
      case 'text': {
        const [only] = element.parts
        if (element.parts.length === 1 && typeof only === 'object' && !element.quoted) {
          return this.#evaluateInterpolation(only, parent, node)
        }
        return new ScalarNode(this.#join(element.parts, parent, node))
      }
      case 'list': {
        const list = new ListNode()
        for (const item of element.items) list.push(this.#evaluateItem(item, parent, node))
        return list
      }
      case 'dict': {
        const dict = new DictNode()
        for (const [key, value] of element.entries) {
          if (key === null) throw new ResolutionError('null cannot be a key')
          dict.set(key, this.#evaluateItem(value, parent, node))
        }
        return dict
      }
    }
  }

  /** An item of a list or dict is a value of its own, which may refer to others once more. */
  #evaluateItem(element: Element, parent: ContainerNode, node: ScalarNode): ConfigNode {
    const item = this.evaluate(element, parent, node)
    return item.kind === 'scalar' ? scalarNode(item.value) : cloneNode(item)
  }

  #evaluateInterpolation(
    interpolation: Interpolation,
    parent: ContainerNode,
    node: ScalarNode,
  ): ConfigNode {
    if (interpolation.type === 'node') return this.#follow(interpolation, parent, node)
    const name = this.#joinKeys(interpolation.name, parent, node)
    const resolver = this.#resolvers.get(name)
    if (resolver === undefined) {
      const known = [...this.#resolvers.keys()].join(', ')
      throw new ResolutionError(`there is no resolver '${name}' (known: ${known})`)
    }
    const args = interpolation.args.map((arg) => this.evaluate(arg, parent, node))
    try {
      const result = resolver(args, { env: this.#env, parent, node, interpolator: this })
      refuseAncestor(result, parent, name)
      return result
    } catch (error) {
      const isInnerFailure = error instanceof ReportError && error.code === 'INTERPOLATION_FAILED'
      if (isInnerFailure || !(error instanceof ReportError || error instanceof ResolverError)) {
        throw error
      }
      throw new ResolutionError(`${name}: ${error.message.replace(/\.$/, '')}`)
    }
  }

  #follow({ path }: NodeInterpolation, parent: ContainerNode, node: ScalarNode): ConfigNode {
    const key = this.#joinKeys(path, parent, node)
    let target: ConfigNode | undefined
    try {
      target = this.select(parent, key, { allowMissing: false })
    } catch (error) {
      if (error instanceof NotAContainerError) throw new ResolutionError(error.message)
      throw error
    }
    if (target === undefined) throw new ResolutionError(`there is no key '${key}'`)
    refuseAncestor(target, parent, key)
    return target
  }

  #join(parts: Template, parent: ContainerNode, node: ScalarNode): string {
    let text = ''
    for (const part of parts) {
      text +=
        typeof part === 'string' ? part : pythonStr(this.#evaluateInterpolation(part, parent, node))
      if (text.length > MAX_TEXT) {
        throw new ResolutionError(`its text is longer than ${MAX_TEXT} characters`)
      }
    }
    return text
  }

  /** Like `#join`, where an interpolation must give a string: as part of a key or of a name. */
  #joinKeys(parts: Template, parent: ContainerNode, node: ScalarNode): string {
    return parts
      .map((part) => {
        if (typeof part === 'string') return part
        const key = this.#evaluateInterpolation(part, parent, node)
        if (key.kind === 'scalar' && typeof key.value === 'string') return key.value
        throw new ResolutionError(`a key must be a string, not ${pythonStr(key)}`)
      })
      .join('')
  }
}

/** A value that stands for what it lies in would never end. */
function refuseAncestor(target: ConfigNode, parent: ContainerNode, name: string): void {
  for (let at: ContainerNode | null = parent; at !== null; at = at.parent) {
    if (at === target) throw new ResolutionError(`'${name}' contains the value itself`)
  }
}

/** A path leads through a value that is neither a dict nor a list. */
class NotAContainerError extends Error {}

/** A resolver cannot serve its arguments. */
export class ResolverError extends Error {}

function startOf(from: ContainerNode, path: string): { start: ContainerNode; rest: string } {
  if (!path.startsWith('.')) return { start: rootOf(from), rest: path }
  let start = from
  let rest = path.slice(1)
  while (rest.startsWith('.')) {
    rest = rest.slice(1)
    if (start.parent === null) throw new ResolutionError(`'${path}' leads above the root`)
    start = start.parent
  }
  return { start, rest }
}

function childOf(
  container: ContainerNode,
  key: string,
  allowMissing: boolean,
): ConfigNode | undefined {
  const child = container.kind === 'dict' ? container.get(key) : itemOf(container, key)
  if (!allowMissing && child?.kind === 'scalar' && child.isMissing) {
    throw new ResolutionError(`the mandatory value '${pathOf(child)}' is missing`)
  }
  return child
}

function itemOf(list: ListNode, key: string): ConfigNode | undefined {
  const index = parsePythonInt(key)
  if (index === undefined) throw new ResolutionError(`'${key}' is not an index of a list`)
  return list.items[Number(index)]
}

function resolutionError(node: ScalarNode, reason: string): ReportError {
  const where = node.origin === undefined ? '' : ` (${describeOrigin(node.origin)})`
  return new ReportError(
    'INTERPOLATION_FAILED',
    `Cannot resolve '${scalarStr(node.value)}' at '${pathOf(node)}'${where}: ${reason}.`,
  )
}
