import { scalarStr } from '../../text/python/pythonText.ts'
import {
  type ConfigNode,
  cloneNode,
  type DictNode,
  ListNode,
  pathOf,
  ScalarNode,
  scalarNode,
} from '../tree/node.ts'
import { pythonStr } from '../tree/nodeText.ts'
import { parseYaml } from '../yaml/parseYaml.ts'
import { parseElement } from './interpolationGrammar.ts'
import { type Resolver, type ResolverContext, ResolverError } from './interpolator.ts'

type Args = readonly ConfigNode[]

/** `oc.env:NAME[,default]`: an environment variable, always a string; a null default stays null. */
function env(args: Args, context: ResolverContext): ConfigNode {
  const [name, fallback] = expectCount(args, 1, 2)
  const key = expectString(name)
  const value = Object.hasOwn(context.env, key) ? context.env[key] : undefined
  if (value !== undefined) return new ScalarNode(value)
  if (fallback === undefined) throw new ResolverError(`environment variable '${key}' is not set`)
  return isNull(fallback) ? fallback : new ScalarNode(pythonStr(fallback))
}

/** `oc.select:path[,default]`: the default where the path leads nowhere or to `???`. */
function select(args: Args, { parent, interpolator }: ResolverContext): ConfigNode {
  const [path, fallback = new ScalarNode(null)] = expectCount(args, 1, 2)
  const found = interpolator.trySelect(parent, expectString(path), { allowMissing: true })
  return found === undefined || (found.kind === 'scalar' && found.isMissing) ? fallback : found
}

/** `oc.decode:text`: the text, read as an argument of a resolver would be. */
function decode(args: Args, { parent, node, interpolator }: ResolverContext): ConfigNode {
  const [text] = expectCount(args, 1, 1)
  if (text !== undefined && isNull(text)) return text
  return interpolator.evaluate(parseElement(expectString(text)), parent, node)
}

/** `oc.create:value`: a config made of a dict, of a list, or of YAML text. */
function create(args: Args): ConfigNode {
  const [value] = expectCount(args, 1, 1)
  if (value !== undefined && (isNull(value) || value.kind !== 'scalar')) return cloneNode(value)
  return parseYaml(expectString(value))
}

/** `oc.dict.keys:path` */
function dictKeys(args: Args, context: ResolverContext): ConfigNode {
  const keys = new ListNode()
  for (const { key } of dictAt(args, context).entries()) keys.push(scalarNode(key))
  return keys
}

/** `oc.dict.values:path`: references to the values, so that they are resolved in their own place. */
function dictValues(args: Args, context: ResolverContext): ConfigNode {
  const path = expectString(args[0])
  // The references stand in a list of their own, one level deeper than the interpolation.
  const prefix = path.startsWith('.') ? `.${path}` : path
  const values = new ListNode()
  for (const { key } of dictAt(args, context).entries()) {
    values.push(scalarNode(`\${${prefix}.${scalarStr(key)}}`))
  }
  return values
}

/** `oc.deprecated:path[,message]`: the value of the key that took the place of this one. */
function deprecated(args: Args, { parent, node, interpolator }: ResolverContext): ConfigNode {
  const [path, message = new ScalarNode('')] = expectCount(args, 1, 2)
  expectString(message)
  const target = interpolator.trySelect(parent, expectString(path), { allowMissing: true })
  if (target !== undefined) return target
  throw new ResolverError(`no key '${expectString(path)}' to stand for '${pathOf(node)}'`)
}

/** The resolvers that OmegaConf 2.2 registers by itself. */
export const OMEGACONF_RESOLVERS: ReadonlyMap<string, Resolver> = new Map<string, Resolver>([
  ['oc.create', create],
  ['oc.decode', decode],
  ['oc.deprecated', deprecated],
  ['oc.dict.keys', dictKeys],
  ['oc.dict.values', dictValues],
  ['oc.env', env],
  ['oc.select', select],
])

function dictAt(args: Args, { parent, interpolator }: ResolverContext): DictNode {
  const [argument] = expectCount(args, 1, 1)
  const path = expectString(argument)
  const found = interpolator.trySelect(parent, path, { allowMissing: false })
  if (found === undefined) throw new ResolverError(`there is no key '${path}'`)
  if (found.kind !== 'dict') throw new ResolverError(`'${path}' is not a dict`)
  return found
}

export function expectCount(args: Args, least: number, most: number): Args {
  if (args.length >= least && args.length <= most) return args
  const expected = least === most ? `${least}` : `${least} to ${most}`
  throw new ResolverError(`expected ${expected} arguments, not ${args.length}`)
}

export function expectString(argument: ConfigNode | undefined): string {
  if (argument?.kind === 'scalar' && typeof argument.value === 'string') return argument.value
  const found = argument === undefined ? 'nothing' : pythonStr(argument)
  throw new ResolverError(`expected a string, not ${found}`)
}

function isNull(argument: ConfigNode): boolean {
  return argument.kind === 'scalar' && argument.value === null
}
