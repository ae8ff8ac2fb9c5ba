import { readSync } from 'node:fs'
import { isOfFile } from '../../../files/isOfFile.ts'
import { readWith } from '../../../files/regularFile.ts'

/**
 * The first bytes of a regular file, to tell what it is; `undefined` where it cannot be read, which
 * whoever reads the claim will tell.
 */
export function readStart(path: string, maxBytes: number): Buffer | undefined {
  try {
    return readWith(path, (descriptor, { size }) => {
      const bytes = Buffer.allocUnsafe(Math.min(size, maxBytes))
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0))
    })
  } catch (error) {
    if (isOfFile(error)) return undefined
    throw error
  }
}
