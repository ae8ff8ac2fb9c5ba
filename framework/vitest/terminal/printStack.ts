import { Console } from 'node:console'
import path from 'node:path'
import { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import type { Vitest } from 'vitest/node'
import { compiledFile } from '../../compiledFile.ts'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { hasColours } from './terminal.ts'

type Logger = Vitest['logger']

/**
 * Prints an error to standard error, with its stack and the lines of code, as Vitest does. Vitest colours them
 * for whatever it writes to; a file or a pipe gets them plain.
 */
export function printStack(
  logger: Logger,
  ...[error, options]: Parameters<Logger['printError']>
): void {
  const own = logger.console
  if (!hasColours(process.stderr)) logger.console = new Console(plain(process.stderr))
  try {
    logger.printError(
      isError(error) ? withOwnFrames(error, options?.project?.config.root) : error,
      options,
    )
  } finally {
    logger.console = own
  }
}

interface Stacked {
  readonly stacks?: readonly { readonly file: string }[]
  readonly code?: unknown
}

function isError(error: unknown): error is Stacked {
  return typeof error === 'object' && error !== null
}

/**
 * The error with the frames of the user's own files alone, where it has any: what the package and libraries
 * do among themselves helps nobody mend a report. HYDRA_FULL_ERROR=1 keeps all.
 *
 * @param root of the user's project
 */
export function withOwnFrames<E extends Stacked>(error: E, root: string | undefined): E {
  if (root === undefined || process.env.HYDRA_FULL_ERROR === '1') return error
  const { stacks = [] } = error
  const own = stacks.filter(({ file }) => !isInternal(file, root))
  // What is wrong with the text of a file is shown in it, and all frames are of the program that reads it.
  const kept = own.length > 0 || OF_TRANSFORM in error ? own : stacks
  if (error.code !== MODULE_NOT_FOUND) return { ...error, stacks: kept }
  // The message says in words what the code says.
  const { code: _, ...others } = error
  return { ...others, stacks: kept } as E
}

/** What Vitest adds to an error of a file that cannot be transformed. */
const OF_TRANSFORM = '__vitest_rollup_error__'
const MODULE_NOT_FOUND = 'ERR_MODULE_NOT_FOUND'
/** As it runs, and as source maps name it. */
const FRAMEWORK = [path.dirname(compiledFile('index')), path.join(PACKAGE_ROOT, 'framework')]

function isInternal(file: string, root: string): boolean {
  return (
    FRAMEWORK.some((folder) => file.startsWith(folder)) ||
    file.startsWith('node:') ||
    /[\\/]node_modules[\\/]/.test(file.replace(root, ''))
  )
}

function plain(stream: NodeJS.WritableStream): Writable {
  return new Writable({
    write(chunk, _, done) {
      stream.write(stripVTControlCharacters(String(chunk)))
      done()
    },
  })
}
