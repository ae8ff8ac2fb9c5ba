import { readStart } from './readStart.ts'

const SHORT_BYTES = 1024
const LINE_FEED = 10

/**
 * The first line of a regular file without its byte order mark, as far as `maxBytes` reach;
 * `undefined` where the file cannot be read, which whoever reads the claim will tell. UTF-16, as Windows
 * writes it, is understood here, so that the file is claimed and refused by its name.
 */
export function readFirstLine(path: string, maxBytes = 64 * 1024): string | undefined {
  // Most first lines are short, and a tree may have ten thousand files.
  const short = readStart(path, Math.min(maxBytes, SHORT_BYTES))
  const isWhole = short === undefined || short.length < SHORT_BYTES || short.includes(LINE_FEED)
  const bytes = isWhole ? short : readStart(path, maxBytes)
  const isUtf16 = bytes?.[0] === 0xff && bytes[1] === 0xfe
  const text = bytes?.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\ufeff/, '')
  const end = text?.search(/[\r\n]/) ?? -1
  return end === -1 ? text : text?.slice(0, end)
}
