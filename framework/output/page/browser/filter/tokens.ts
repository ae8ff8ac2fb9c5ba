/** A word of a filter, or a sign. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'sign'
  /** Without quotes. */
  readonly text: string
  /** Where it begins. */
  readonly at: number
}

/** What is wrong with a filter, and where. */
export class FilterError extends Error {
  override readonly name = 'FilterError'
  readonly at: number

  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

const SIGN = /^(?:<=|>=|!=|==|!~|[<>=~(),])/
const WORD = /^[^\s<>=~(),"]+/
const QUOTED = /^"((?:[^"\\]|\\.)*)"/

/** @throws {FilterError} for a quote that is not closed */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at)
    const space = /^\s+/.exec(rest)?.[0]
    if (space !== undefined) {
      at += space.length
      continue
    }
    const quoted = QUOTED.exec(rest)
    const sign = SIGN.exec(rest)?.[0]
    // `!` is a letter but before `=` and `~`.
    const word = WORD.exec(rest)?.[0].replace(/!$/, (end) =>
      /^[=~]/.test(rest.slice(WORD.exec(rest)?.[0].length)) ? '' : end,
    )
    if (quoted) {
      tokens.push({ kind: 'quoted', text: (quoted[1] ?? '').replace(/\\(.)/g, '$1'), at })
      at += quoted[0].length
    } else if (sign !== undefined) {
      tokens.push({ kind: 'sign', text: sign, at })
      at += sign.length
    } else if (word) {
      tokens.push({ kind: 'word', text: word, at })
      at += word.length
    } else throw new FilterError('This quote is not closed.', at)
  }
  return tokens
}
