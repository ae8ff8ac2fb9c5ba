import { ReportError } from '../../errors.ts'
import { shellWords } from '../../text/shellWords.ts'
import { parseOverrideText } from './overrideGrammar.ts'
import {
  OverrideDict,
  type OverrideValue,
  overrideText,
  plainOverrideValue,
  QuotedString,
} from './overrideValue.ts'

/** What a hint may advise to write after a key's `=`. */
export type AdvisedValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly AdvisedValue[]
  | { readonly [key: string]: AdvisedValue }

/**
 * `key=value` for a message that advises it, ready to be copied into a shell: `parseOverride` reads
 * the value back as it was, and what a shell would act on (brackets, blanks, `*`) is in quotes.
 */
export function advisedOverride(key: string, value: AdvisedValue): string {
  return shellWords([overrideWord(key, value)])
}

/** `key=value` as Hydra's grammar reads it back, without quotes for a shell. */
export function overrideWord(key: string, value: AdvisedValue): string {
  return `${key}=${overrideText(advised(value))}`
}

function advised(value: AdvisedValue): OverrideValue {
  if (typeof value === 'string') return readsAsItself(value) ? value : new QuotedString(value, "'")
  if (typeof value === 'number') return isWhole(value) ? BigInt(value) : value
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map(advised)
  const dict = new OverrideDict()
  for (const [key, item] of Object.entries(value)) dict.set(key, advised(item))
  return dict
}

/** Not the zero with a sign, which only a float has. */
function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0)
}

function isList(value: AdvisedValue): value is readonly AdvisedValue[] {
  return Array.isArray(value)
}

/** Whether a text without quotes is read as the same text: neither a number nor a word of Hydra's. */
function readsAsItself(text: string): boolean {
  try {
    const { value } = parseOverrideText(`key=[${overrideText(text)}]`)
    const items = value === undefined ? undefined : plainOverrideValue(value)
    return Array.isArray(items) && items.length === 1 && items[0] === text
  } catch (error) {
    if (error instanceof ReportError) return false
    throw error
  }
}
