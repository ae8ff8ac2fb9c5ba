import { readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { stripVTControlCharacters } from 'node:util'

const PIECE_BYTES = 64 * 1024

/** Longer lines are cut here; what a pattern looks for stands in shorter ones. */
const MAX_LINE_LENGTH = 1024 * 1024

/**
 * Hands over a text file in pieces of whole lines, without the colours of terminals. A carriage
 * return, with which progress bars write over themselves, ends a line too.
 */
export function readLinePieces(
  descriptor: number,
  size: number,
  take: (piece: string) => void,
): void {
  const bytes = Buffer.allocUnsafe(PIECE_BYTES)
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for (let position = 0; position < size; ) {
    const wanted = Math.min(PIECE_BYTES, size - position)
    const count = readSync(descriptor, bytes, 0, wanted, position)
    if (count === 0) break
    position += count
    const text = rest + decoder.write(bytes.subarray(0, count)).replaceAll('\r', '\n')
    const isCut = text.length > MAX_LINE_LENGTH
    const end = isCut ? text.length : text.lastIndexOf('\n') + 1
    rest = text.slice(end)
    if (end > 0) take(stripVTControlCharacters(text.slice(0, end)))
  }
  rest += decoder.end()
  if (rest !== '') take(stripVTControlCharacters(rest))
}
