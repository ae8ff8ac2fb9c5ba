/** @module-tag slow */
import { appendFileSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { binaryReaders } from './binaryReaders.ts'
import { expectPromise, type FuzzOutcome, fuzz, keepInput, keptInputs } from './fuzz.ts'
import type { FuzzedReader } from './fuzzedReader.ts'
import { reportReaders } from './reportReaders.ts'
import { runReaders } from './runReaders.ts'
import { sourceReaders } from './sourceReaders.ts'
import { textReaders } from './textReaders.ts'

/** In minutes: for all that one would wait. */
const A_WEEK = 10_080

// `npm run fuzz` sets these, with a seed of its own each time. Without them all readers together take less
// than half a minute, and are always given the same inputs: a commit must not fail for those that the one before
// it was not given, nor on a faster machine. CI gives each three times as long.
const { FUZZ_READERS, FUZZ_COUNT, FUZZ_MINUTES, FUZZ_SEED, FUZZ_CURRENT, FUZZ_RESULTS, FUZZ_MS } =
  process.env
const milliseconds = FUZZ_READERS ? Number(FUZZ_MINUTES || A_WEEK) * 60_000 : Number(FUZZ_MS || 500)
const seed = FUZZ_SEED ? Number(FUZZ_SEED) : 1

const ALL = [
  ...textReaders(),
  ...runReaders(),
  ...(await sourceReaders()),
  ...(await binaryReaders()),
  ...(await reportReaders()),
]
const READERS = chosenReaders(FUZZ_READERS?.split(',') ?? ['all'])

test('the names of readers are their own', () => {
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length)
})

test('docs/reliability.md has a row for each reader', () => {
  const page = readFileSync(path.join(PACKAGE_ROOT, 'docs/reliability.md'), 'utf8')
  const [, inputs = ''] = page.split('\n## Inputs\n')
  const rows = [...inputs.matchAll(/^\| (\w+) \| (?:text|binary|command) \|/gm)].map(
    ([, name]) => name,
  )
  expect(rows).toEqual(ALL.map(({ name }) => name).sort())
})

describe.each(READERS)('$name', (reader) => {
  test('reads or refuses each input that once broke it', async () => {
    for (const input of keptInputs(reader)) await expectPromise(reader, input)
  })

  test(`reads or refuses whatever it is given (seed ${seed})`, { timeout: 0 }, async () => {
    const maxInputs = FUZZ_READERS ? Number(FUZZ_COUNT) || promisedInputs(reader) : 500
    const outcome = await fuzz(reader, { seed, milliseconds, maxInputs, current: FUZZ_CURRENT })
    if (outcome.failure) {
      const kept = keepInput(reader, outcome.failure.input)
      expect.fail(
        `seed ${seed}, input ${outcome.numInputs}, kept as ${kept}:\n${outcome.failure.problem}`,
      )
    }
    expect(outcome.numInputs).toBeGreaterThan(0)
    if (FUZZ_RESULTS) appendFileSync(FUZZ_RESULTS, `${JSON.stringify(resultOf(reader, outcome))}\n`)
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
    ...{ name: 'x', kind: 'text', originals },
    read: (bytes) => read(Buffer.from(bytes).toString()),
  }
}

function chosenReaders(names: readonly string[]): readonly FuzzedReader[] {
  const known = ALL.map(({ name }) => name)
  const unknown = names.filter((name) => name !== 'all' && !known.includes(name))
  if (unknown.length === 0)
    return ALL.filter(({ name }) => [name, 'all'].some((each) => names.includes(each)))
  throw new Error(`There is no reader ${unknown.join(', ')}. Readers: ${known.join(', ')}`)
}

/** So many were to be given to it before docs/reliability.md says that nothing breaks it. */
function promisedInputs({ kind }: FuzzedReader): number {
  return kind === 'text' ? 100_000 : 10_000
}

/** As `npm run fuzz` records it. */
function resultOf({ name, kind }: FuzzedReader, { numInputs, slowest }: FuzzOutcome): object {
  const seconds = slowest < 0.1 ? '< 0.1 s' : `${slowest.toFixed(1)} s`
  process.stdout.write(`${name}: ${numInputs} inputs, the slowest ${seconds}\n`)
  return { reader: name, kind, inputs: numInputs, slowest: seconds }
}
