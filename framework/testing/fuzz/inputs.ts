import fc from 'fast-check'
import type { FuzzedReader } from './fuzzedReader.ts'

/** What to read, and which original it was made from. */
export interface FuzzInput {
  readonly original: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** What many formats give a meaning to. */
const WORDS = [
  ...['"', "'", ',', ';', '\n', '\r', '\t', '{', '}', '[', ']', '(', ')', ':', '=', '\\', '#'],
  ...['${', '}', '!!python/object:os.system ', '&a ', '*a', '<<: ', '- ', '? ', '|', '>', '%'],
  ...['\0', '\u001b[31m', '\u202e', '\ufeff', '\ud83d\ude00', '\u0301'],
  ...['nan', 'NaN', '-inf', 'Infinity', '1e999', '-0', '9007199254740993', '1_0', '0x1F', '.5'],
  ...['null', 'true', '__proto__', 'constructor', 'toString', '..', '/etc/passwd', '=1+1'],
]

interface Change {
  /** Where, modulo the length. */
  readonly at: number
  /** How many bytes go. */
  readonly drop: number
  /** What comes in their place. */
  readonly insert: Uint8Array
  /** How often. */
  readonly times: number
}

/** Files with a few changes, and for readers of text files that are made of words alone. */
export function fuzzInputs(reader: FuzzedReader): fc.Arbitrary<FuzzInput> {
  const words = [...WORDS, ...(reader.words ?? [])]
  const changed = changedFile(reader.originals, words)
  if (reader.kind !== 'text') return changed
  const made = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 })), { maxLength: 30 })
    .map((parts) => ({ original: 0, bytes: Uint8Array.from(Buffer.from(parts.join(''))) }))
  return fc.oneof({ weight: 3, arbitrary: changed }, { weight: 1, arbitrary: made })
}

function changedFile(
  originals: readonly Uint8Array[],
  words: readonly string[],
): fc.Arbitrary<FuzzInput> {
  const insert = fc.oneof(
    fc.constant(new Uint8Array()),
    fc.constantFrom(...words).map((word) => Uint8Array.from(Buffer.from(word))),
    fc.uint8Array({ maxLength: 8 }),
    // The numbers that lengths, counts and offsets go wrong with.
    fc.constantFrom(0, 1, -1, 2 ** 31 - 1, -(2 ** 31)).map(littleEndian),
  )
  const change: fc.Arbitrary<Change> = fc.record({
    at: fc.nat(),
    drop: fc.oneof(fc.nat(8), fc.constant(2 ** 31 - 1)),
    insert,
    times: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.nat(99) }),
  })
  return fc
    .record({
      original: fc.nat(originals.length - 1),
      changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    })
    .map(({ original, changes }) => ({
      original,
      bytes: changes.reduce(applyChange, Uint8Array.from(originals[original] as Uint8Array)),
    }))
}

function applyChange(
  bytes: Uint8Array<ArrayBuffer>,
  { at, drop, insert, times }: Change,
): Uint8Array<ArrayBuffer> {
  const from = at % (bytes.length + 1)
  const parts = [
    bytes.subarray(0, from),
    ...new Array(times).fill(insert),
    bytes.subarray(from + drop),
  ]
  return Uint8Array.from(Buffer.concat(parts))
}

function littleEndian(value: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return Uint8Array.from(bytes)
}
