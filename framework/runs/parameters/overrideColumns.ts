import { parsePythonFloat } from '../../text/pythonNumber.ts'
import type { Cell } from '../runRecord.ts'
import type { ConfigValues } from './configValues.ts'

/** Parameters that are known by their last word, wherever in the config they stand. */
const KNOWN_BY_LAST_WORD = new Set(['globals_beta', 'epochs', 'seed', 'lr'])

/**
 * The columns that a run's overrides make, in the order of the overrides; of two for the same
 * column the later one counts.
 *
 * - `phase1/latent_space=vq` gives `latent_space`, the chosen option.
 * - `phase1.trainer.seed=42` gives `seed`; so do `epochs`, `lr` and `globals_beta`, as numbers.
 * - `phase1.encoder.dropout=0.1` gives `encoder.dropout`, as the text that was typed.
 * - Any other key is its own column: `data.num_workers=0` gives the value of the composed config,
 *   where it is a scalar, or else the text.
 */
export function overrideColumns(
  overrides: readonly string[],
  config: ConfigValues,
): Map<string, Cell> {
  const texts = new Map<string, string>()
  for (const override of overrides) {
    const at = override.indexOf('=')
    if (at >= 0) texts.set(override.slice(0, at), override.slice(at + 1))
  }
  const columns = new Map<string, Cell>()
  for (const [key, text] of texts) {
    const column = columnName(key)
    columns.set(column, overrideValue({ key, text, column, config }))
  }
  return columns
}

function columnName(key: string): string {
  const path = key.includes('/') ? key.slice(key.indexOf('/') + 1) : key
  const words = path.split('.')
  const last = words.at(-1) as string
  if (KNOWN_BY_LAST_WORD.has(last)) return last
  return words.length > 1 && words[0] === 'phase1' ? words.slice(1).join('.') : path
}

function overrideValue(override: {
  key: string
  text: string
  column: string
  config: ConfigValues
}): Cell {
  const { key, text, column, config } = override
  if (KNOWN_BY_LAST_WORD.has(column) || column.toLowerCase().includes('beta')) {
    return parsePythonFloat(text) ?? asNumber(config.cellAt(key.split(/[./]/))) ?? text
  }
  const isGroup = key.includes('/')
  const isShallow = key.split('.').length <= 2
  return isGroup || !isShallow ? text : (config.cellAt(key.split('.')) ?? text)
}

/** Python's `float(value)`; `null` where it raises. */
export function asNumber(value: unknown): number | null {
  if (typeof value === 'string') return parsePythonFloat(value) ?? null
  if (typeof value === 'boolean' || typeof value === 'number') return Number(value)
  return null
}
