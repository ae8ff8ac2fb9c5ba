import { isUtf8 } from 'node:buffer'
import { ReportError } from '../../../errors.ts'
import { utf8 } from '../../../files/regularFile.ts'
import { decodeWholeFile, type ReadLimits, readFileWith, readWholeFile } from '../../runFiles.ts'
import type { FileRead } from '../../runRecord.ts'
import type { Claim, SourceFile } from '../source.ts'

/** Metrics of a million steps take less; a larger file is something else, and would fill the memory. */
export const MAX_METRICS_BYTES = 128 * 1024 * 1024

const BYTE_ORDER_MARK = '\ufeff'
const GIT_LFS_POINTER = 'version https://git-lfs.github.com/spec/'

/** The files of a claim while they are read, and what comes to light on the way. */
export class ClaimFiles {
  readonly directory: string
  readonly findings: string[] = []
  readonly #files: FileRead[] = []

  constructor({ directory }: Pick<Claim, 'directory'>) {
    this.directory = directory
  }

  /** What was read so far. */
  get files(): SourceFile[] {
    return this.#files.map(({ name, ...stat }) => ({ path: name, ...stat }))
  }

  /**
   * The bytes of a regular file; `undefined` where there is none.
   *
   * @throws {ReportError} RUN_UNUSABLE where it is too large, no file or not readable
   */
  bytes(name: string, maxBytes = MAX_METRICS_BYTES): Buffer | undefined {
    return explainFailure(name, () => readWholeFile(this.#reading, name, maxBytes))
  }

  /**
   * Hands an open file to a reader that takes it piece by piece; `undefined` where there is none.
   *
   * @throws {ReportError} RUN_UNUSABLE where it is not a file or not readable, FILE_TOO_LARGE
   */
  open<T>(
    name: string,
    read: (descriptor: number, size: number) => T,
    limits: ReadLimits = {},
  ): T | undefined {
    return explainFailure(name, () => readFileWith(this.#reading, name, read, limits))
  }

  /**
   * The text of a regular file without its byte order mark; `undefined` where there is none.
   *
   * @throws {ReportError} RUN_UNUSABLE as `bytes`, for UTF-16, and for the pointer that Git LFS leaves
   */
  text(name: string, maxBytes = MAX_METRICS_BYTES): string | undefined {
    const text = explainFailure(name, () =>
      decodeWholeFile(this.#reading, name, (bytes) => this.#decode(bytes, name), maxBytes),
    )
    if (text === undefined) return undefined
    if (text.startsWith(GIT_LFS_POINTER)) {
      const problem = `${name} is a pointer of Git LFS; get the file itself with 'git lfs pull'`
      throw new ReportError('RUN_UNUSABLE', problem)
    }
    return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
  }

  #decode(bytes: Buffer, name: string): string {
    if (isUtf16(bytes)) {
      throw new ReportError('RUN_UNUSABLE', `${name} is UTF-16 and is not read; save it as UTF-8`)
    }
    if (!isUtf8(bytes)) {
      this.findings.push(`${name} is not valid UTF-8; the bytes in question show as U+FFFD`)
    }
    return utf8(bytes)
  }

  /**
   * What a part of the run gives; where it cannot be read, the others are used and the reason is
   * told with the consequence, such as `its parameters are left out`.
   */
  orTell<T>(consequence: string, readPart: () => T): T | undefined {
    try {
      return readPart()
    } catch (error) {
      if (!(error instanceof ReportError)) throw error
      this.findings.push(`${error.message.replace(/\.$/, '')}; ${consequence}`)
      return undefined
    }
  }

  get #reading() {
    return { runDir: this.directory, files: this.#files }
  }
}

/** By its byte order mark, or by a letter of ASCII at its start, one of whose two bytes is zero. */
function isUtf16([first, second]: Buffer): boolean {
  if (first === undefined || second === undefined) return false
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  return hasMark || (first === 0) !== (second === 0)
}

function explainFailure<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    const problem = `${name} cannot be read: ${error.message}`
    throw new ReportError('RUN_UNUSABLE', problem, { cause: error })
  }
}
