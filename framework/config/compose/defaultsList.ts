import { ReportError } from '../../errors.ts'
import { nearest } from '../../text/nearest.ts'
import { HYDRA_RESOLVERS } from '../interpolation/hydraResolvers.ts'
import { type Environment, Interpolator } from '../interpolation/interpolator.ts'
import type { Override } from '../overrides/overrideGrammar.ts'
import { DictNode, ScalarNode, scalarNode } from '../tree/node.ts'
import { pythonStr } from '../tree/nodeText.ts'
import type { ConfigRepository, LoadedConfig } from './configRepository.ts'
import { DefaultEntry } from './defaultEntry.ts'
import { GroupChoices } from './groupChoices.ts'

/** One config that takes part, in the order in which they are merged. */
export interface ConfigPart {
  readonly configPath: string
  /** The path in the config under which its content goes; '' is the root. */
  readonly package: string
}

export interface DefaultsList {
  readonly parts: readonly ConfigPart[]
  /** The chosen option of every group; null where none is chosen. */
  readonly choices: ReadonlyMap<string, string | null>
  /** The overrides that are about values, not about groups. */
  readonly valueOverrides: readonly Override[]
  readonly warnings: readonly string[]
}

/** Configs that include each other would never end. */
const MAX_DEPTH = 100

/**
 * Follows the defaults lists from the primary config on, after Hydra 1.3's defaults_list.py. A list
 * is read from its end, so that an `override` in a later config is known before the group that it
 * overrides is read.
 *
 * @throws {ReportError} CONFIG_NOT_FOUND or `CONFIG_INVALID`
 */
export function buildDefaultsList(
  repository: ConfigRepository,
  {
    configName,
    overrides,
    env,
  }: { configName: string; overrides: readonly Override[]; env: Environment },
): DefaultsList {
  const choices = new GroupChoices(repository, overrides)
  const walk = new DefaultsWalk(repository, choices, env)
  const primary = DefaultEntry.ofPath(configName, { isPrimary: true })
  const hydra = DefaultEntry.ofPath('hydra/config')
  // The primary config comes first here: its overrides reach Hydra's own groups too.
  const ownParts = walk.expandRoot(primary)
  const parts = [...walk.expandRoot(hydra), ...ownParts]
  choices.expectAllUsed()
  expectUnique(parts)
  return {
    parts: parts.map(({ entry }) => ({
      configPath: entry.configPath,
      package: entry.finalPackage,
    })),
    choices: choices.chosen,
    valueOverrides: choices.valueOverrides,
    warnings: walk.warnings,
  }
}

/** A config in the final list; `isSelf` where it stands for the list's own file. */
interface Part {
  readonly entry: DefaultEntry
  readonly isSelf: boolean
}

class DefaultsWalk {
  readonly warnings: string[] = []
  readonly #repository: ConfigRepository
  readonly #choices: GroupChoices
  readonly #env: Environment
  #depth = 0

  constructor(repository: ConfigRepository, choices: GroupChoices, env: Environment) {
    this.#repository = repository
    this.#choices = choices
    this.#env = env
  }

  expandRoot(entry: DefaultEntry): Part[] {
    entry.placeIn('', '')
    return this.#expand(entry, undefined, false)
  }

  /** The configs that an entry stands for, in the order in which they are merged. */
  #expand(entry: DefaultEntry, parent: DefaultEntry | undefined, inInterpolated: boolean): Part[] {
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) {
      fail(`'${entry.configPath}' is included more than ${MAX_DEPTH} deep; does it include itself?`)
    }
    const parts = this.#expandEntry(entry, parent, inInterpolated)
    this.#depth -= 1
    return parts
  }

  #expandEntry(
    entry: DefaultEntry,
    parent: DefaultEntry | undefined,
    inInterpolated: boolean,
  ): Part[] {
    if (this.#choices.takeDeletion(entry)) return []
    this.#choices.note(entry)
    if (entry.name === null) return []
    if (entry.isMissing) this.#failMissing(entry)
    const loaded = this.#repository.load(entry.configPath)
    if (loaded === undefined) {
      if (entry.isOptional) return []
      this.#failNotFound(entry, parent)
    }
    entry.header = loaded.header
    const defaults = this.#defaultsOf(entry, loaded)
    for (const item of defaults) item.placeIn(entry.groupPath, entry.finalPackage)
    this.#registerOverrides(defaults, entry, inInterpolated)
    const lists = this.#expandItems(
      defaults.filter((item) => !item.isOverride),
      entry,
      inInterpolated,
    )
    return lists.length === 0 ? [{ entry, isSelf: false }] : lists.flat()
  }

  /** The file's list, with `_self_` and what the command line adds. */
  #defaultsOf(entry: DefaultEntry, { defaults, root }: LoadedConfig): DefaultEntry[] {
    const list = defaults.map((item) => item.copy())
    const appended = entry.isPrimary ? this.#choices.appended : []
    if (list.length === 0 && appended.length === 0) return []
    const selves = list.filter((item) => item.isSelf).length
    if (selves > 1) fail(`_self_ stands twice in the defaults list of '${entry.configPath}'`)
    const hasOthers = list.some((item) => !item.isOverride)
    if (selves === 0 && (hasOthers || list.length === 0)) {
      const values = root.kind === 'dict' ? Array.from(root.entries(), ({ value }) => value) : []
      const hasContent = values.some((value) => value.kind !== 'scalar' || !value.isMissing)
      if (entry.isPrimary && hasContent && hasOthers) {
        this.warnings.push(
          `In '${entry.configPath}': the defaults list has no _self_, so the file's own values ` +
            'come last. Add _self_ where they should come.',
        )
      }
      list.push(DefaultEntry.ofPath('_self_'))
    }
    return [...list, ...appended]
  }

  #registerOverrides(
    defaults: readonly DefaultEntry[],
    parent: DefaultEntry,
    inInterpolated: boolean,
  ): void {
    let last: DefaultEntry | undefined
    for (const item of defaults) {
      if (item.isSelf) continue
      if (last !== undefined && !item.isOverride && !item.isAppended) {
        fail(
          `in '${parent.configPath}' the override of '${last.overrideKey}' stands before ` +
            `'${item.overrideKey}: ${item.name}'; overrides must stand at the end of the list`,
        )
      }
      if (!item.isOverride) continue
      last = item
      if (inInterpolated) {
        fail(
          `'${parent.configPath}' was chosen by an interpolation, so its defaults list cannot ` +
            `override '${item.overrideKey}'`,
        )
      }
      this.#choices.addOverride(item, parent.configPath)
    }
  }

  /** From the last item to the first; interpolated ones after the choices that they refer to. */
  #expandItems(
    items: readonly DefaultEntry[],
    parent: DefaultEntry,
    inInterpolated: boolean,
  ): Part[][] {
    const lists = new Map<DefaultEntry, Part[]>()
    const deferred: DefaultEntry[] = []
    for (const item of items.toReversed()) {
      if (item.isSelf) {
        lists.set(item, [{ entry: parent, isSelf: true }])
        continue
      }
      this.#choices.applyOverride(item)
      if (item.options !== undefined) {
        lists.set(item, this.#expandOptions(item, item.options, parent, inInterpolated))
      } else if (item.isInterpolated) {
        deferred.push(item)
      } else {
        lists.set(item, this.#expand(item, parent, inInterpolated))
      }
    }
    for (const item of deferred) {
      item.choose(this.#resolveChoice(item, parent))
      lists.set(item, this.#expand(item, parent, true))
    }
    return items.map((item) => lists.get(item) ?? [])
  }

  #expandOptions(
    item: DefaultEntry,
    options: readonly string[],
    parent: DefaultEntry,
    inInterpolated: boolean,
  ): Part[] {
    const lists = options.toReversed().map((option) => {
      if (option.includes('${')) {
        fail(`in '${parent.configPath}' the list of '${item.directory}' cannot hold interpolations`)
      }
      const entry = DefaultEntry.ofPath(`${item.directory}/${option}`, {
        package: item.package,
        isOptional: item.isOptional,
      })
      entry.placeIn(parent.groupPath, parent.finalPackage)
      return this.#expand(entry, parent, inInterpolated)
    })
    return lists.reverse().flat()
  }

  /** An option such as `${db}_tuned` refers to the options chosen so far. */
  #resolveChoice(item: DefaultEntry, parent: DefaultEntry): string {
    const known = new DictNode()
    for (const [key, name] of this.#choices.chosen) known.set(key, new ScalarNode(name))
    const node = scalarNode(item.choice)
    known.set(`defaults of ${parent.configPath}`, node)
    const interpolator = new Interpolator({ env: this.#env, resolvers: HYDRA_RESOLVERS })
    const resolved = interpolator.resolve(node)
    if (resolved.kind === 'scalar' && typeof resolved.value === 'string') return resolved.value
    fail(
      `in '${parent.configPath}' the default '${item.choice}' gives ${pythonStr(resolved)}, ` +
        'not the name of a config',
    )
  }

  #failMissing(entry: DefaultEntry): never {
    const group = entry.groupPath
    if (!entry.isGroup) fail(`the mandatory default '${entry.configPath}' is missing`)
    const options = this.#repository.options(group).join(', ')
    fail(`choose an option of '${group}' with ${group}=<option> (available: ${options})`)
  }

  #failNotFound(entry: DefaultEntry, parent: DefaultEntry | undefined): never {
    const place = parent === undefined ? '' : `In '${parent.configPath}': `
    const { directories } = this.#repository
    const options = this.#repository.options(entry.groupPath)
    const near = nearest(entry.name ?? '', options)
    const hint = near === undefined ? '' : ` Did you mean '${near}'?`
    throw new ReportError(
      'CONFIG_NOT_FOUND',
      `${place}There is no config '${entry.configPath}' in ${directories.join(' or ')} ` +
        `(available in '${entry.groupPath}/': ${options.join(', ') || 'nothing'}).${hint}`,
    )
  }
}

function expectUnique(parts: readonly Part[]): void {
  const keys = new Set<string>()
  for (const { entry, isSelf } of parts) {
    if (isSelf || !entry.isGroup) continue
    const key = entry.overrideKey
    if (keys.has(key)) fail(`the group '${key}' stands twice in the final defaults list`)
    keys.add(key)
  }
}

function fail(reason: string): never {
  throw new ReportError('CONFIG_INVALID', `Cannot compose the config: ${reason}.`)
}
