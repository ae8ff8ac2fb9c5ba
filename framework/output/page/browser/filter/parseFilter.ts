import { FilterError, type Token, tokensOf } from './tokens.ts'

/** A filter of runs, as it was typed. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | {
      readonly kind: 'compare'
      readonly column: Token
      readonly sign: '=' | '!=' | '<' | '<=' | '>' | '>='
      readonly value: Token
    }
  | { readonly kind: 'in'; readonly column: Token; readonly values: readonly Token[] }
  | { readonly kind: 'match'; readonly column: Token; readonly pattern: RegExp }
  | { readonly kind: 'missing'; readonly column: Token }

/**
 * Reads a filter such as `lr < 0.01 and (tokenizer = vq or not seed in (1, 2))`. `not` binds closer than
 * `and`, that closer than `or`.
 *
 * @throws {FilterError} with the place of what cannot be understood
 */
export function parseFilter(text: string): Filter {
  const parser = new Parser(tokensOf(text), text.length)
  return parser.whole()
}

class Parser {
  readonly #tokens: readonly Token[]
  readonly #end: number
  #next = 0

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens
    this.#end = end
  }

  whole(): Filter {
    const filter = this.#joined('or')
    const left = this.#tokens[this.#next]
    if (left) throw new FilterError(`Expected and, or, or the end before "${left.text}".`, left.at)
    return filter
  }

  #joined(kind: 'or' | 'and'): Filter {
    const part = () => (kind === 'or' ? this.#joined('and') : this.#single())
    const parts = [part()]
    while (this.#takes(kind)) parts.push(part())
    return parts.length === 1 ? (parts[0] as Filter) : { kind, parts }
  }

  #single(): Filter {
    if (this.#takes('not')) return { kind: 'not', part: this.#single() }
    const open = this.#tokens[this.#next]
    if (open?.kind === 'sign' && open.text === '(') {
      this.#next++
      const inner = this.#joined('or')
      this.#expect(')', 'closes the bracket')
      return inner
    }
    return this.#comparison()
  }

  #comparison(): Filter {
    const column = this.#operand('a column')
    const sign = this.#tokens[this.#next++]
    if (this.#is(sign, 'word', 'in')) return { kind: 'in', column, values: this.#values() }
    if (this.#is(sign, 'word', 'is')) {
      const isNot = this.#takes('not')
      this.#expect('missing', 'follows is')
      const filter: Filter = { kind: 'missing', column }
      return isNot ? { kind: 'not', part: filter } : filter
    }
    if (sign?.kind !== 'sign' || ['(', ')', ','].includes(sign.text)) {
      throw new FilterError(
        `After ${column.text} expected = != < <= > >= ~, in (…) or is missing.`,
        sign?.at ?? this.#end,
      )
    }
    const value = this.#operand('a value')
    if (sign.text === '~' || sign.text === '!~') {
      const filter: Filter = { kind: 'match', column, pattern: patternOf(value) }
      return sign.text === '~' ? filter : { kind: 'not', part: filter }
    }
    const compared = (sign.text === '==' ? '=' : sign.text) as '='
    return { kind: 'compare', column, sign: compared, value }
  }

  #values(): Token[] {
    this.#expect('(', 'begins the list after in')
    const values = [this.#operand('a value')]
    while (this.#takes(',')) values.push(this.#operand('a value'))
    this.#expect(')', 'ends the list')
    return values
  }

  #operand(what: string): Token {
    const token = this.#tokens[this.#next++]
    if (token && token.kind !== 'sign') return token
    const before = token ? ` before "${token.text}"` : ' at the end'
    throw new FilterError(`Expected ${what}${before}.`, token?.at ?? this.#end)
  }

  #expect(text: string, what: string): void {
    const token = this.#tokens[this.#next]
    if (!this.#takes(text)) {
      throw new FilterError(`Expected ${text}, which ${what}.`, token?.at ?? this.#end)
    }
  }

  #takes(text: string): boolean {
    const token = this.#tokens[this.#next]
    if (token === undefined || token.kind === 'quoted' || token.text.toLowerCase() !== text) {
      return false
    }
    this.#next++
    return true
  }

  #is(token: Token | undefined, kind: Token['kind'], text: string): boolean {
    return token?.kind === kind && token.text.toLowerCase() === text
  }
}

function patternOf({ text, at }: Token): RegExp {
  try {
    return new RegExp(text, 'u')
  } catch (error) {
    throw new FilterError((error as SyntaxError).message, at)
  }
}
