import { scanWord, type Word } from './words.ts'

/** Deeper nesting than a person writes would overflow the stack. */
const MAX_DEPTH = 500

const SPACES = /[ \t]*/y

/**
 * A place in a text, and the steps that the two grammars of this folder share. Blanks beside a
 * delimiter belong to the delimiter, as in the lexers that they follow.
 */
export abstract class Cursor {
  protected readonly text: string
  protected offset = 0
  readonly #delimiters: string
  #depth = 0

  constructor(text: string, delimiters: string) {
    this.text = text
    this.#delimiters = delimiters
  }

  /** Throws the grammar's error. */
  protected abstract fail(reason: string): never

  protected get atEnd(): boolean {
    return this.offset >= this.text.length
  }

  protected peek(): string | undefined {
    return this.text[this.offset]
  }

  protected take(char: string): boolean {
    if (this.peek() !== char) return false
    this.offset += 1
    return true
  }

  /** Whether a delimiter comes next, after blanks. */
  protected isNext(delimiter: string): boolean {
    return this.text[this.#afterSpaces()] === delimiter
  }

  /** Takes a delimiter and the blanks before it. */
  protected takeNext(delimiter: string): boolean {
    if (!this.isNext(delimiter)) return false
    this.offset = this.#afterSpaces() + 1
    return true
  }

  protected skipSpaces(): void {
    this.offset = this.#afterSpaces()
  }

  /** The words up to a delimiter, an interpolation, or something that no word can hold. */
  protected takeWords(): Word[] {
    const words: Word[] = []
    while (!this.text.startsWith('${', this.offset)) {
      const word = scanWord(this.text, this.offset)
      if (word === undefined) break
      const end = this.offset + word.text.length
      if (word.kind === 'space' && this.#isDelimiter(end)) break
      words.push(word)
      this.offset = end
    }
    return words
  }

  /** Runs one level deeper. */
  protected nested<T>(run: () => T): T {
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) this.fail(`nested more than ${MAX_DEPTH} deep`)
    const result = run()
    this.#depth -= 1
    return result
  }

  #isDelimiter(offset: number): boolean {
    const char = this.text[offset]
    return char !== undefined && this.#delimiters.includes(char)
  }

  #afterSpaces(): number {
    SPACES.lastIndex = this.offset
    return this.offset + (SPACES.exec(this.text)?.[0].length ?? 0)
  }
}

/** The start of a long text, for messages. */
export function excerpt(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
