import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import { checkOptions, FUNCTION, objectOf, oneOrMore, TEXT } from '../../text/checkOptions.ts'
import { shellWords } from '../../text/shellWords.ts'
import { HYDRA_RESOLVERS } from '../interpolation/hydraResolvers.ts'
import type { Environment } from '../interpolation/interpolator.ts'
import { resolveTree } from '../loadYaml.ts'
import { type Override, parseOverrideText } from '../overrides/overrideGrammar.ts'
import { overrideText } from '../overrides/overrideValue.ts'
import { advisedOverride } from '../overrides/writeOverride.ts'
import { type ConfigNode, type ContainerNode, cloneNode, DictNode, pathOf } from '../tree/node.ts'
import type { PlainObject } from '../tree/plain.ts'
import type { Origin } from '../tree/source.ts'
import { applyOverride, type UnknownKeyAdvice } from './applyOverride.ts'
import { ConfigEditor } from './configEditor.ts'
import { ConfigRepository } from './configRepository.ts'
import { buildDefaultsList, type ConfigPart } from './defaultsList.ts'

export interface ComposeOptions {
  /**
   * The directory that holds the configs and, in directories of it, the config groups; of several
   * directories the first that has a config counts.
   */
  readonly configDir: string | readonly string[]
  /** The primary config, without `.yaml`. */
  readonly configName: string
  /** Hydra overrides such as `inputs.sweep_dir=…`, without sweeps; as text, or parsed. Default none. */
  readonly overrides?: readonly (string | Override)[]
  /** Variables for `oc.env`. Default `process.env`. */
  readonly env?: Environment
  /** What to do about an override of a key that the config lacks. Default: how to add the key. */
  readonly unknownKeyAdvice?: UnknownKeyAdvice
}

const OPTIONS = {
  configDir: oneOrMore(TEXT),
  configName: TEXT,
  overrides: v.array(v.union([TEXT, v.looseObject({})])),
  env: objectOf('variables by their names'),
  unknownKeyAdvice: FUNCTION,
}

/** A mandatory value, and where a file asks for it. */
export interface MissingValue {
  readonly path: string
  readonly origin: Origin | undefined
}

/** A composed config, its interpolations still to be followed. */
export interface ComposedConfig {
  readonly tree: DictNode
  /** The part of the config that is about Hydra itself, such as `hydra.run.dir`. */
  readonly hydra: ConfigNode | undefined
  /** The chosen option of every config group; null where none is chosen. */
  readonly choices: ReadonlyMap<string, string | null>
  /** The configs that took part, in the order in which they were merged. */
  readonly parts: readonly ConfigPart[]
  /** The mandatory values (`???`) that nobody gave. */
  readonly missing: readonly MissingValue[]
  readonly warnings: readonly string[]
}

/**
 * Composes a config from its defaults lists and overrides, as Hydra 1.3 does, and follows its
 * interpolations.
 *
 * @throws {ReportError} as `composeConfigTree` does, and `INTERPOLATION_FAILED`
 */
export function composeConfig(options: ComposeOptions): PlainObject {
  checkOptions('OPTION_INVALID', 'composeConfig', options, OPTIONS, ['configDir', 'configName'])
  return resolveConfig(composeConfigTree(options).tree, options)
}

/** A composed config as plain values. @throws {ReportError} INTERPOLATION_FAILED */
export function resolveConfig(
  tree: DictNode,
  { env = process.env }: { env?: Environment } = {},
): PlainObject {
  return resolveTree(tree, { env, resolvers: HYDRA_RESOLVERS }) as PlainObject
}

/**
 * Composes a config without following its interpolations.
 *
 * @throws {ReportError} OVERRIDE_INVALID, `CONFIG_NOT_FOUND`, `CONFIG_INVALID`,
 *   `CONFIG_KEY_UNKNOWN`, `YAML_INVALID` or `INTERPOLATION_INVALID`
 */
export function composeConfigTree({
  configDir,
  configName,
  overrides = [],
  env = process.env,
  unknownKeyAdvice,
}: ComposeOptions): ComposedConfig {
  const repository = new ConfigRepository([configDir].flat())
  const parsed = overrides.map((override) =>
    typeof override === 'string' ? parseOverrideText(override) : override,
  )
  for (const override of parsed) expectNoSweep(override)
  const primary = repository.load(configName)
  if (primary !== undefined && primary.root.kind !== 'dict') {
    throw new ReportError('CONFIG_INVALID', `The primary config '${configName}' must be a dict.`)
  }
  const list = buildDefaultsList(repository, { configName, overrides: parsed, env })
  const tree = new DictNode()
  const editor = new ConfigEditor(tree, env)
  for (const part of list.parts) mergePart(editor, part, repository)
  for (const override of list.valueOverrides) applyOverride(editor, override, unknownKeyAdvice)
  const hydra = tree.get('hydra')
  tree.delete('hydra')
  const { parts, choices, warnings } = list
  return { tree, hydra, choices, parts, missing: missingValues(tree), warnings }
}

function expectNoSweep({ sweep, text, key }: Override): void {
  if (sweep === undefined) return
  const items = sweep.type === 'choice' ? sweep.items.map(overrideText).join(',') : undefined
  const list = items === undefined ? '' : `For a list write ${shellWords([`${key}=[${items}]`])}. `
  // An interval cannot be counted out.
  const countable = sweep.type === 'interval' ? 'write choice(…) or range(…), and ' : ''
  throw new ReportError(
    'OVERRIDE_INVALID',
    `The override '${text}' stands for several values. ${list}` +
      `For text write ${advisedOverride(key, text.slice(text.indexOf('=') + 1))}. ` +
      `For one report per value ${countable}add --multirun.`,
  )
}

function mergePart(
  editor: ConfigEditor,
  { configPath, package: path }: ConfigPart,
  repository: ConfigRepository,
): void {
  const root = repository.load(configPath)?.root
  const wrapped = root === undefined || path === '' ? root : wrap(root, path)
  if (wrapped?.kind !== 'dict') {
    throw new ReportError('CONFIG_INVALID', `The config '${configPath}' must be a dict.`)
  }
  try {
    editor.merge(wrapped)
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    throw new ReportError(error.code, `Cannot merge '${configPath}': ${error.message}`, {
      cause: error,
    })
  }
}

/** The content of a config under its package. */
function wrap(root: ContainerNode, path: string): DictNode {
  const wrapper = new DictNode()
  new ConfigEditor(wrapper, {}).update(path, cloneNode(root), { isOpen: true })
  return wrapper
}

function missingValues(tree: DictNode): MissingValue[] {
  const missing: MissingValue[] = []
  const visit = (node: ConfigNode) => {
    if (node.kind === 'list') node.items.forEach(visit)
    else if (node.kind === 'dict') for (const { value } of node.entries()) visit(value)
    else if (node.isMissing) missing.push({ path: pathOf(node), origin: node.origin })
  }
  visit(tree)
  return missing
}
