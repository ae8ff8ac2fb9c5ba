import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { ReportError } from '../../errors.ts'
import type { FuzzedReader } from './fuzzedReader.ts'
import { type FuzzInput, fuzzInputs } from './inputs.ts'

/** Inputs that once broke a reader: `fuzz/READER/ORIGINAL-HASH`. */
const KEPT = path.join(import.meta.dirname, '../../../fixtures/recorded/fuzz')

/** Of one input, in seconds of the processor: a busy machine must not fail anything. */
const MAX_SECONDS = 2
/** Of one input, in KiB. */
const MAX_MEMORY = 500 * 1024
const MICROSECONDS = 1e6

export interface FuzzOptions {
  readonly seed: number
  readonly milliseconds: number
  /** At most so many inputs. Default: as many as there is time for. */
  readonly maxInputs?: number | undefined
  /**
   * A folder that gets the input which is being read, as `READER.ORIGINAL`, for whoever ends a process that
   * hangs.
   */
  readonly current?: string | undefined
}

export interface FuzzOutcome {
  readonly numInputs: number
  /** What the slowest took, in seconds of the processor. */
  readonly slowest: number
  /** What broke, and the smallest input that was found to break it. */
  readonly failure?: { readonly problem: string; readonly input: FuzzInput }
}

/** Reads inputs until the time is up or one breaks a promise; that one is then made as small as it gets. */
export async function fuzz(
  reader: FuzzedReader,
  { seed, milliseconds, maxInputs = Number.MAX_SAFE_INTEGER, current }: FuzzOptions,
): Promise<FuzzOutcome> {
  let slowest = 0
  const property = fc.asyncProperty(fuzzInputs(reader), async (input) => {
    const file = current && path.join(current, `${reader.name}.${input.original}`)
    if (file) writeFileSync(file, input.bytes)
    try {
      slowest = Math.max(slowest, await expectPromise(reader, input))
    } finally {
      if (file) rmSync(file)
    }
  })
  // However long it takes: some readers start a worker of their own for it.
  const first = await fc.check(property, { seed, numRuns: 1 })
  const details = first.failed
    ? first
    : await fc.check(property, {
        ...{ seed, numRuns: maxInputs, interruptAfterTimeLimit: milliseconds },
      })
  const { counterexample, errorInstance } = details
  const numRuns = Math.max(first.numRuns, details.numRuns)
  if (!counterexample) return { numInputs: numRuns, slowest }
  const problem = errorInstance instanceof Error ? errorInstance : new Error(String(errorInstance))
  return {
    numInputs: numRuns,
    slowest,
    failure: { problem: problem.stack ?? problem.message, input: counterexample[0] },
  }
}

/**
 * What a reader promises of any input.
 *
 * @returns how long it took, in seconds of the processor
 * @throws {Error} what it threw, or what else it broke
 */
export async function expectPromise(
  { read, isRefusal }: FuzzedReader,
  { bytes, original }: FuzzInput,
): Promise<number> {
  const before = process.resourceUsage()
  try {
    await read(bytes, original)
  } catch (error) {
    if (!(error instanceof ReportError) && !isRefusal?.(error)) throw error
  }
  const after = process.resourceUsage()
  const seconds = (after.userCPUTime - before.userCPUTime) / MICROSECONDS
  if (seconds > MAX_SECONDS) throw new Error(`it took ${seconds} s`)
  const memory = after.maxRSS - before.maxRSS
  if (memory > MAX_MEMORY) throw new Error(`it took ${Math.round(memory / 1024)} MiB`)
  return seconds
}

/** Keeps an input that broke a reader, so that it is tried in every test from then on. */
export function keepInput({ name }: FuzzedReader, { bytes, original }: FuzzInput): string {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const file = path.join(KEPT, name, `${original}-${hash}`)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  return file
}

/** The inputs that once broke a reader. */
export function keptInputs({ name }: FuzzedReader): FuzzInput[] {
  const readers = readdirSync(KEPT)
  if (!readers.includes(name)) return []
  return readdirSync(path.join(KEPT, name)).map((file) => ({
    original: Number.parseInt(file, 10),
    bytes: Uint8Array.from(readFileSync(path.join(KEPT, name, file))),
  }))
}
