import { type ParsedOverride, parseOverride } from '../../config/overrides/parseOverride.ts'
import { ReportError } from '../../errors.ts'
import { valueKey } from '../../tables/valueKey.ts'
import { cutOff } from '../../text/shorten.ts'
import { acceptColumnName, isColumnName } from '../columnNames.ts'
import type { HydraFiles } from '../hydra/hydraFiles.ts'
import type { Reading } from '../runFiles.ts'
import type { Cell, RunOverride } from '../runRecord.ts'
import { cellOf } from './cells.ts'

/**
 * What a run's overrides say, in their order; of two for one key the later one counts. Values are
 * typed as Hydra's grammar reads them, `~key` is `null`, and what refers to other values is what the
 * composed config has. Where the config that was saved has another value, the override counts, and
 * that is told.
 */
export function readOverrides(reading: Reading, hydra: HydraFiles): RunOverride[] {
  const last = new Map<string, Override>()
  for (const text of hydra.overrides) {
    const override = parsed(text) ?? splitText(reading, hydra.overridesFile, text)
    if (!override) continue
    const { key } = override
    if (!override.isColumn && !acceptColumnName(reading, hydra.overridesFile, key)) continue
    last.delete(key)
    last.set(key, override)
  }
  return Array.from(last, ([key, override]) => ({
    key,
    value: overrideValue(override, reading, hydra),
  }))
}

/** An override as it was typed, and what that means. */
interface Override {
  readonly text: string
  /** With the package of a group: `db@source`. */
  readonly key: string
  readonly path: readonly string[]
  readonly isColumn: boolean
  readonly isDeletion: boolean
  readonly kind: ParsedOverride['kind']
  readonly value: Cell
}

/** Runs of a sweep have nearly all of their overrides in common. */
const remembered = new Map<string, Override | undefined>()
const MAX_REMEMBERED = 10_000

function parsed(text: string): Override | undefined {
  const known = remembered.get(text)
  if (known || remembered.has(text)) return known
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  const override = parseOrNothing(text)
  remembered.set(text, override)
  return override
}

function parseOrNothing(text: string): Override | undefined {
  try {
    const { key, package: of, type, kind, value } = parseOverride(text)
    const isDeletion = type === 'DEL'
    const override = { text, kind, isDeletion, value: isDeletion ? null : cellOf(value) }
    return withKey(override, of === undefined ? key : `${key}@${of}`)
  } catch (error) {
    if (error instanceof ReportError) return undefined
    throw error
  }
}

function withKey(override: Pick<Override, 'text' | 'kind' | 'isDeletion' | 'value'>, key: string) {
  return { ...override, key, path: key.split('.'), isColumn: isColumnName(key) }
}

/** What older trainers kept need not be Hydra's grammar: then the text after the `=` is the value. */
function splitText(reading: Reading, file: string, text: string): Override | undefined {
  const [, key, value] = /^[+~]*([^=]*)=(.*)$/s.exec(text) ?? []
  const asRead = key === undefined ? 'it was passed over' : 'its value counts as text'
  const detail = `${file}: ${JSON.stringify(cutOff(text))} is not an override of Hydra's; ${asRead}`
  const isUnusable = key !== undefined && !acceptColumnName(reading, file, key)
  if (!isUnusable) reading.findings.push({ kind: 'unreadable-overrides', detail })
  if (key === undefined || value === undefined || isUnusable) return undefined
  return withKey({ text, kind: 'str', isDeletion: false, value }, key)
}

function overrideValue(override: Override, reading: Reading, hydra: HydraFiles): Cell {
  const { text, value } = override
  const found = savedCell(override, hydra)
  if (found === undefined) return value
  const { cell: saved, file } = found
  if (!override.isDeletion) {
    if (override.kind === 'dict') return value
    if (typeof value === 'string' && value.includes('${')) return saved
    if (saved === value || valueKey(saved) === valueKey(value)) return saved
  }
  const detail =
    `${hydra.overridesFile}: ${cutOff(text)}, but ${file} has ` +
    `${cutOff(JSON.stringify(saved))}; the override counts`
  reading.findings.push({ kind: 'override-disagrees', detail })
  return value
}

/** What was saved for a key, and where: the chosen option, or the value in the config. */
function savedCell(
  { key, path }: Override,
  { choices, choicesFile, config, configFile }: HydraFiles,
): { cell: Cell; file: string } | undefined {
  const choice = choices.get(key)
  if (choice !== undefined) return { cell: choice, file: choicesFile }
  if (key.includes('/')) return undefined
  const value = config.at(path)
  const isDict = typeof value === 'object' && value !== null && !Array.isArray(value)
  return value === undefined || isDict ? undefined : { cell: cellOf(value), file: configFile }
}
