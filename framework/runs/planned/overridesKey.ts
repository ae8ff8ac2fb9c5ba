import { parseOverride } from '../../config/overrides/parseOverride.ts'
import { ReportError } from '../../errors.ts'
import { valueKey } from '../../tables/valueKey.ts'
import { cellOf } from '../parameters/cells.ts'
import { plansLength } from '../parameters/plannedLength.ts'

/** What two lists of overrides share where they ask for the same job, whatever their order. */
export function overridesKey(words: readonly string[]): string {
  return JSON.stringify([...overrideValues(words)].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * Whether a job may be another one that was started again: it asks for all that the other one does, perhaps for
 * more (`+ckpt_path=last.ckpt`), and perhaps for another length.
 */
export function mayResume(words: readonly string[], earlier: readonly string[]): boolean {
  const values = overrideValues(words)
  const isLength = (key: string) => plansLength(key, 'epoch') || plansLength(key, 'step')
  return [...overrideValues(earlier)].every(
    ([key, value]) => values.get(key) === value || (values.has(key) && isLength(key)),
  )
}

/** What overrides set, by key, but for the settings of Hydra itself. */
export function overrideValues(words: readonly string[]): Map<string, string> {
  const values = new Map<string, string>()
  for (const word of words) {
    const { key, value } = read(word)
    if (!key.startsWith('hydra.') && !key.startsWith('hydra/')) values.set(key, value)
  }
  return values
}

/** A text that is not of Hydra's grammar, as older trainers kept some, stands for itself. */
function read(word: string): { readonly key: string; readonly value: string } {
  try {
    const { key: group, package: place, type, value } = parseOverride(word)
    const key = place === undefined ? group : `${group}@${place}`
    return { key, value: type === 'DEL' ? '~' : valueKey(cellOf(value)) }
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    return { key: word, value: word }
  }
}
