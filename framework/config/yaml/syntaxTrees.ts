import { CST, Lexer, Parser } from 'yaml'

/** What the parser of `yaml` takes and PyYAML does not, or what is nested too deep. */
export interface TokenFault {
  readonly offset: number
  readonly reason: string
}

/** Deeper nesting would overflow the stack, which V8 does not always survive. */
export const MAX_DEPTH = 100

/**
 * The syntax trees of a text that `yaml`'s composer takes, with PyYAML's rules for white space: within brackets
 * lines may begin anywhere, and a tab separates nothing. The parser keeps its open collections in a list; the
 * composer calls itself for each level, so that what is too deep must not reach it.
 *
 * @param fail does not return
 */
export function* syntaxTrees(
  text: string,
  fail: (fault: TokenFault) => never,
): Generator<CST.Token, void> {
  const lexer = new Lexer()
  const brackets = new BracketIndentation(lexer)
  const hasTabs = text.includes('\t')
  const parser = new Parser()
  let isBlockScalar = false
  let previous = ''
  for (const lexeme of lexer.lex(text)) {
    const type = previous === CST.SCALAR ? 'scalar' : CST.tokenType(lexeme)
    if (type === 'block-scalar-header') isBlockScalar = true
    else if (type === 'scalar' && previous === CST.SCALAR) {
      if (hasTabs && !isBlockScalar) failAtTab(lexeme, parser.offset, fail)
      isBlockScalar = false
    } else if (type === 'space' && hasTabs) failAtTab(lexeme, parser.offset, fail)
    brackets.follow(type)
    yield* parser.next(lexeme)
    if (parser.stack.length > MAX_DEPTH) {
      fail({ offset: parser.offset, reason: `it is nested more than ${MAX_DEPTH} deep` })
    }
    previous = lexeme
  }
  yield* parser.end()
}

function failAtTab(lexeme: string, offset: number, fail: (fault: TokenFault) => never): void {
  const tab = lexeme.indexOf('\t')
  if (tab === -1) return
  const reason = 'a tab can stand only in quotes, in comments and in block texts: write spaces'
  fail({ offset: offset + tab, reason })
}

/**
 * Lets the lines within brackets begin anywhere: the lexer refuses those that are not indented deeper than
 * their key, by a number that it keeps to itself and that only the lines of brackets read until they close.
 */
class BracketIndentation {
  readonly #lexer: { indentNext: number }
  #depth = 0
  #outer = 0

  constructor(lexer: Lexer) {
    this.#lexer = lexer as unknown as { indentNext: number }
  }

  follow(type: string | null): void {
    if (type === 'flow-seq-start' || type === 'flow-map-start') {
      if (this.#depth === 0) {
        this.#outer = this.#lexer.indentNext
        this.#lexer.indentNext = 0
      }
      this.#depth += 1
    } else if (this.#depth > 0 && (type === 'flow-seq-end' || type === 'flow-map-end')) {
      this.#depth -= 1
      if (this.#depth === 0) this.#lexer.indentNext = this.#outer
    }
  }
}
