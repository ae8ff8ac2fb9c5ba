import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import type { Vitest } from 'vitest/node'
import { hasColours } from './terminal.ts'

type Logger = Vitest['logger']

/**
 * Prints an error to standard error, with its stack and the lines of code, as Vitest does. Vitest colours them
 * for whatever it writes to; a file or a pipe gets them plain.
 */
export function printStack(logger: Logger, ...printed: Parameters<Logger['printError']>): void {
  const own = logger.console
  if (!hasColours(process.stderr)) logger.console = new Console(plain(process.stderr))
  try {
    logger.printError(...printed)
  } finally {
    logger.console = own
  }
}

function plain(stream: NodeJS.WritableStream): Writable {
  return new Writable({
    write(chunk, _, done) {
      stream.write(stripVTControlCharacters(String(chunk)))
      done()
    },
  })
}
