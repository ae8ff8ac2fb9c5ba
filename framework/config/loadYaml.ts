import { ReportError } from '../errors.ts'
import { checkArguments, checkOptions, objectOf, TEXT, YES_OR_NO } from '../text/checkOptions.ts'
import {
  type Environment,
  Interpolator,
  type InterpolatorOptions,
} from './interpolation/interpolator.ts'
import { OMEGACONF_RESOLVERS } from './interpolation/resolvers.ts'
import type { ConfigNode, ContainerNode } from './tree/node.ts'
import { type PlainValue, toPlain } from './tree/plain.ts'
import { parseYaml } from './yaml/parseYaml.ts'

export interface LoadYamlOptions {
  /** Follow interpolations; otherwise they stay text. Default true. */
  readonly resolve?: boolean
  /** Variables for `oc.env`. Default `process.env`. */
  readonly env?: Environment
  /** Name of the text in messages, usually its file. Default `YAML`. */
  readonly source?: string
}

const OPTIONS = { resolve: YES_OR_NO, env: objectOf('variables by their names'), source: TEXT }

/**
 * Reads YAML as OmegaConf 2.2 does (YAML 1.1: `yes` is true, `012` is ten, `1:30` is ninety) and
 * follows its interpolations. Integers beyond 2^53 are bigint.
 *
 * @throws {ReportError} YAML_INVALID, `INTERPOLATION_INVALID` or `INTERPOLATION_FAILED`, naming
 *   file, line and column.
 */
export function loadYaml(text: string, options: LoadYamlOptions = {}): PlainValue {
  checkArguments('OPTION_INVALID', 'loadYaml', { text }, { text: TEXT })
  checkOptions('OPTION_INVALID', 'loadYaml', options, OPTIONS)
  const { resolve = true, env = process.env, source = 'YAML' } = options
  const root = parseYaml(text, { source })
  return resolve ? resolveTree(root, { env }) : toPlain(root)
}

/**
 * A whole tree as plain values, every interpolation followed.
 *
 * @throws {ReportError} INTERPOLATION_FAILED
 */
export function resolveTree(
  root: ConfigNode,
  { env = process.env, resolvers = OMEGACONF_RESOLVERS }: Partial<InterpolatorOptions> = {},
): PlainValue {
  const interpolator = new Interpolator({ env, resolvers })
  return guardSize(() => toPlain(root, (node) => interpolator.resolve(node)))
}

/**
 * The value at a dotted path of an unresolved tree, such as `phase1.trainer.seed` or `layers[0]`.
 * Only what this value needs is resolved. Undefined where the path leads nowhere.
 *
 * @throws {ReportError} INTERPOLATION_FAILED when this value cannot be resolved
 */
export function selectValue(
  root: ContainerNode,
  path: string,
  { env = process.env, resolvers = OMEGACONF_RESOLVERS }: Partial<InterpolatorOptions> = {},
): PlainValue | undefined {
  const interpolator = new Interpolator({ env, resolvers })
  return guardSize(() => {
    const node = interpolator.find(root, path)
    return node && toPlain(node, (inner) => interpolator.resolve(inner))
  })
}

/** Values nested thousands deep overflow the stack, texts made of texts grow beyond any string. */
function guardSize<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const message = 'The interpolations of the config make it too deep or too long.'
    throw new ReportError('INTERPOLATION_FAILED', message, { cause: error })
  }
}
