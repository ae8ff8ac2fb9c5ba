import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/**
 * The first bytes of a regular file, to tell what it is; `undefined` where it cannot be read, which
 * whoever reads the claim will tell.
 */
export function readStart(path: string, maxBytes: number): Buffer | undefined {
  let descriptor: number
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch {
    return undefined
  }
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) return undefined
    const bytes = Buffer.allocUnsafe(Math.min(stat.size, maxBytes))
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0))
  } catch {
    return undefined
  } finally {
    closeSync(descriptor)
  }
}
