import { ReportError } from '../../errors.ts'
import { nearest } from '../../text/nearest.ts'
import type { Override } from '../overrides/overrideGrammar.ts'
import { OverrideDict, overrideText, plainOverrideValue } from '../overrides/overrideValue.ts'
import { advisedOverride } from '../overrides/writeOverride.ts'
import type { ConfigRepository } from './configRepository.ts'
import { DefaultEntry } from './defaultEntry.ts'

type Options = string | readonly string[] | null

/** An option chosen in place of the one in a defaults list. */
interface ChosenOverride {
  readonly options: Options
  /** The config whose list says `override`; undefined for the command line. */
  readonly from: string | undefined
  isUsed: boolean
}

interface Deletion {
  /** Only this option is deleted; undefined for any. */
  readonly option: string | undefined
  isUsed: boolean
}

/**
 * Which option of which config group was chosen, by whom, and whether the choice found its group.
 * Overrides whose key is not a group are left for the composed config.
 */
export class GroupChoices {
  /** The chosen option of every group met so far. */
  readonly chosen = new Map<string, string | null>()
  /** Groups added with `+db=mysql`. */
  readonly appended: DefaultEntry[] = []
  readonly valueOverrides: Override[] = []
  readonly #overrides = new Map<string, ChosenOverride>()
  readonly #deletions = new Map<string, Deletion>()
  readonly #keysOfGroup = new Map<string, Set<string>>()

  constructor(repository: ConfigRepository, overrides: readonly Override[]) {
    for (const override of overrides) {
      const isDict = override.value instanceof OverrideDict
      if (isDict || !repository.hasGroup(override.key)) this.valueOverrides.push(override)
      else this.#addFromCommandLine(override)
    }
  }

  #addFromCommandLine(override: Override): void {
    const { key, type, text, package: packageName } = override
    const choiceKey = packageName === undefined ? key : `${key}@${packageName}`
    if (type === 'DEL') {
      const option = override.value === undefined ? undefined : plainOverrideValue(override.value)
      if (option !== undefined && option !== null && typeof option !== 'string') {
        fail(`'${text}' must name the option of '${key}' to delete`)
      }
      this.#deletions.set(choiceKey, { option: option ?? undefined, isUsed: false })
      return
    }
    if (type === 'FORCE_ADD') fail(`'${text}': a config group is added with one +`)
    const options = optionsOf(override)
    if (type === 'CHANGE') {
      this.#overrides.set(choiceKey, { options, from: undefined, isUsed: false })
      return
    }
    if (key === '') fail(`'${text}' names no config group`)
    const entry = { directory: key, package: packageName, isGroup: true, isAppended: true }
    this.appended.push(
      new DefaultEntry(
        typeof options === 'string' ? { ...entry, name: options } : { ...entry, options },
      ),
    )
  }

  /** Takes note of an `override` in the defaults list of a config; the first one wins. */
  addOverride(entry: DefaultEntry, from: string): void {
    const key = entry.overrideKey
    if (this.#overrides.has(key)) return
    this.#overrides.set(key, { options: entry.options ?? entry.name, from, isUsed: false })
  }

  /** Gives an entry the option that was chosen in place of its own. */
  applyOverride(entry: DefaultEntry): void {
    const override = entry.isGroup ? this.#overrides.get(entry.overrideKey) : undefined
    if (override === undefined) return
    override.isUsed = true
    const { options } = override
    entry.name = typeof options === 'string' ? options : null
    entry.options = options === null || typeof options === 'string' ? undefined : options
  }

  /** Whether the entry is deleted by `~db` or `~db=mysql`. */
  takeDeletion(entry: DefaultEntry): boolean {
    const deletion = entry.isGroup ? this.#deletions.get(entry.overrideKey) : undefined
    if (deletion === undefined) return false
    if (deletion.option !== undefined && deletion.option !== entry.name) return false
    deletion.isUsed = true
    return true
  }

  /** Takes note of the option that an entry has. */
  note(entry: DefaultEntry): void {
    if (!entry.isGroup) return
    const key = entry.overrideKey
    const previous = this.chosen.get(key)
    if (previous !== undefined && previous !== entry.name) {
      fail(`'${key}' is both '${previous}' and '${entry.name}'; choose one with ${key}=<option>`)
    }
    this.chosen.set(key, entry.name)
    const keys = this.#keysOfGroup.get(entry.groupPath) ?? new Set()
    this.#keysOfGroup.set(entry.groupPath, keys.add(key))
  }

  /** @throws {ReportError} CONFIG_INVALID for an override or a deletion that met no group */
  expectAllUsed(): void {
    for (const [key, { isUsed, from, options }] of this.#overrides) {
      if (!isUsed) this.#failUnused(key, from, options)
    }
    for (const [key, { isUsed, option }] of this.#deletions) {
      const text = option === undefined ? key : `${key}=${option}`
      if (!isUsed) fail(`cannot delete '${text}': no defaults list has it`)
    }
  }

  #failUnused(key: string, from: string | undefined, options: Options): never {
    const place = from === undefined ? '' : `in '${from}': `
    if (this.chosen.has(key)) {
      fail(`${place}the override of '${key}' must come after the group that it overrides`)
    }
    const group = key.replace(/@.*$/s, '')
    const sameGroup = [...(this.#keysOfGroup.get(group) ?? [])]
    const near = nearest(key, this.chosen.keys())
    const meant = sameGroup.length > 0 ? sameGroup.sort().join(' or ') : near
    const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
    const add =
      from === undefined ? ` To add the group, write ${advisedOverride(`+${key}`, options)}` : ''
    throw new ReportError(
      'CONFIG_INVALID',
      `Cannot compose the config: ${place}no defaults list has the group '${key}'.${hint}${add}`,
    )
  }
}

function optionsOf({ key, text, value = null }: Override): string | readonly string[] {
  const options = plainOverrideValue(value)
  if (typeof options === 'string') return options
  if (Array.isArray(options) && options.every((option) => typeof option === 'string')) {
    return options as string[]
  }
  fail(`'${text}': the option of '${key}' must be a string or a list, not ${overrideText(value)}`)
}

function fail(reason: string): never {
  throw new ReportError('CONFIG_INVALID', `Cannot compose the config: ${reason}.`)
}
