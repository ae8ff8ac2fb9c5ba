import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { FileRead } from './runFacts.ts'

/** Larger small files are refused: no trainer writes them, and they would fill the memory. */
const MAX_SMALL_FILE_BYTES = 64 * 1024 * 1024

/** Opens a file for reading, hands it over with its size and time, and closes it. */
export function withFile<T>(path: string, read: (descriptor: number, file: FileRead) => T): T {
  const descriptor = openSync(path, 'r')
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) throw new Error(`${path} is not a file`)
    return read(descriptor, { path, size: stat.size, mtimeMs: stat.mtimeMs })
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Reads a file whole and notes it in `files`; `undefined` where there is none. Throws the system's
 * error where it cannot be read.
 */
export function readWholeFile(path: string, files: FileRead[]): Buffer | undefined {
  try {
    return withFile(path, (descriptor, file) => {
      if (file.size > MAX_SMALL_FILE_BYTES) {
        throw new Error(`${path} has ${file.size} bytes; at most ${MAX_SMALL_FILE_BYTES} are read`)
      }
      files.push(file)
      const bytes = Buffer.allocUnsafe(file.size)
      let filled = 0
      while (filled < file.size) {
        const count = readSync(descriptor, bytes, filled, file.size - filled, filled)
        if (count === 0) break
        filled += count
      }
      return bytes.subarray(0, filled)
    })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}
