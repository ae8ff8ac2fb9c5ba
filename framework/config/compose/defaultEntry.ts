import { ReportError } from '../../errors.ts'
import type { ConfigNode, DictNode } from '../tree/node.ts'
import { pythonStr } from '../tree/nodeText.ts'

/**
 * One line of a defaults list, after Hydra 1.3: a config by its path (`base`), or an option of a
 * config group (`db: mysql`). The place of the list in the config directory and in the config
 * decides which file it means and where its content goes.
 */
export class DefaultEntry {
  /** The part of the path before the file, as written; a leading slash makes it absolute. */
  directory: string
  /** The file's name without extension; null for a group of which no option is chosen. */
  name: string | null
  /** Several options of one group, in place of a name. */
  options: readonly string[] | undefined
  readonly isGroup: boolean
  readonly isOptional: boolean
  readonly isOverride: boolean
  readonly isPrimary: boolean
  /** Added on the command line. */
  readonly isAppended: boolean
  /** The package that the file's own header asks for. */
  header: string | undefined
  #package: string | undefined
  #parentDirectory = ''
  #parentPackage = ''

  constructor(fields: {
    directory: string
    name?: string | null
    options?: readonly string[] | undefined
    package?: string | undefined
    isGroup?: boolean
    isOptional?: boolean
    isOverride?: boolean
    isPrimary?: boolean
    isAppended?: boolean
  }) {
    this.directory = fields.directory
    this.name = fields.name ?? null
    this.options = fields.options
    this.#package = fields.package === '_here_' ? '' : fields.package
    this.isGroup = fields.isGroup ?? false
    this.isOptional = fields.isOptional ?? false
    this.isOverride = fields.isOverride ?? false
    this.isPrimary = fields.isPrimary ?? false
    this.isAppended = fields.isAppended ?? false
  }

  static ofPath(
    path: string,
    fields: { package?: string | undefined; isPrimary?: boolean; isOptional?: boolean } = {},
  ) {
    return new DefaultEntry({ ...splitPath(path), ...fields })
  }

  /** A copy for one composition: entries are changed while choices are made. */
  copy(): DefaultEntry {
    return new DefaultEntry({ ...this, package: this.#package })
  }

  get package(): string | undefined {
    return this.#package
  }

  get isSelf(): boolean {
    return !this.isGroup && this.directory === '' && this.name === '_self_'
  }

  get isInterpolated(): boolean {
    return this.choice.includes('${')
  }

  /** What an interpolation may stand in: the option of a group, or the path of a config. */
  get choice(): string {
    const name = this.name ?? ''
    return this.isGroup || this.directory === '' ? name : `${this.directory}/${name}`
  }

  /** Replaces the choice by what its interpolation gave. */
  choose(choice: string): void {
    const { directory, name } = this.isGroup
      ? { directory: this.directory, name: choice }
      : splitPath(choice)
    this.directory = directory
    this.name = name
  }

  get isMissing(): boolean {
    return this.name === '???'
  }

  /** Says where the list stands that this entry is a part of. */
  placeIn(directory: string, packageName: string): void {
    this.#parentDirectory = directory
    this.#parentPackage = packageName
    if (this.#package?.includes('_group_')) {
      this.#package = `_global_.${this.#package.replaceAll('_group_', this.#defaultPackage)}`
    }
  }

  /** The directory of the file, from the config directory. */
  get groupPath(): string {
    if (this.directory.startsWith('/')) return this.directory.slice(1)
    return [this.#parentDirectory, this.directory].filter((part) => part !== '').join('/')
  }

  /** The file, from the config directory and without extension. */
  get configPath(): string {
    return [this.groupPath, this.name ?? ''].filter((part) => part !== '').join('/')
  }

  get #defaultPackage(): string {
    return this.groupPath.replaceAll('/', '.')
  }

  /** Where the content goes: the package of the line, of the file's header, or of the directory. */
  get finalPackage(): string {
    return this.#packageWithin(this.#package ?? this.#absoluteHeader)
  }

  /** What names the choice in overrides: `db`, or `db@backup` where it goes somewhere else. */
  get overrideKey(): string {
    const packageName = this.#packageWithin(this.#package)
    if (packageName === this.#defaultPackage) return this.groupPath
    return `${this.groupPath}@${packageName === '' ? '_global_' : packageName}`
  }

  /** A header is absolute, whether it says `_global_` or not. */
  get #absoluteHeader(): string | undefined {
    if (this.header === undefined || /^_global_(?:\.|$)/.test(this.header)) return this.header
    return this.header === '' ? '_global_' : `_global_.${this.header}`
  }

  #packageWithin(packageName: string | undefined): string {
    const own = packageName ?? this.directory.replace(/^\//, '').replaceAll('/', '.')
    const path = [this.#parentPackage, own].filter((part) => part !== '').join('.')
    const global = path.lastIndexOf('_global_')
    return global === -1 ? path : path.slice(global + '_global_.'.length)
  }
}

function splitPath(path: string): { directory: string; name: string } {
  const slash = path.lastIndexOf('/')
  // `/base` lies in the root directory, whatever list it stands in.
  const directory = slash === 0 ? '/' : path.slice(0, Math.max(slash, 0))
  return { directory, name: path.slice(slash + 1) }
}

/**
 * Reads the defaults list of a file.
 *
 * @throws {ReportError} CONFIG_INVALID naming the file and the line that is not a default
 */
export function parseDefaults(
  configPath: string,
  defaults: ConfigNode | undefined,
): DefaultEntry[] {
  if (defaults === undefined) return []
  if (defaults.kind !== 'list') fail(configPath, 'defaults must be a list')
  return defaults.items.map((item) => parseItem(configPath, item))
}

function parseItem(configPath: string, item: ConfigNode): DefaultEntry {
  if (item.kind === 'dict') return parseGroup(configPath, item)
  if (item.kind === 'scalar' && typeof item.value === 'string') {
    return parsePath(configPath, item.value)
  }
  fail(configPath, `'${pythonStr(item)}' is neither a config nor a group with its option`)
}

function parsePath(configPath: string, text: string): DefaultEntry {
  const { path, packageName } = splitPackage(text)
  const entry = DefaultEntry.ofPath(path, { package: packageName })
  if (entry.isSelf && packageName !== undefined) fail(configPath, '_self_ cannot have a package')
  return entry
}

function parseGroup(configPath: string, item: DictNode): DefaultEntry {
  const [entry, ...others] = item.entries()
  if (entry === undefined || others.length > 0) {
    fail(configPath, `'${pythonStr(item)}' must have one key, the group`)
  }
  const { path, packageName } = splitPackage(String(entry.key))
  const { group, keywords } = splitKeywords(path)
  if (group === '') fail(configPath, `'${pythonStr(item)}' names no group`)
  return new DefaultEntry({
    directory: group,
    package: packageName,
    isGroup: true,
    isOptional: keywords.has('optional'),
    isOverride: keywords.has('override'),
    ...parseOptions(configPath, group, entry.value),
  })
}

function parseOptions(configPath: string, group: string, value: ConfigNode) {
  if (value.kind === 'scalar' && (value.value === null || typeof value.value === 'string')) {
    return { name: value.value }
  }
  if (value.kind !== 'list') {
    fail(configPath, `the option of '${group}' must be a string or a list, not ${pythonStr(value)}`)
  }
  const options: string[] = []
  for (const item of value.items) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string') {
      fail(configPath, `the options of '${group}' must be strings, not ${pythonStr(item)}`)
    }
    options.push(item.value)
  }
  return { options }
}

/** `db@backup` -> db, backup */
function splitPackage(text: string): { path: string; packageName: string | undefined } {
  const at = text.indexOf('@')
  if (at === -1) return { path: text, packageName: undefined }
  return { path: text.slice(0, at), packageName: text.slice(at + 1).replace(/:.*$/s, '') }
}

/** `override optional db` -> db and its keywords, in any order */
function splitKeywords(text: string): { group: string; keywords: Set<string> } {
  const words = text.split(' ')
  const keywords = new Set<string>()
  while (words.length > 1 && (words[0] === 'optional' || words[0] === 'override')) {
    keywords.add(words.shift() ?? '')
  }
  return { group: words.join(' '), keywords }
}

function fail(configPath: string, reason: string): never {
  throw new ReportError('CONFIG_INVALID', `In the defaults list of '${configPath}': ${reason}.`)
}
