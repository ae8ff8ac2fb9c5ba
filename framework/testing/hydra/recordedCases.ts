import { readFileSync } from 'node:fs'
import { type Environment, Interpolator } from '../../config/interpolation/interpolator.ts'
import { OMEGACONF_RESOLVERS } from '../../config/interpolation/resolvers.ts'
import type { ConfigNode } from '../../config/tree/node.ts'
import type { Scalar } from '../../config/tree/scalar.ts'
import { scalarStr } from '../../text/python/pythonText.ts'
import { recordedPath } from '../recorded/recorded.ts'

/** What Hydra and OmegaConf were seen to do: `fixtures/recorded/cases/<name>.json`. */
export function recordedCases<T>(name: string): T[] {
  return JSON.parse(readFileSync(recordedPath('cases', `${name}.json`), 'utf8'))
}

/** A value with the types that JSON loses: numbers carry Python's text. */
export interface TypedValue {
  readonly t: string
  readonly q?: string
  readonly v?: unknown
}

/** A tree, all interpolations followed, in the notation of the recordings. */
export function typedTree(root: ConfigNode, env: Environment = {}): TypedValue {
  const interpolator = new Interpolator({ env, resolvers: OMEGACONF_RESOLVERS })
  const convert = (unresolved: ConfigNode): TypedValue => {
    const node = interpolator.resolve(unresolved)
    if (node.kind === 'scalar') return typedScalar(node.value)
    if (node.kind === 'list') return { t: 'list', v: node.items.map(convert) }
    return {
      t: 'dict',
      v: Array.from(node.entries(), ({ key, value }) => [typedScalar(key), convert(value)]),
    }
  }
  return convert(root)
}

export function typedScalar(value: Scalar): TypedValue {
  if (value === null) return { t: 'null' }
  if (typeof value === 'boolean') return { t: 'bool', v: value }
  if (typeof value === 'string') return { t: 'str', v: value }
  return { t: typeof value === 'bigint' ? 'int' : 'float', v: scalarStr(value) }
}
