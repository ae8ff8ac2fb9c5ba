import { ReportError } from '../../errors.ts'
import { Cursor, excerpt } from '../grammar/cursor.ts'
import { type Word, wordText, wordValue } from '../grammar/words.ts'
import type { Scalar } from '../tree/scalar.ts'

/**
 * The grammar of interpolations in a config's strings, after OmegaConf 2.2's
 * OmegaConfGrammarLexer.g4 and OmegaConfGrammarParser.g4: plain text and `${…}` side by side.
 */
export type Template = readonly (string | Interpolation)[]

export type Interpolation = NodeInterpolation | ResolverInterpolation

/** `${model.depth}`, `${..depth}`, `${layers[0]}`; the parts join to the path. */
export interface NodeInterpolation {
  readonly type: 'node'
  readonly path: Template
}

/** `${oc.env:HOME,none}`; the parts of the name are joined by dots. */
export interface ResolverInterpolation {
  readonly type: 'resolver'
  readonly name: Template
  readonly args: readonly Element[]
}

export type Element =
  | { readonly type: 'scalar'; readonly value: Scalar }
  | { readonly type: 'text'; readonly parts: Template; readonly quoted: boolean }
  | { readonly type: 'list'; readonly items: readonly Element[] }
  | { readonly type: 'dict'; readonly entries: readonly (readonly [Scalar, Element])[] }

/** Parses a config's string. @throws {ReportError} INTERPOLATION_INVALID */
export function parseTemplate(text: string): Template {
  return new TemplateParser(text).parseAll()
}

/** Parses one resolver argument, as `oc.decode` does. @throws {ReportError} INTERPOLATION_INVALID */
export function parseElement(text: string): Element {
  return new TemplateParser(text).parseSingleElement()
}

const INTERPOLATION_KEY = /[^\\{}()[\]:. \t'"]+/y
const IDENTIFIER = /^[A-Za-z_][\w-]*$/

class TemplateParser extends Cursor {
  constructor(text: string) {
    super(text, ',:]}')
  }

  parseAll(): Template {
    return this.#textUntil(undefined)
  }

  parseSingleElement(): Element {
    const element = this.#element()
    if (!this.atEnd) this.fail('expected the end of the value')
    return element
  }

  /**
   * Text and interpolations up to a closing quote, or to the end. A backslash escapes only where it
   * stands before `${` or the quote; there, and before the end of a quoted text, two make one.
   */
  #textUntil(quote: string | undefined): Template {
    const parts: (string | Interpolation)[] = []
    let text = ''
    for (;;) {
      const stop = this.#nextOf(quote)
      const chunk = this.text.slice(this.offset, stop)
      const slashes = trailingBackslashes(chunk)
      const opens = this.text.startsWith('${', stop)
      const closes = stop < this.text.length && this.text[stop] === quote
      this.offset = stop
      if (!opens && !closes) {
        text += chunk
        if (stop === this.text.length) {
          if (quote !== undefined) this.fail(`expected a closing ${quote}`)
          break
        }
        text += '$'
        this.offset += 1
        continue
      }
      text += chunk.slice(0, chunk.length - Math.ceil(slashes / 2))
      if (slashes % 2 === 1) {
        const escaped = opens ? '${' : (quote ?? '')
        text += escaped
        this.offset += escaped.length
      } else if (closes) {
        this.offset += 1
        break
      } else {
        if (text !== '') parts.push(text)
        text = ''
        parts.push(this.#interpolation())
      }
    }
    if (text !== '') parts.push(text)
    return parts
  }

  /** The offset of the next dollar or quote, or the end. */
  #nextOf(quote: string | undefined): number {
    const pattern = quote === undefined ? /\$/g : quote === "'" ? /[$']/g : /[$"]/g
    pattern.lastIndex = this.offset
    return pattern.exec(this.text)?.index ?? this.text.length
  }

  #interpolation(): Interpolation {
    return this.nested(() => this.#interpolationBody())
  }

  #interpolationBody(): Interpolation {
    this.offset += 2
    this.skipSpaces()
    const path: (string | Interpolation)[] = []
    const name: (string | Interpolation)[] = []
    let mayBeResolver = true
    while (this.take('.')) path.push('.')
    if (path.length > 0) mayBeResolver = false
    for (;;) {
      const bracket = this.take('[')
      const key = this.#key()
      if (bracket) {
        if (!this.take(']')) this.fail('expected a closing ]')
        path.push('[', key, ']')
        mayBeResolver = false
      } else {
        path.push(key)
        name.push(key)
        if (typeof key === 'string' && !IDENTIFIER.test(key)) mayBeResolver = false
      }
      if (this.take('.')) path.push('.')
      else if (this.peek() !== '[') break
      else continue
      name.push('.')
      if (this.peek() === '[') this.fail('expected a key')
    }
    this.skipSpaces()
    if (this.take('}')) return { type: 'node', path }
    if (!mayBeResolver || !this.take(':')) this.fail('expected a closing }')
    this.skipSpaces()
    return { type: 'resolver', name, args: this.#sequence('}') }
  }

  #key(): string | Interpolation {
    if (this.text.startsWith('${', this.offset)) return this.#interpolation()
    INTERPOLATION_KEY.lastIndex = this.offset
    const key = INTERPOLATION_KEY.exec(this.text)?.[0]
    if (key === undefined) this.fail('expected a key')
    this.offset += key.length
    return key
  }

  /** Elements between commas up to a closing character; a missing one is an empty string. */
  #sequence(close: string): Element[] {
    const elements: Element[] = []
    if (this.takeNext(close)) return elements
    for (;;) {
      const isEmpty = this.isNext(',') || this.isNext(close)
      elements.push(isEmpty ? { type: 'scalar', value: '' } : this.#element())
      if (this.takeNext(close)) return elements
      if (!this.takeNext(',')) this.fail(`expected a comma or a closing ${close}`)
      this.skipSpaces()
    }
  }

  #element(): Element {
    const char = this.peek()
    if (char === '[') {
      this.offset += 1
      this.skipSpaces()
      return { type: 'list', items: this.nested(() => this.#sequence(']')) }
    }
    if (char === '{') return this.nested(() => this.#dict())
    if (char === "'" || char === '"') {
      this.offset += 1
      return { type: 'text', parts: this.#textUntil(char), quoted: true }
    }
    return this.#primitive()
  }

  #dict(): Element {
    this.offset += 1
    this.skipSpaces()
    const entries: (readonly [Scalar, Element])[] = []
    if (!this.takeNext('}')) {
      do {
        this.skipSpaces()
        const key = this.#single(this.takeWords())
        if (!this.takeNext(':')) this.fail('expected a colon after the key')
        this.skipSpaces()
        entries.push([key, this.#element()])
      } while (this.takeNext(','))
      if (!this.takeNext('}')) this.fail('expected a comma or a closing }')
    }
    return { type: 'dict', entries }
  }

  /** Words, colons and interpolations side by side; one word alone keeps its type. */
  #primitive(): Element {
    const words: Word[] = []
    const parts: (string | Interpolation)[] = []
    for (;;) {
      const run = this.takeWords()
      for (const word of run) {
        words.push(word)
        parts.push(wordText(word))
      }
      if (this.isNext(':')) {
        const start = this.offset
        this.takeNext(':')
        this.skipSpaces()
        const text = this.text.slice(start, this.offset)
        words.push({ kind: 'char', text })
        parts.push(text)
      } else if (this.text.startsWith('${', this.offset)) {
        parts.push(this.#interpolation())
      } else {
        break
      }
    }
    if (parts.length === words.length) return { type: 'scalar', value: this.#single(words) }
    return { type: 'text', parts, quoted: false }
  }

  #single(words: readonly Word[]): Scalar {
    const [first] = words
    if (first === undefined) this.fail('expected a value')
    if (words.length > 1) return words.map(wordText).join('')
    if (first.kind === 'space') this.fail('expected a value, found only blanks')
    const value = wordValue(first)
    if (value === undefined) this.fail('the integer has too many digits')
    return value
  }

  protected override fail(reason: string): never {
    throw new ReportError(
      'INTERPOLATION_INVALID',
      `Cannot parse the interpolation in '${excerpt(this.text)}': ${reason} at character ${this.offset + 1}.`,
    )
  }
}

function trailingBackslashes(text: string): number {
  let start = text.length
  while (text[start - 1] === '\\') start -= 1
  return text.length - start
}
