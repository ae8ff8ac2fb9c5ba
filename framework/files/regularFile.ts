/**
 * The one place where files are opened to be read. What lies at a path that a run, a report or a config
 * names may be anything: a pipe or a device would keep a report waiting forever, or fill the memory.
 */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { type FileHandle, open as openFile } from 'node:fs/promises'
import { ReportError } from '../errors.ts'
import { isOfFile } from './isOfFile.ts'

/** Without it, opening a pipe waits for somebody to write to it. Windows has no such flag. */
const READ_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Larger files are refused where the whole of one is wanted in the memory. */
const MAX_BYTES = 2 ** 30

export interface ReadOptions {
  /** Default 1 GiB. */
  readonly maxBytes?: number
  /** What messages call the file. Default its path. */
  readonly name?: string
}

/** Whether a path leads to a file that can be read to its end, unlike a pipe, a device or a folder. */
export function isRegularFile(file: string): boolean {
  return kindAt(file) === FILE
}

/** Why a path leads to no regular file: it `does not exist`, or `is not a file but a pipe`; undefined where it does. */
export function whyNoFile(file: string): string | undefined {
  const kind = kindAt(file)
  if (kind === undefined) return 'does not exist'
  return kind === FILE ? undefined : notFile(kind)
}

/**
 * What a path leads to, such as `a file`, `a pipe` or `links that lead in a circle`; undefined where nothing is there.
 */
export function kindAt(file: string): string | undefined {
  // No system takes it for a path.
  if (file.includes(ZERO_BYTE)) return undefined
  try {
    const stat = statSync(file, { throwIfNoEntry: false })
    return stat && kindOf(stat)
  } catch (error) {
    if (!isOfFile(error)) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENAMETOOLONG' || code === 'ENOTDIR') return undefined
    return code === 'ELOOP' ? LINK_CIRCLE : `${UNSEEN} (${code})`
  }
}

const FILE = 'a file'
const LINK_CIRCLE = 'links that lead in a circle'
const UNSEEN = 'something that cannot be looked at'

const ZERO_BYTE = '\0'

/**
 * Opens a file, hands it over and closes it.
 *
 * @throws {ReportError} FILE_NOT_REGULAR for a pipe, a device, a socket, a folder, links that lead in a circle or a
 *   path with a zero byte; the system's error where the file is not there or cannot be read
 */
export function readWith<T>(
  file: string,
  read: (descriptor: number, stat: Stats) => T,
  { name = file }: Pick<ReadOptions, 'name'> = {},
): T {
  if (file.includes(ZERO_BYTE)) {
    throw new ReportError('FILE_NOT_REGULAR', `${name} is not a path: it holds a zero byte`)
  }
  const descriptor = open(file, name)
  try {
    return useAndClose(descriptor, () => {
      const stat = fstatSync(descriptor)
      if (!stat.isFile()) throw notRegular(name, kindOf(stat))
      return read(descriptor, stat)
    })
  } catch (error) {
    throw withPath(error, name)
  }
}

function open(file: string, name: string): number {
  try {
    return openSync(file, READ_WITHOUT_WAITING)
  } catch (error) {
    throw whyNotOpen(error, file, name)
  }
}

/** Of what cannot be opened since it is not a file, such as a socket, the system tells by a number. */
function whyNotOpen(error: unknown, file: string, name: string): unknown {
  if (!isOfFile(error) || (error as NodeJS.ErrnoException).code === 'ENOENT') return error
  const kind = kindAt(file)
  const isOther = kind !== undefined && kind !== FILE && !kind.startsWith(UNSEEN)
  return isOther ? notRegular(name, kind) : error
}

function useAndClose<T>(descriptor: number, use: () => T): T {
  try {
    return use()
  } finally {
    closeSync(descriptor)
  }
}

/** The system's errors of an open file do not name it. */
function withPath(error: unknown, name: string): unknown {
  const isNameless = error instanceof Error && 'syscall' in error && !('path' in error)
  if (!isNameless) return error
  return Object.assign(error, { message: `${error.message} '${name}'`, path: name })
}

/**
 * The whole content of a file, as it was when it was opened.
 *
 * @throws {ReportError} FILE_NOT_REGULAR, FILE_TOO_LARGE; the system's error where the file is not there or
 *   cannot be read
 */
export function readBytes(file: string, options: ReadOptions = {}): Buffer<ArrayBuffer> {
  return readWith(file, (descriptor, { size }) => readAll(descriptor, size, file, options), options)
}

/** {@link readBytes} as text in UTF-8. */
export function readText(file: string, options: ReadOptions = {}): string {
  return readWith(
    file,
    (descriptor, { size }) => decodeAll(descriptor, size, file, { ...options, decode: utf8 }),
    options,
  )
}

/** Text in UTF-8. */
export const utf8 = (bytes: Buffer): string => bytes.toString('utf8')

/** {@link readBytes} of a file that {@link readWith} has opened. */
export function readAll(
  descriptor: number,
  size: number,
  file: string,
  { maxBytes = MAX_BYTES, name = file }: ReadOptions = {},
): Buffer<ArrayBuffer> {
  expectAtMost(maxBytes, size, name)
  // Of its own, so that it may be viewed as numbers and handed to another thread.
  const bytes = Buffer.from(new ArrayBuffer(size))
  return bytes.subarray(0, fill(bytes, descriptor))
}

/** @throws {ReportError} FILE_TOO_LARGE where a file has more bytes than are read */
export function expectAtMost(maxBytes: number, size: number, name: string): void {
  if (size <= maxBytes) return
  const problem = `${name} has ${size} bytes; at most ${maxBytes} are read`
  throw new ReportError('FILE_TOO_LARGE', problem)
}

/** Small files are many, and memory of its own for each takes as long as reading it. */
const shared = Buffer.allocUnsafeSlow(64 * 1024)

/**
 * What is made of the content of a file that {@link readWith} has opened.
 *
 * @param decode gets bytes that the next file is read into
 */
export function decodeAll<T>(
  descriptor: number,
  size: number,
  file: string,
  { decode, ...options }: ReadOptions & { readonly decode: (bytes: Buffer) => T },
): T {
  const { maxBytes = MAX_BYTES } = options
  if (size > Math.min(maxBytes, shared.length)) {
    return decode(readAll(descriptor, size, file, options))
  }
  const bytes = shared.subarray(0, size)
  return decode(bytes.subarray(0, fill(bytes, descriptor)))
}

/** Returns how many bytes there were, which are fewer where the file has become shorter. */
function fill(bytes: Buffer, descriptor: number): number {
  const size = bytes.length
  let filled = 0
  while (filled < size) {
    const count = readSync(descriptor, bytes, filled, size - filled, filled)
    if (count === 0) break
    filled += count
  }
  return filled
}

/**
 * The content of a file of any size, piece by piece.
 *
 * @throws {ReportError} FILE_NOT_REGULAR; the system's error where the file is not there or cannot be read
 */
export async function* readChunks(file: string): AsyncGenerator<Buffer> {
  const handle = await openFile(file, READ_WITHOUT_WAITING).catch((error: unknown) => {
    throw whyNotOpen(error, file, file)
  })
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw notRegular(file, kindOf(stat))
    yield* chunksOf(handle)
  } catch (error) {
    throw withPath(error, file)
  } finally {
    await handle.close()
  }
}

async function* chunksOf(handle: FileHandle): AsyncGenerator<Buffer> {
  for await (const chunk of handle.createReadStream({ autoClose: false })) yield chunk as Buffer
}

function notRegular(name: string, kind: string): ReportError {
  return new ReportError('FILE_NOT_REGULAR', `${name} ${notFile(kind)}`)
}

function notFile(kind: string): string {
  return `is not a file but ${kind}`
}

/** What lies at a path. */
export function kindOf(stat: Stats): string {
  if (stat.isFile()) return FILE
  if (stat.isDirectory()) return 'a folder'
  if (stat.isFIFO()) return 'a pipe'
  return stat.isSocket() ? 'a socket' : 'a device'
}
