import { ReportError } from '../../errors.ts'
import { keyText, scalarStr } from '../../text/python/pythonText.ts'
import { type ConfigNode, DictNode, ListNode, scalarNode } from '../tree/node.ts'
import { type PlainObject, type PlainValue, plainScalar, setKey } from '../tree/plain.ts'
import { keyIdentity, type Scalar } from '../tree/scalar.ts'

/** What stands after the `=` of an override, as Hydra's grammar sees it. */
export type OverrideValue = Scalar | QuotedString | OverrideValue[] | OverrideDict

/** A string that was in quotes; it remembers them, so that it can be written back. */
export class QuotedString {
  readonly text: string
  readonly quote: string

  constructor(text: string, quote: string) {
    this.text = text
    this.quote = quote
  }
}

/** A dict as the command line can hold it: keys may be null, and 1 and 1.0 are the same key. */
export class OverrideDict {
  readonly #entries = new Map<ReturnType<typeof keyIdentity>, [Scalar, OverrideValue]>()

  set(key: Scalar, value: OverrideValue): void {
    const id = keyIdentity(key)
    this.#entries.set(id, [this.#entries.get(id)?.[0] ?? key, value])
  }

  entries(): [Scalar, OverrideValue][] {
    return [...this.#entries.values()]
  }
}

/** The value without quotes, as plain JavaScript. */
export function plainOverrideValue(value: OverrideValue): PlainValue {
  if (value instanceof QuotedString) return value.text
  if (Array.isArray(value)) return value.map(plainOverrideValue)
  if (!(value instanceof OverrideDict)) return plainScalar(value)
  const object: PlainObject = {}
  for (const [key, item] of value.entries()) setKey(object, keyText(key), plainOverrideValue(item))
  return object
}

/**
 * The value as a node of a config, where `${…}` refers to other values.
 *
 * @throws {ReportError} INTERPOLATION_INVALID, or `OVERRIDE_INVALID` for a null key
 */
export function overrideNode(value: OverrideValue): ConfigNode {
  if (value instanceof QuotedString) return scalarNode(value.text)
  if (Array.isArray(value)) {
    const list = new ListNode()
    for (const item of value) list.push(overrideNode(item))
    return list
  }
  if (!(value instanceof OverrideDict)) return scalarNode(value)
  const dict = new DictNode()
  for (const [key, item] of value.entries()) {
    if (key === null) throw new ReportError('OVERRIDE_INVALID', 'A config cannot have a null key.')
    dict.set(key, overrideNode(item))
  }
  return dict
}

/** The value written as an override again, such as `[1,a\ b,'c d']`. */
export function overrideText(value: OverrideValue): string {
  if (value === null) return 'null'
  if (value instanceof QuotedString) return quotedText(value)
  if (Array.isArray(value)) return `[${value.map(overrideText).join(',')}]`
  if (value instanceof OverrideDict) {
    const entries = value
      .entries()
      .map(([key, item]) => `${overrideText(key)}:${overrideText(item)}`)
    return `{${entries.join(',')}}`
  }
  return typeof value === 'string' ? value.replace(/[\\()[\]{}:=, \t]/g, '\\$&') : scalarStr(value)
}

/** In quotes only backslashes before a quote, or before the end, need doubling. */
function quotedText({ text, quote }: QuotedString): string {
  const doubled = text.replace(/(\\+)(.?)/gs, (_, slashes: string, next: string) => {
    return (next === quote || next === '' ? slashes + slashes : slashes) + next
  })
  return quote + doubled.replaceAll(quote, `\\${quote}`) + quote
}
