import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type * as H5wasm from 'h5wasm/node'

type Module = Awaited<typeof H5wasm.ready>

/** The part of Emscripten's file system that the library's output and the files that it opens go through. */
interface FileSystem {
  open: (file: string, ...rest: unknown[]) => unknown
  readonly ErrnoError: new (code: number) => Error
  read: Transfer
  write: Transfer
}

type Transfer = (
  stream: { readonly fd: number },
  memory: ArrayBufferView,
  offset: number,
  length: number,
  ...rest: unknown[]
) => number

export interface Hdf5Library extends Pick<typeof H5wasm, 'Dataset' | 'File' | 'Group'> {
  readonly module: Module
  /**
   * Does something with the library. HDF5 prints what goes wrong to the error stream and goes on with
   * a negative status; here its words are caught. (h5wasm's handler that throws instead leaves open
   * whatever the interrupted call had opened, and with it the file, for good.)
   */
  readonly attempt: <T>(action: () => T) => Attempt<T>
  /**
   * The same where no global heap may be read, in which the mapping of a virtual dataset lies: over a damaged one,
   * the library is busy without end.
   */
  readonly attemptWithoutHeap: <T>(action: () => T) => AttemptWithoutHeap<T>
  /**
   * The same library, whose attempts open only what `mayOpen` allows, such as files that a dataset keeps its
   * numbers in: HDF5 opens whatever a file names.
   */
  readonly guardedBy: (mayOpen: (file: string) => boolean) => Hdf5Library
}

export interface Attempt<T> {
  /** Undefined where the action threw. */
  readonly value: T | undefined
  /** What went wrong, in HDF5's own words; empty where nothing did. */
  readonly reason: string
  /** A file that `guardedBy` did not let be opened. */
  readonly refused: string | undefined
}

export interface AttemptWithoutHeap<T> extends Attempt<T> {
  /** Whether it failed since it needs one. */
  readonly needsHeap: boolean
}

const STDERR = 2
/** How a global heap begins. */
const HEAP_SIGNATURE = 'GCOL'
/** EACCES and EIO, as WASI numbers them. */
const ACCESS_DENIED = 2
const INPUT_OUTPUT_ERROR = 29

let loaded: Promise<Hdf5Library> | undefined

/** The HDF5 library, loaded when it is first asked for: nothing but inference needs its 4 MB. */
export function loadHdf5Library(): Promise<Hdf5Library> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Hdf5Library> {
  const { Dataset, File, Group, ready } = await import('h5wasm/node')
  const module = await ready
  module.deactivate_throwing_error_handler()
  const files = module.FS as unknown as FileSystem
  // Of the attempt that is going on: attempts do not wait for anything, so that there is at most one.
  let isAllowed: (file: string) => boolean = () => true
  let refused: string | undefined
  let missing: string | undefined
  const { open } = files
  files.open = (name, ...rest) => {
    const file = resolve(name)
    if (!existsSync(file)) missing = file
    if (missing === file || isAllowed(file)) return open(name, ...rest)
    refused = file
    throw new files.ErrnoError(ACCESS_DENIED)
  }
  const guardedBy = (mayOpen: (file: string) => boolean): Hdf5Library => {
    const attempt: Hdf5Library['attempt'] = (action) => {
      const { write } = files
      let printed = ''
      refused = undefined
      missing = undefined
      isAllowed = mayOpen
      const reasonIn = (text: string) => {
        const reason = innermostReason(text)
        return /external raw data file/.test(reason) && missing ? `${reason} ${missing}` : reason
      }
      files.write = (stream, memory, offset, length, ...rest) => {
        if (stream.fd !== STDERR) return write(stream, memory, offset, length, ...rest)
        printed += Buffer.from(memory.buffer, memory.byteOffset + offset, length).toString()
        return length
      }
      try {
        const value = action()
        return { value, reason: reasonIn(printed), refused }
      } catch (error) {
        const reason = reasonIn(printed) || (error as Error).message
        return { value: undefined, reason, refused }
      } finally {
        files.write = write
        isAllowed = () => true
      }
    }
    const attemptWithoutHeap: Hdf5Library['attemptWithoutHeap'] = (action) => {
      const { read } = files
      let needsHeap = false
      files.read = (stream, memory, offset, ...rest) => {
        const length = read(stream, memory, offset, ...rest)
        const bytes = Buffer.from(memory.buffer, memory.byteOffset + offset, length)
        if (!bytes.includes(HEAP_SIGNATURE)) return length
        needsHeap = true
        throw new files.ErrnoError(INPUT_OUTPUT_ERROR)
      }
      try {
        return { ...attempt(action), needsHeap }
      } finally {
        files.read = read
      }
    }
    return { Dataset, File, Group, module, guardedBy, attempt, attemptWithoutHeap }
  }
  return guardedBy(() => true)
}

/** The last entry of HDF5's error stack, which reads `#007: file.c line 1 in function(): reason`. */
function innermostReason(printed: string): string {
  const reasons = [...printed.matchAll(/^\s*#\d+: .* in \w+\(\): (.+)$/gm)]
  return reasons.at(-1)?.[1]?.trim() ?? printed.trim().split('\n', 1)[0] ?? ''
}
