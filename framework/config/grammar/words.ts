import { parsePythonFloat, parsePythonInt } from '../../text/python/pythonNumber.ts'
import type { Scalar } from '../tree/scalar.ts'

/**
 * The unquoted words that an override's value and a resolver's argument have in common, as the
 * lexers of Hydra 1.3 (OverrideLexer.g4) and OmegaConf 2.2 (OmegaConfGrammarLexer.g4) define them.
 */
export type WordKind = 'int' | 'float' | 'bool' | 'null' | 'id' | 'char' | 'escape' | 'space'

export interface Word {
  readonly kind: WordKind
  readonly text: string
}

const SPACE = /[ \t]+/y
const ESCAPE = /(?:\\[\\()[\]{}:=, \t])+/y
const IDENTIFIER = /[A-Za-z_][\w-]*/y
const INTEGER = '(?:0|[1-9](?:_?[0-9])*)'
const NUMBER = new RegExp(
  `[+-]?(?:(?:${INTEGER}?(\\.)[0-9](?:_?[0-9])*|${INTEGER}(\\.)?)([eE][+-]?[0-9](?:_?[0-9])*)?|(inf|nan))`,
  'iy',
)
const UNQUOTED_CHARS = '/-\\+.$%*@?|'

/** The longest word that starts at an offset, or undefined where none does. */
export function scanWord(text: string, offset: number): Word | undefined {
  const space = match(SPACE, text, offset)
  if (space !== undefined) return { kind: 'space', text: space[0] }
  const escaped = match(ESCAPE, text, offset)
  if (escaped !== undefined) return { kind: 'escape', text: escaped[0] }
  const number = match(NUMBER, text, offset)
  const identifier = match(IDENTIFIER, text, offset)?.[0]
  if (identifier !== undefined && identifier.length > (number?.[0].length ?? 0)) {
    return { kind: keyword(identifier), text: identifier }
  }
  if (number !== undefined) {
    const isFloat = (number[1] ?? number[2] ?? number[3] ?? number[4]) !== undefined
    return { kind: isFloat ? 'float' : 'int', text: number[0] }
  }
  const char = text[offset]
  return char !== undefined && UNQUOTED_CHARS.includes(char)
    ? { kind: 'char', text: char }
    : undefined
}

function match(pattern: RegExp, text: string, offset: number): RegExpExecArray | undefined {
  pattern.lastIndex = offset
  return pattern.exec(text) ?? undefined
}

function keyword(identifier: string): WordKind {
  const lower = identifier.length <= 5 ? identifier.toLowerCase() : ''
  if (lower === 'true' || lower === 'false') return 'bool'
  return lower === 'null' ? 'null' : 'id'
}

/**
 * The value of a word that stands alone: a number, a boolean, null, or its text. Undefined for an
 * integer that is too long for Python.
 */
export function wordValue(word: Word): Scalar | undefined {
  switch (word.kind) {
    case 'int':
      return parsePythonInt(word.text)
    case 'float':
      return parsePythonFloat(word.text)
    case 'bool':
      return word.text.toLowerCase() === 'true'
    case 'null':
      return null
    default:
      return wordText(word)
  }
}

/** The text of a word that stands beside others: as it is, but for escapes. */
export function wordText(word: Word): string {
  return word.kind === 'escape' ? word.text.replace(/\\(.)/g, '$1') : word.text
}
