import { ReportError } from '../../errors.ts'
import { nearest } from '../../text/nearest.ts'

/** A word of a gate, and where it begins. */
export interface Word {
  readonly text: string
  readonly start: number
  /** It was in quotes: a name, whatever it says. */
  readonly isQuoted: boolean
}

const WORD = /\s*(?:"([^"]*)"|'([^']*)'|(<=|>=|<|>|=|%)|([^\s<>=%"']+))/y

/** The words of a gate, to be taken one by one; an error shows the place in the text. */
export class GateWords {
  readonly text: string
  readonly #words: readonly Word[]
  #next = 0

  constructor(text: string) {
    this.text = text
    this.#words = this.#split()
  }

  peek(ahead = 0): Word | undefined {
    return this.#words[this.#next + ahead]
  }

  take(): Word | undefined {
    return this.#words[this.#next++]
  }

  /** Whether the next words are these. */
  isNext(...texts: readonly string[]): boolean {
    return texts.every((text, at) => {
      const word = this.peek(at)
      return word !== undefined && !word.isQuoted && word.text === text
    })
  }

  /** Takes these words where they are next. */
  skip(...texts: readonly string[]): boolean {
    if (!this.isNext(...texts)) return false
    this.#next += texts.length
    return true
  }

  /** @throws {ReportError} GATE_INVALID where the next word is not one of these */
  expect(...texts: readonly string[]): Word {
    const word = this.peek()
    if (word === undefined || word.isQuoted || !texts.includes(word.text)) {
      throw this.wrong(`expected ${listed(texts)}`, texts)
    }
    this.#next++
    return word
  }

  /** @throws {ReportError} GATE_INVALID if no word is left */
  name(what: string): string {
    const word = this.peek()
    if (word === undefined || (!word.isQuoted && /^(?:[<>=]+|%)$/.test(word.text))) {
      throw this.wrong(`expected ${what}`)
    }
    this.#next++
    return word.text
  }

  /** @throws {ReportError} GATE_INVALID where the next word is not a number, or a lesser one */
  number({ least = Number.NEGATIVE_INFINITY } = {}): number {
    const word = this.peek()
    const value = word === undefined || word.isQuoted ? Number.NaN : Number(word.text)
    if (!Number.isFinite(value) || value < least) {
      throw this.wrong(`expected a number${Number.isFinite(least) ? ` of at least ${least}` : ''}`)
    }
    this.#next++
    return value
  }

  /** An error at the next word, or at the end, with the text and a mark below the place. */
  wrong(expected: string, candidates: readonly string[] = []): ReportError {
    const word = this.peek()
    const place = word?.start ?? this.text.length
    const quoted = word?.isQuoted === true ? ' in quotes' : ''
    const found = word === undefined ? 'the gate ends' : `there is "${word.text}"${quoted}`
    const near = word === undefined || word.isQuoted ? undefined : nearest(word.text, candidates)
    const advice = near === undefined ? '' : ` Did you mean "${near}"?`
    return new ReportError(
      'GATE_INVALID',
      `A gate cannot be read: ${found} at column ${place + 1}; ${expected}.${advice}\n` +
        markedText(this.text, place),
    )
  }

  /** Where a name stands; at the beginning where it does not. */
  placeOf(name: string): number {
    return this.#words.find(({ text }) => text === name)?.start ?? 0
  }

  #split(): Word[] {
    const words: Word[] = []
    WORD.lastIndex = 0
    const end = this.text.trimEnd().length
    while (WORD.lastIndex < end) {
      const from = WORD.lastIndex
      const match = WORD.exec(this.text)
      if (match === null) {
        const rest = this.text.slice(from)
        const start = from + rest.length - rest.trimStart().length
        throw new ReportError(
          'GATE_INVALID',
          `A gate cannot be read: a quote is not closed at column ${start + 1}.\n` +
            markedText(this.text, start),
        )
      }
      const [whole, double, single, sign, plain] = match
      const text = double ?? single ?? sign ?? plain ?? ''
      const isQuoted = double !== undefined || single !== undefined
      words.push({ text, isQuoted, start: from + whole.length - whole.trimStart().length })
    }
    return words
  }
}

/** A text with a mark below a place in it. */
export function markedText(text: string, place: number): string {
  return `  ${text}\n  ${' '.repeat(place)}^`
}

function listed(texts: readonly string[]): string {
  const quoted = texts.map((text) => `"${text}"`)
  return quoted.length < 2
    ? quoted.join('')
    : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}
