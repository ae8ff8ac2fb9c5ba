/** Test support: damaged files, the same ones each time. */

import type { Random } from '../stats/random.ts'

const PIECES = [
  '"',
  ',',
  '\n',
  '\r',
  '{',
  ']',
  '\0',
  '\ufeff',
  '${',
  '!!x ',
  '- ',
  'nan',
  '__proto__',
]

/** Changes, drops, doubles or adds a few bytes, or cuts the end. */
export function mutate(original: Uint8Array, random: Random): Uint8Array {
  let bytes = Buffer.from(original)
  for (let change = random.integer(4); change >= 0; change--) {
    const at = random.integer(bytes.length + 1)
    const to = Math.min(bytes.length, at + 1 + random.integer(8))
    const [head, part, tail] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)]
    const kind = random.integer(5)
    if (kind === 0) bytes = Buffer.concat([head, tail])
    else if (kind === 1) bytes = Buffer.concat([head, part, part, tail])
    else if (kind === 2) bytes = Buffer.concat([head, Buffer.of(random.integer(256)), tail])
    else if (kind === 3) bytes = head
    else
      bytes = Buffer.concat([
        head,
        Buffer.from(PIECES[random.integer(PIECES.length)] ?? ''),
        part,
        tail,
      ])
  }
  return bytes
}
