import { createHash } from 'node:crypto'

/** Longer names do not fit a file name with its ending. */
const MAX_BYTES = 200
const UNFIT = /[\p{Cc}\p{Bidi_Control}/\\:*?"<>|]/gu

/**
 * A name of somebody else's as part of a file name: what no file name may hold becomes `_`, and what is too
 * long is cut. A hash keeps apart what would so become the same.
 */
export function fileNameOf(name: string): string {
  const fit = name.replace(UNFIT, '_')
  if (fit === name && Buffer.byteLength(name) <= MAX_BYTES) return name
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8)
  // A letter that is cut in two becomes a replacement character.
  const start = Buffer.from(fit)
    .subarray(0, MAX_BYTES - hash.length - 1)
    .toString('utf8')
  return `${start.replace(/\ufffd+$/, '')}-${hash}`
}
