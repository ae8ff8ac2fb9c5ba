import { ReportError } from '../../errors.ts'
import { Cursor, excerpt } from '../grammar/cursor.ts'
import { type Word, wordText, wordValue } from '../grammar/words.ts'
import type { Scalar } from '../tree/scalar.ts'
import { FunctionError, SweepValue, type Value } from './callArguments.ts'
import { callFunction } from './overrideFunctions.ts'
import { OverrideDict, type OverrideValue, QuotedString } from './overrideValue.ts'
import type { Sweep } from './sweep.ts'

/** `key=value`, `+key=value`, `++key=value`, `~key` */
export type OverrideType = 'CHANGE' | 'ADD' | 'FORCE_ADD' | 'DEL'

/** One override of the command line, after Hydra 1.3's OverrideLexer.g4 and OverrideParser.g4. */
export interface Override {
  /** The text that it was parsed from. */
  readonly text: string
  readonly type: OverrideType
  /** A path in the config (`model.depth`) or a config group (`db/engine`). */
  readonly key: string
  /** What stands after the `@` of the key, if there is one. */
  readonly package: string | undefined
  /** Undefined for `~key` without a value. */
  readonly value: OverrideValue | undefined
  /** The sweep that stands in place of a value. */
  readonly sweep: Sweep | undefined
}

/** Parses one word of the command line. @throws {ReportError} OVERRIDE_INVALID */
export function parseOverrideText(text: string): Override {
  try {
    return new OverrideParser(text).parse()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const message = `The override '${excerpt(text)}' is too long to be parsed.`
    throw new ReportError('OVERRIDE_INVALID', message, { cause: error })
  }
}

/** A character that ends an unquoted value but has no meaning there; `=` has one only after the key. */
const WITHIN_QUOTES = /^[^()[\]{}:,'"\s]$/u
/** The value up to where the parser stopped: what follows the key and the last sign between values. */
const VALUE_BEFORE = /^[^=]*=(?:.*[()[\]{}:,'"])?\s*([^()[\]{}:,'"]*)$/s
const VALUE_AFTER = /^[^()[\]{}:,'"]*(?<!\s)/
/** A path with commas and spaces is one value. */
const PLAIN_VALUE = /^([^=]*=)([^()[\]{}'"]*)$/s

/** Signs with a meaning, which a backslash takes from them. */
const ESCAPABLE = /^[()[\]{}:=, \t]$/
const IDENTIFIER = /[A-Za-z_][\w-]*/y
const NAME = '[A-Za-z_$][\\w$-]*'
const PATH_PART = `(?:${NAME}|0|[1-9](?:_?[0-9])*)`
const PATH = new RegExp(`${PATH_PART}(?:\\.${PATH_PART})+|${NAME}`, 'y')
const GROUP = /[A-Za-z_][\w-]*(?:\/[A-Za-z_][\w-]*)+/y

class OverrideParser extends Cursor {
  #nextBrace = -1

  constructor(text: string) {
    super(text, '(,)]}:=')
  }

  parse(): Override {
    const type = this.#type()
    const key = this.#matchPath(GROUP) || this.#matchPath(PATH)
    const override = {
      text: this.text,
      type,
      key,
      package: this.take('@') ? this.#matchPath(PATH) : undefined,
    }
    if (type === 'DEL' && this.atEnd) return { ...override, value: undefined, sweep: undefined }
    if (!this.take('=')) this.fail('expected = after the key')
    this.skipSpaces()
    const value = this.atEnd ? '' : this.#values()
    if (!this.atEnd) this.fail('expected the end of the value')
    if (value instanceof SweepValue) return { ...override, value: undefined, sweep: value.sweep }
    return { ...override, value, sweep: undefined }
  }

  #type(): OverrideType {
    if (this.take('~')) return 'DEL'
    if (!this.take('+')) return 'CHANGE'
    return this.take('+') ? 'FORCE_ADD' : 'ADD'
  }

  #matchPath(pattern: RegExp): string {
    pattern.lastIndex = this.offset
    const path = pattern.exec(this.text)?.[0] ?? ''
    this.offset += path.length
    return path
  }

  /** One value, or several between commas, which are a sweep. */
  #values(): Value {
    const first = this.#element()
    if (!this.isNext(',')) return first
    const items = [this.#expectValue(first)]
    while (this.#takeComma()) items.push(this.#expectValue(this.#element()))
    return new SweepValue({ type: 'choice', items, isSimple: true, isShuffled: false })
  }

  #element(): Value {
    const char = this.peek()
    if (char === '[') return this.nested(() => this.#list())
    if (char === '{') return this.nested(() => this.#dict())
    if (char === "'" || char === '"') return this.#quoted(char)
    const words = this.#primitiveWords()
    const [first] = words
    if (words.length === 1 && first?.kind === 'id' && this.takeNext('(')) {
      return this.nested(() => this.#call(first.text))
    }
    return this.#primitive(words)
  }

  #list(): OverrideValue {
    this.take('[')
    this.skipSpaces()
    const items: OverrideValue[] = []
    if (this.takeNext(']')) return items
    do items.push(this.#expectValue(this.#element()))
    while (this.#takeComma())
    if (!this.takeNext(']')) this.fail('expected a comma or a closing ]')
    return items
  }

  #dict(): OverrideValue {
    this.take('{')
    this.skipSpaces()
    const dict = new OverrideDict()
    if (this.takeNext('}')) return dict
    do {
      if (this.peek() === '"' || this.peek() === "'")
        this.fail("expected a key, which takes no quotes in Hydra's grammar,")
      const key = this.#primitive(this.takeWords())
      if (!this.takeNext(':')) {
        const next = this.peek() ?? ''
        const hint = ESCAPABLE.test(next) ? `, or \\${next} for one within the key,` : ''
        this.fail(`expected a colon after the key${hint}`)
      }
      this.skipSpaces()
      dict.set(key, this.#expectValue(this.#element()))
    } while (this.#takeComma())
    if (!this.takeNext('}')) this.fail('expected a comma or a closing }')
    return dict
  }

  #call(name: string): Value {
    const start = this.offset
    this.skipSpaces()
    const positional: Value[] = []
    const named = new Map<string, Value>()
    if (!this.takeNext(')')) {
      do {
        const argument = this.#argumentName()
        if (argument !== undefined) named.set(argument, this.#element())
        else if (named.size > 0) this.fail('a positional argument cannot follow a named one')
        else positional.push(this.#element())
      } while (this.#takeComma())
      if (!this.takeNext(')')) this.fail('expected a comma or a closing )')
    }
    try {
      return callFunction(name, { positional, named })
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error
      const call = excerpt(`${name}(${this.text.slice(start, this.offset)}`)
      this.fail(`${call}: ${error.message}`)
    }
  }

  #argumentName(): string | undefined {
    const start = this.offset
    IDENTIFIER.lastIndex = start
    const name = IDENTIFIER.exec(this.text)?.[0] ?? ''
    this.offset = start + name.length
    if (name !== '' && this.takeNext('=')) {
      this.skipSpaces()
      return name
    }
    this.offset = start
    return undefined
  }

  /** A backslash in quotes escapes only before a quote; before the closing one they come in pairs. */
  #quoted(quote: string): QuotedString {
    const start = this.offset + 1
    let end = this.text.indexOf(quote, start)
    while (end !== -1 && this.#backslashesBefore(end, start) % 2 === 1) {
      end = this.text.indexOf(quote, end + 1)
    }
    if (end === -1) this.fail(`expected a closing ${quote}`)
    this.offset = end + 1
    const text = this.text
      .slice(start, end)
      .replace(/(\\+)(.?)/gs, (all: string, slashes: string, next: string) =>
        next === quote || next === '' ? slashes.slice(Math.ceil(slashes.length / 2)) + next : all,
      )
    return new QuotedString(text, quote)
  }

  #backslashesBefore(offset: number, start: number): number {
    let first = offset
    while (first > start && this.text[first - 1] === '\\') first -= 1
    return offset - first
  }

  /** Words, colons and interpolations side by side. */
  #primitiveWords(): Word[] {
    const words: Word[] = []
    for (;;) {
      for (const word of this.takeWords()) words.push(word)
      const start = this.offset
      if (this.takeNext(':')) {
        this.skipSpaces()
        words.push({ kind: 'char', text: this.text.slice(start, this.offset) })
      } else if (this.peek() === '$') {
        words.push({ kind: 'char', text: this.#interpolation() })
      } else {
        return words
      }
    }
  }

  /** `${…}` up to the first closing brace; it is parsed when the config is. */
  #interpolation(): string {
    const start = this.offset
    if (this.#nextBrace < start + 2) this.#nextBrace = this.text.indexOf('}', start + 2)
    if (this.#nextBrace <= start + 2)
      this.fail('expected a key in the interpolation and a closing }')
    this.offset = this.#nextBrace + 1
    return this.text.slice(start, this.offset)
  }

  /** One word alone keeps its type; blanks around words are not part of the value. */
  #primitive(words: readonly Word[]): Scalar {
    const first = words[0]?.kind === 'space' ? 1 : 0
    const last = words.at(-1)?.kind === 'space' ? words.length - 1 : words.length
    const inner = words.slice(first, last)
    const [only] = inner
    if (only === undefined) this.fail('expected a value')
    if (inner.length > 1) return inner.map(wordText).join('')
    const value = wordValue(only)
    if (value === undefined) this.fail('the integer has too many digits')
    return value
  }

  #takeComma(): boolean {
    if (!this.takeNext(',')) return false
    this.skipSpaces()
    return true
  }

  #expectValue(value: Value): OverrideValue {
    if (value instanceof SweepValue) this.fail('a sweep cannot stand inside of a value')
    return value
  }

  protected override fail(reason: string): never {
    throw new ReportError(
      'OVERRIDE_INVALID',
      `Cannot parse the override '${excerpt(this.text)}': ${reason} at character ${this.offset + 1}.` +
        this.#quotesHint(),
    )
  }

  /** Where a character of a value stops the parser, the override with quotes around that value. */
  #quotesHint(): string {
    const char = String.fromCodePoint(this.text.codePointAt(this.offset) ?? 0)
    const before = VALUE_BEFORE.exec(this.text.slice(0, this.offset))
    if (this.atEnd || before === null || !WITHIN_QUOTES.test(char)) return ''
    const start = before.index + before[0].length - (before[1] as string).length
    const end = this.offset + (VALUE_AFTER.exec(this.text.slice(this.offset))?.[0].length ?? 0)
    const [, key, value] = PLAIN_VALUE.exec(this.text) ?? []
    const quoted =
      value === undefined
        ? `${this.text.slice(0, start)}"${this.text.slice(start, end)}"${this.text.slice(end)}`
        : `${key}"${value}"`
    return ` Hydra takes ${char} within quotes alone: '${excerpt(quoted)}'.`
  }
}
