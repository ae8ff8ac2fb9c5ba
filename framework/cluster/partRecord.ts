import { rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import * as v from 'valibot'
import { isOfFile } from '../files/isOfFile.ts'
import { ownIdentity, ProcessIdentitySchema } from '../files/processIdentity.ts'
import { readText } from '../files/regularFile.ts'
import { END_SIGNALS } from '../files/removeOnExit.ts'
import { touch } from '../files/touch.ts'
import { writeAtomically } from '../files/writeAtomically.ts'
import { type Part, partName } from './plan.ts'

/** How often a running job touches its record, whose modification time is its last sign of life. */
const HEARTBEAT_MS = 30_000

const RecordSchema = v.strictObject({
  state: v.picklist(['running', 'done', 'failed']),
  process: ProcessIdentitySchema,
  started_utc: v.string(),
  ended_utc: v.nullable(v.string()),
  /** What it did, one sentence per item. */
  work_done: v.array(v.string()),
  /** Why it failed, one sentence per item. */
  reasons: v.array(v.string()),
  /** The files of the cache with the results that it has computed or found, absolute. */
  kept_in: v.array(v.string()),
  /** The folder of the report, absolute; null for a shard. */
  report: v.nullable(v.string()),
  /** Whether the report was not made since the cache lacks results of the shards. */
  lacks_results: v.optional(v.boolean(), false),
})

/** What a job says of itself. */
export type PartRecord = Readonly<v.InferOutput<typeof RecordSchema>>

/** What comes of a job. */
export interface PartOutcome {
  readonly workDone: readonly string[]
  readonly reasons: readonly string[]
  /** Files of the cache, absolute. */
  readonly keptIn: readonly string[]
  /** The folder of the report, absolute; null for a shard. */
  readonly report: string | null
  /** Whether the report was not made since the cache lacks results of the shards. */
  readonly lacksResults: boolean
}

/** The record of a job that has begun. */
export interface OpenRecord {
  /** @param state `failed`: the outcome's reasons say why */
  end(state: 'done' | 'failed', outcome: Partial<PartOutcome>): Promise<void>
}

/**
 * Records that this process does a job, at intervals that it still does, and if a signal or an error ends it,
 * which one.
 *
 * @throws {Error} the system's error where the folder cannot be written
 */
export async function beginRecord(folder: string, part: Part): Promise<OpenRecord> {
  const file = recordFile(folder, part)
  const begun: PartRecord = {
    ...{ state: 'running', process: ownIdentity(), started_utc: new Date().toISOString() },
    ...{ ended_utc: null, work_done: [], reasons: [], kept_in: [], report: null },
    lacks_results: false,
  }
  await writeAtomically(file, format(begun))
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS)
  heartbeat.unref()
  const fail = (reason: string) => {
    const failed: PartRecord = {
      ...begun,
      ...{ state: 'failed', ended_utc: nowUtc(), reasons: [reason] },
    }
    try {
      writeOver(file, format(failed))
    } catch (error) {
      // The process ends, and has told why.
      if (!isOfFile(error)) throw error
    }
  }
  const removeListeners = onSignal((signal) =>
    fail(`ended by ${signal}: cancelled, or out of its time`),
  )
  // Such as a log on a full disk, of which the log cannot tell.
  const onError = (error: Error) => fail(`stopped by an error: ${error.message}`)
  process.once('uncaughtExceptionMonitor', onError)
  return {
    end: async (state, outcome) => {
      const { workDone = [], reasons = [], keptIn = [], report = null } = outcome
      clearInterval(heartbeat)
      removeListeners()
      process.off('uncaughtExceptionMonitor', onError)
      const ended: PartRecord = {
        ...begun,
        ...{ state, report, ended_utc: nowUtc() },
        ...{ work_done: [...workDone], reasons: [...reasons], kept_in: [...keptIn] },
        lacks_results: outcome.lacksResults ?? false,
      }
      await writeAtomically(file, format(ended)).catch((error: unknown) => {
        if (!isOfFile(error)) throw error
        writeOver(file, format(ended))
      })
    },
  }
}

/** What a job has said of itself, and when it last gave a sign of life; undefined before it began. */
export function readRecord(
  folder: string,
  part: Part,
): { readonly record: PartRecord; readonly lastSign: Date } | undefined {
  const file = recordFile(folder, part)
  try {
    const record = v.parse(RecordSchema, JSON.parse(readText(file)))
    return { record, lastSign: statSync(file).mtime }
  } catch (error) {
    // What a full disk has cut says nothing: the job is done again, which finds its results.
    if (isOfFile(error) || error instanceof SyntaxError || error instanceof v.ValiError)
      return undefined
    throw error
  }
}

/**
 * Removes what a job has said of itself, before it is submitted again: what an earlier attempt came to says
 * nothing of the next.
 *
 * @throws {Error} the system's error where the folder cannot be written
 */
export function removeRecord(folder: string, part: Part): void {
  rmSync(recordFile(folder, part), { force: true })
}

function recordFile(folder: string, part: Part): string {
  return path.join(folder, 'state', `${partName(part)}.json`)
}

function format(record: PartRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`
}

/**
 * Replaces what a file holds, for which a full disk has room.
 *
 * @throws {Error} the system's error
 */
function writeOver(file: string, text: string): void {
  writeFileSync(file, text, { flag: 'r+' })
  truncateSync(file, Buffer.byteLength(text))
}

function nowUtc(): string {
  return new Date().toISOString()
}

/** @returns removes the listeners */
function onSignal(act: (signal: (typeof END_SIGNALS)[number]) => void): () => void {
  const listeners = END_SIGNALS.map((signal) => {
    const listener = () => {
      act(signal)
      // Where nobody else takes care of the signal, it ends the process, as without a listener.
      if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal])
    }
    process.prependListener(signal, listener)
    return () => process.off(signal, listener)
  })
  return () => {
    for (const remove of listeners) remove()
  }
}
