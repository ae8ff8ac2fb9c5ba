import { readStart } from './readStart.ts'

/**
 * The first line of a regular file without its byte order mark, as far as `maxBytes` reach;
 * `undefined` where the file cannot be read, which whoever reads the claim will tell. UTF-16, as Windows
 * writes it, is understood here, so that the file is claimed and refused by its name.
 */
export function readFirstLine(path: string, maxBytes = 64 * 1024): string | undefined {
  const bytes = readStart(path, maxBytes)
  const isUtf16 = bytes?.[0] === 0xff && bytes[1] === 0xfe
  const text = bytes?.toString(isUtf16 ? 'utf16le' : 'utf8')
  return text?.replace(/^\ufeff/, '').split(/\r\n?|\n/, 1)[0]
}
