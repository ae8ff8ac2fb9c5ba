import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { isDirectory } from '../../files/isDirectory.ts'
import { readText } from '../../files/regularFile.ts'
import type { ContainerNode } from '../tree/node.ts'
import { parseYaml } from '../yaml/parseYaml.ts'
import { type DefaultEntry, parseDefaults } from './defaultEntry.ts'
import { HYDRA_CONFIGS } from './hydraConfigs.ts'

/** One file of a config directory, apart from its defaults list. */
export interface LoadedConfig {
  readonly root: ContainerNode
  readonly defaults: readonly DefaultEntry[]
  /** What the file's `# @package` header says. */
  readonly header: string | undefined
}

const EXTENSION = '.yaml'

/**
 * What was parsed, by the place and the text: a report composes its config a second time without the overrides.
 * Nobody changes it, since merging copies.
 */
const parsed = new Map<string, LoadedConfig>()

/**
 * The configs of one or more directories, and Hydra's own groups beside them. A config that several
 * directories hold is taken from the first. Files are read once.
 */
export class ConfigRepository {
  /** Absolute, in the order of precedence. */
  readonly directories: readonly string[]
  readonly #loaded = new Map<string, LoadedConfig | undefined>()

  /** @throws {ReportError} CONFIG_NOT_FOUND when one of the directories does not exist */
  constructor(directories: readonly string[]) {
    this.directories = directories.map((directory) => path.resolve(directory))
    for (const [at, directory] of this.directories.entries()) {
      if (isDirectory(directory)) continue
      throw new ReportError(
        'CONFIG_NOT_FOUND',
        `There is no config directory '${directories[at]}'.`,
      )
    }
  }

  /**
   * The config at a path without extension, such as `db/mysql`; undefined where there is none.
   *
   * @throws {ReportError} YAML_INVALID, `INTERPOLATION_INVALID` or `CONFIG_INVALID` naming the file
   */
  load(configPath: string): LoadedConfig | undefined {
    if (!this.#loaded.has(configPath)) this.#loaded.set(configPath, this.#read(configPath))
    return this.#loaded.get(configPath)
  }

  hasGroup(group: string): boolean {
    return hydraOptions(group).length > 0 || this.#places(group).some(isDirectory)
  }

  /** The options of a group, sorted. */
  options(group: string): string[] {
    const files = this.#places(group)
      .filter(isDirectory)
      .flatMap((directory) => readdirSync(directory))
    const names = files
      .filter((file) => file.endsWith(EXTENSION))
      .map((file) => file.slice(0, -EXTENSION.length))
    return [...new Set([...hydraOptions(group), ...names])].sort()
  }

  #read(configPath: string): LoadedConfig | undefined {
    const places = this.#places(
      configPath.endsWith(EXTENSION) ? configPath : configPath + EXTENSION,
    )
    const file = places.find((place) => existsSync(place) && !isDirectory(place))
    const text =
      HYDRA_CONFIGS.get(configPath) ?? (file && readText(file, { name: displayName(file) }))
    if (text === undefined) return undefined
    const source = file ? displayName(file) : configPath
    const key = JSON.stringify([configPath, source, text])
    const known = parsed.get(key) ?? parseConfig(text, { configPath, source })
    parsed.set(key, known)
    return known
  }

  /**
   * Where a config or a group may lie, in the order of precedence.
   *
   * @throws {ReportError} CONFIG_INVALID for a path that leads out of the config directories
   */
  #places(configPath: string): string[] {
    return this.directories.map((directory) => {
      const file = path.resolve(directory, configPath)
      const inside = path.relative(directory, file)
      if (path.isAbsolute(inside) || inside.split(path.sep)[0] === '..' || file.includes('\0')) {
        throw new ReportError(
          'CONFIG_INVALID',
          `The config '${configPath}' lies outside of the config directory ${directory}.`,
        )
      }
      return file
    })
  }
}

function parseConfig(
  text: string,
  { configPath, source }: { readonly configPath: string; readonly source: string },
): LoadedConfig {
  const root = parseYaml(text, { source })
  const defaults = root.kind === 'dict' ? root.get('defaults') : undefined
  const entries = parseDefaults(configPath, defaults)
  if (root.kind === 'dict') root.delete('defaults')
  return { root, defaults: entries, header: readHeader(configPath, text) }
}

/** A file as a reader finds it: from the working directory where it lies in there. */
function displayName(file: string): string {
  const relative = path.relative('', file)
  return relative.startsWith('..') ? file : relative
}

/** Reads `# @package model.encoder` among the comments that a file starts with. */
function readHeader(configPath: string, text: string): string | undefined {
  let header: string | undefined
  for (const line of text.slice(0, 512).split(/\r\n?|\n/)) {
    const trimmed = line.trim()
    if (trimmed === '') continue
    if (!/^#\s*@/.test(trimmed)) break
    const [key, value, ...rest] = trimmed.replace(/^#+/, '').trim().split(/ +/)
    if (value === undefined || rest.length > 0) {
      throw new ReportError(
        'CONFIG_INVALID',
        `In '${configPath}': the header '${trimmed}' must be a key and a value.`,
      )
    }
    if (key === '@package') header = value
  }
  return header
}

function hydraOptions(group: string): string[] {
  const prefix = `${group}/`
  return [...HYDRA_CONFIGS.keys()]
    .filter((name) => name.startsWith(prefix) && !name.slice(prefix.length).includes('/'))
    .map((name) => name.slice(prefix.length))
}
