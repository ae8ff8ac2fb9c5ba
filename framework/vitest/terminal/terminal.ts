import type { WriteStream } from 'node:tty'
import { styleText } from 'node:util'
import { printable } from '../../text/printable.ts'
import { cutAfter } from '../../text/shorten.ts'
import { terminalWidth } from '../../text/terminal/terminalWidth.ts'
import { wrapLine } from '../../text/terminal/wrapLine.ts'

/** A log is read afterwards: fewer lines of progress do. */
const LOG_PROGRESS_EVERY_MS = 5_000
/** More letters of one sentence are not read on a screen; the files of the report have all. */
const LONGEST_LINE = 5_000
/** Erases the line that the cursor is in, and goes to its start. */
const ERASE_LINE = '\r\u001b[2K'

/** Whether there are colours was decided by the stream that is written to, not by standard output. */
const UNCHECKED = { validateStream: false } as const

/** What a terminal, a file or a pipe is written through. */
export interface Stream extends Pick<WriteStream, 'isTTY' | 'columns'> {
  write(text: string): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

/** Whether what is written to a stream shows in colours. */
export function hasColours(
  stream: Pick<Stream, 'isTTY'>,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
}

/** Where the words of a report go: lines that fit, colours where they are shown, one line of progress. */
export class Terminal {
  readonly #stream: Stream
  readonly #hasColours: boolean
  #isClosed = false
  #hasProgress = false
  #progressAt = Number.NEGATIVE_INFINITY

  constructor(stream: Stream = process.stdout, env: NodeJS.ProcessEnv = process.env) {
    this.#stream = stream
    this.#hasColours = hasColours(stream, env)
    // Whoever reads may stop early, as `| head` does, or a disk be full: the report is made all the same.
    stream.on('error', () => {
      this.#isClosed = true
    })
  }

  /** Prints a line, broken to the width of a terminal; of a file or a pipe, whole; of a very long one the beginning. */
  line(text = '', colour?: 'green' | 'red' | 'yellow' | 'bold'): void {
    const width = terminalWidth(this.#stream)
    this.#erase()
    for (const part of wrapLine(printable(cutAfter(text, LONGEST_LINE)), width)) {
      this.#write(`${colour && this.#hasColours ? styleText(colour, part, UNCHECKED) : part}\n`)
    }
  }

  /** Prints text as it is, such as what a report logs. */
  raw(text: string): void {
    this.#erase()
    this.#write(text)
  }

  /** Shows how far something has come: one line that is written over, or in a log one now and then. */
  progress(text: string, now: number): void {
    if (this.#stream.isTTY) {
      const [shown = ''] = wrapLine(`  ${printable(text)}`, terminalWidth(this.#stream) - 1)
      this.#write(ERASE_LINE + shown)
      this.#hasProgress = true
    } else if (now - this.#progressAt >= LOG_PROGRESS_EVERY_MS) {
      this.#progressAt = now
      this.line(`  ${text}`)
    }
  }

  #erase(): void {
    if (this.#hasProgress) this.#write(ERASE_LINE)
    this.#hasProgress = false
  }

  #write(text: string): void {
    if (!this.#isClosed) this.#stream.write(text)
  }
}
