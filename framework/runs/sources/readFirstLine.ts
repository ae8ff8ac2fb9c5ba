import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/**
 * The first line of a regular file without its byte order mark, as far as `maxBytes` reach;
 * `undefined` where the file cannot be read, which whoever reads the claim will tell.
 */
export function readFirstLine(path: string, maxBytes = 64 * 1024): string | undefined {
  let descriptor: number
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch {
    return undefined
  }
  try {
    if (!fstatSync(descriptor).isFile()) return undefined
    const bytes = Buffer.alloc(maxBytes)
    const text = bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, maxBytes, 0))
    return text.replace(/^\ufeff/, '').split(/\r\n?|\n/, 1)[0]
  } catch {
    return undefined
  } finally {
    closeSync(descriptor)
  }
}
