import { readStart } from './readStart.ts'

/**
 * The first line of a regular file without its byte order mark, as far as `maxBytes` reach;
 * `undefined` where the file cannot be read, which whoever reads the claim will tell.
 */
export function readFirstLine(path: string, maxBytes = 64 * 1024): string | undefined {
  const text = readStart(path, maxBytes)?.toString('utf8')
  return text?.replace(/^\ufeff/, '').split(/\r\n?|\n/, 1)[0]
}
