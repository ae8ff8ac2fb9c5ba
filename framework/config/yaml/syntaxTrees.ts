import { CST, Lexer, Parser } from 'yaml'

/** Deeper nesting would overflow the stack, which V8 does not always survive. */
export const MAX_DEPTH = 100

export interface SyntaxTreeOptions {
  /** Let lines within brackets and quotes begin anywhere, as PyYAML does. */
  readonly isLoose: boolean
  /** Is told where a tab separates tokens, which `yaml` takes and PyYAML does not. */
  readonly onTab: (offset: number) => void
  /** Is told where the text is nested deeper than {@link MAX_DEPTH}. */
  readonly failDepth: (offset: number) => never
}

/**
 * The syntax trees of a text that `yaml`'s composer takes. The parser keeps its open collections in a list; the
 * composer calls itself for each level, so that what is too deep must not reach it.
 */
export function* syntaxTrees(
  text: string,
  { isLoose, onTab, failDepth }: SyntaxTreeOptions,
): Generator<CST.Token, void> {
  const parser = new Parser()
  const hasTabs = text.includes('\t')
  let isBlockText = false
  let previous = ''
  for (const lexeme of (isLoose ? looseLexer() : new Lexer()).lex(text)) {
    if (hasTabs) {
      const isText = previous === CST.SCALAR
      const type = isText ? 'scalar' : CST.tokenType(lexeme)
      if (type === 'block-scalar-header') isBlockText = true
      const tab = type === 'space' || (isText && !isBlockText) ? lexeme.indexOf('\t') : -1
      if (tab !== -1) onTab(parser.offset + tab)
      if (isText) isBlockText = false
    }
    yield* parser.next(lexeme)
    if (parser.stack.length > MAX_DEPTH) failDepth(parser.offset)
    previous = lexeme
  }
  yield* parser.end()
}

/** What the lexer keeps to itself: how far the lines that go on must be indented, and what reads some of them. */
interface LexerState {
  indentNext: number
  parseFlowCollection(): Generator<string, unknown>
  parseQuotedScalar(): Generator<string, unknown>
}

/** A lexer to which the indentation of lines within brackets and quotes means nothing. */
function looseLexer(): Lexer {
  const lexer = new Lexer()
  const state = lexer as unknown as LexerState
  for (const method of ['parseFlowCollection', 'parseQuotedScalar'] as const) {
    const parse = state[method].bind(state)
    state[method] = function* parseLoosely() {
      const { indentNext } = state
      state.indentNext = 0
      const next = yield* parse()
      state.indentNext = indentNext
      return next
    }
  }
  return lexer
}
