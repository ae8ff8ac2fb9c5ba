import { ReportError } from '../errors.ts'
import type { Scalar } from './scalar.ts'
import { scanWord, type Word, wordText, wordValue } from './words.ts'

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

/** Deeper nesting than a person writes would overflow the stack. */
const MAX_DEPTH = 500

/** Parses a config's string. @throws ReportError `INTERPOLATION_INVALID` */
export function parseTemplate(text: string): Template {
  return new TemplateParser(text).parseAll()
}

/** Parses one resolver argument, as `oc.decode` does. @throws ReportError `INTERPOLATION_INVALID` */
export function parseElement(text: string): Element {
  return new TemplateParser(text).parseSingleElement()
}

const INTERPOLATION_KEY = /[^\\{}()[\]:. \t'"]+/y
const IDENTIFIER = /^[A-Za-z_][\w-]*$/
const SPACES = /[ \t]*/y

class TemplateParser {
  readonly #text: string
  #offset = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  parseAll(): Template {
    return this.#textUntil(undefined)
  }

  parseSingleElement(): Element {
    const element = this.#element()
    if (this.#offset < this.#text.length) this.#fail('expected the end of the value')
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
      const chunk = this.#text.slice(this.#offset, stop)
      const slashes = trailingBackslashes(chunk)
      const opens = this.#text.startsWith('${', stop)
      const closes = stop < this.#text.length && this.#text[stop] === quote
      this.#offset = stop
      if (!opens && !closes) {
        text += chunk
        if (stop === this.#text.length) {
          if (quote !== undefined) this.#fail(`expected a closing ${quote}`)
          break
        }
        text += '$'
        this.#offset += 1
        continue
      }
      text += chunk.slice(0, chunk.length - Math.ceil(slashes / 2))
      if (slashes % 2 === 1) {
        const escaped = opens ? '${' : (quote ?? '')
        text += escaped
        this.#offset += escaped.length
      } else if (closes) {
        this.#offset += 1
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
    pattern.lastIndex = this.#offset
    return pattern.exec(this.#text)?.index ?? this.#text.length
  }

  #interpolation(): Interpolation {
    this.#enter()
    this.#offset += 2
    this.#skipSpaces()
    const path: (string | Interpolation)[] = []
    const name: (string | Interpolation)[] = []
    let mayBeResolver = true
    while (this.#take('.')) path.push('.')
    if (path.length > 0) mayBeResolver = false
    for (;;) {
      const bracket = this.#take('[')
      const key = this.#key()
      if (bracket) {
        if (!this.#take(']')) this.#fail('expected a closing ]')
        path.push('[', key, ']')
        mayBeResolver = false
      } else {
        path.push(key)
        name.push(key)
        if (typeof key === 'string' && !IDENTIFIER.test(key)) mayBeResolver = false
      }
      if (this.#take('.')) path.push('.')
      else if (this.#peek() !== '[') break
      else continue
      name.push('.')
      if (this.#peek() === '[') this.#fail('expected a key')
    }
    this.#skipSpaces()
    if (this.#take('}')) return this.#leave({ type: 'node', path })
    if (!mayBeResolver || !this.#take(':')) this.#fail('expected a closing }')
    this.#skipSpaces()
    return this.#leave({ type: 'resolver', name, args: this.#sequence('}') })
  }

  #key(): string | Interpolation {
    if (this.#text.startsWith('${', this.#offset)) return this.#interpolation()
    INTERPOLATION_KEY.lastIndex = this.#offset
    const key = INTERPOLATION_KEY.exec(this.#text)?.[0]
    if (key === undefined) this.#fail('expected a key')
    this.#offset += key.length
    return key
  }

  /** Elements between commas up to a closing character; a missing one is an empty string. */
  #sequence(close: string): Element[] {
    const elements: Element[] = []
    if (this.#takeSpaced(close)) return elements
    for (;;) {
      const isEmpty = this.#spacedIs(',') || this.#spacedIs(close)
      elements.push(isEmpty ? { type: 'scalar', value: '' } : this.#element())
      if (this.#takeSpaced(close)) return elements
      if (!this.#takeSpaced(',')) this.#fail(`expected a comma or a closing ${close}`)
      this.#skipSpaces()
    }
  }

  #element(): Element {
    const char = this.#peek()
    if (char === '[') {
      this.#enter()
      this.#offset += 1
      this.#skipSpaces()
      return this.#leave({ type: 'list', items: this.#sequence(']') })
    }
    if (char === '{') return this.#dict()
    if (char === "'" || char === '"') {
      this.#offset += 1
      return { type: 'text', parts: this.#textUntil(char), quoted: true }
    }
    return this.#primitive()
  }

  #dict(): Element {
    this.#enter()
    this.#offset += 1
    this.#skipSpaces()
    const entries: (readonly [Scalar, Element])[] = []
    if (!this.#takeSpaced('}')) {
      do {
        this.#skipSpaces()
        const key = this.#single(this.#words())
        if (!this.#takeSpaced(':')) this.#fail('expected a colon after the key')
        this.#skipSpaces()
        entries.push([key, this.#element()])
      } while (this.#takeSpaced(','))
      if (!this.#takeSpaced('}')) this.#fail('expected a comma or a closing }')
    }
    return this.#leave({ type: 'dict', entries })
  }

  /** Words, colons and interpolations side by side; one word alone keeps its type. */
  #primitive(): Element {
    const words: Word[] = []
    const parts: (string | Interpolation)[] = []
    for (;;) {
      const run = this.#words()
      for (const word of run) {
        words.push(word)
        parts.push(wordText(word))
      }
      if (this.#spacedIs(':')) {
        const start = this.#offset
        this.#takeSpaced(':')
        this.#skipSpaces()
        const text = this.#text.slice(start, this.#offset)
        words.push({ kind: 'char', text })
        parts.push(text)
      } else if (this.#text.startsWith('${', this.#offset)) {
        parts.push(this.#interpolation())
      } else {
        break
      }
    }
    if (parts.length === words.length) return { type: 'scalar', value: this.#single(words) }
    return { type: 'text', parts, quoted: false }
  }

  #words(): Word[] {
    const words: Word[] = []
    while (!this.#text.startsWith('${', this.#offset)) {
      const word = scanWord(this.#text, this.#offset)
      if (word === undefined) break
      // Blanks before a delimiter belong to the delimiter.
      if (word.kind === 'space' && this.#isDelimiter(this.#offset + word.text.length)) break
      words.push(word)
      this.#offset += word.text.length
    }
    return words
  }

  #single(words: readonly Word[]): Scalar {
    const [first] = words
    if (first === undefined) this.#fail('expected a value')
    if (words.length > 1) return words.map(wordText).join('')
    if (first.kind === 'space') this.#fail('expected a value, found only blanks')
    const value = wordValue(first)
    if (value === undefined) this.#fail('the integer has too many digits')
    return value
  }

  #isDelimiter(offset: number): boolean {
    const char = this.#text[offset]
    return char !== undefined && ',:]}'.includes(char)
  }

  #peek(): string | undefined {
    return this.#text[this.#offset]
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false
    this.#offset += 1
    return true
  }

  #spacedOffset(): number {
    SPACES.lastIndex = this.#offset
    return this.#offset + (SPACES.exec(this.#text)?.[0].length ?? 0)
  }

  #spacedIs(char: string): boolean {
    return this.#text[this.#spacedOffset()] === char
  }

  #takeSpaced(char: string): boolean {
    if (!this.#spacedIs(char)) return false
    this.#offset = this.#spacedOffset() + 1
    return true
  }

  #skipSpaces(): void {
    this.#offset = this.#spacedOffset()
  }

  #enter(): void {
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) this.#fail(`nested more than ${MAX_DEPTH} deep`)
  }

  #leave<T>(result: T): T {
    this.#depth -= 1
    return result
  }

  #fail(reason: string): never {
    const excerpt = this.#text.length > 120 ? `${this.#text.slice(0, 120)}…` : this.#text
    throw new ReportError(
      'INTERPOLATION_INVALID',
      `Cannot parse the interpolation in '${excerpt}': ${reason} at character ${this.#offset + 1}.`,
    )
  }
}

function trailingBackslashes(text: string): number {
  let start = text.length
  while (text[start - 1] === '\\') start -= 1
  return text.length - start
}
