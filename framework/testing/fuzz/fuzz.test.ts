import { describe, expect, test } from 'vitest'
import { binaryReaders } from './binaryReaders.ts'
import { expectPromise, fuzz, keepInput, keptInputs } from './fuzz.ts'
import type { FuzzedReader } from './fuzzedReader.ts'
import { reportReaders } from './reportReaders.ts'
import { runReaders } from './runReaders.ts'
import { sourceReaders } from './sourceReaders.ts'
import { textReaders } from './textReaders.ts'

// `npm run fuzz` sets these, with a seed of its own each time. Without them all readers together take less
// than half a minute, and are always given the same inputs: a commit must not fail for those that the one before
// it was not given, nor on a faster machine.
const { FUZZ_READER, FUZZ_MINUTES, FUZZ_SEED, FUZZ_CURRENT } = process.env
const milliseconds = FUZZ_MINUTES ? Number(FUZZ_MINUTES) * 60_000 : 500
const maxInputs = FUZZ_MINUTES ? undefined : 500
const seed = FUZZ_SEED ? Number(FUZZ_SEED) : 1

const ALL = [
  ...textReaders(),
  ...runReaders(),
  ...sourceReaders(),
  ...(await binaryReaders()),
  ...(await reportReaders()),
]
const READERS = ALL.filter(({ name }) => FUZZ_READER === undefined || name === FUZZ_READER)

test('the names of readers are their own', () => {
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length)
})

describe.each(READERS)('$name', (reader) => {
  test('reads or refuses each input that once broke it', async () => {
    for (const input of keptInputs(reader)) await expectPromise(reader, input)
  })

  test(`reads or refuses whatever it is given (seed ${seed})`, { timeout: 0 }, async () => {
    const outcome = await fuzz(reader, { seed, milliseconds, maxInputs, currentFile: FUZZ_CURRENT })
    if (FUZZ_READER) process.stdout.write(`${reader.name}: ${outcome.numInputs} inputs\n`)
    if (outcome.failure) {
      const kept = keepInput(reader, outcome.failure.input)
      expect.fail(
        `seed ${seed}, input ${outcome.numInputs}, kept as ${kept}:\n${outcome.failure.problem}`,
      )
    }
    expect(outcome.numInputs).toBeGreaterThan(0)
  })
})

test('a reader that crashes is caught, with the smallest input that crashes it', async () => {
  const outcome = await fuzz(
    readerOf((text) => {
      if (text.includes('a')) throw new TypeError('boom')
    }),
    { seed: 1, milliseconds: 10_000 },
  )
  expect(outcome.failure?.problem).toMatch('boom')
  expect(Buffer.from(outcome.failure?.input.bytes ?? []).toString()).toContain('a')
})

test('a reader that takes too much memory is caught', async () => {
  // Of the process's peak, which earlier tests may have raised above what it takes now.
  const { rss } = process.memoryUsage()
  const room = process.resourceUsage().maxRSS * 1024 - rss
  const reader = readerOf(() => Buffer.alloc(room + 700 * 2 ** 20, 1))
  await expect(expectPromise(reader, { original: 0, bytes: new Uint8Array() })).rejects.toThrow(
    'MiB',
  )
})

function readerOf(read: (text: string) => unknown): FuzzedReader {
  const originals = [Uint8Array.from(Buffer.from('abc'))]
  return {
    ...{ name: 'x', isText: true, originals },
    read: (bytes) => read(Buffer.from(bytes).toString()),
  }
}
