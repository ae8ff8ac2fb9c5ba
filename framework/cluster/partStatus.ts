import { readSync } from 'node:fs'
import { isOfFile } from '../files/isOfFile.ts'
import { stateOf } from '../files/processIdentity.ts'
import { isRegularFile, readWith } from '../files/regularFile.ts'
import { count } from '../text/counts.ts'
import { engineOf } from './engines/allEngines.ts'
import { type PartRecord, readRecord } from './partRecord.ts'
import { logFile, type Part, type Plan, partsOf } from './plan.ts'
import { readSubmission } from './submission.ts'

/** A job of another machine that gave no sign of life for so long has ended: ten of its signs. */
const SILENCE_MS = 300_000
/** Bytes of a log's end in which its last line is looked for. */
const TAIL_BYTES = 4096

/** How a job stands. */
export interface PartStatus {
  readonly part: Part
  readonly state: 'done' | 'running' | 'waiting' | 'failed' | 'not submitted'
  /** What it did, where it runs or why it failed, in a sentence; empty where there is nothing to tell. */
  readonly detail: string
}

/**
 * How the jobs of a plan stand: by what they said of themselves, by the results that are in the cache, and
 * by what the engine still holds.
 */
export async function partStatuses(plan: Plan, folder: string): Promise<PartStatus[]> {
  const submission = readSubmission(folder)
  const held = submission ? await engineOf(plan).held(submission, folder) : new Set<Part>()
  return partsOf(plan).map((part) => {
    const isHeld = held === undefined ? undefined : held === 'all' || held.has(part)
    const said = readRecord(folder, part)
    if (said !== undefined) return { part, ...statusOf(said, { folder, part, isHeld }) }
    if (submission === undefined) return { part, state: 'not submitted', detail: '' }
    if (isHeld ?? true) return { part, state: 'waiting', detail: '' }
    return {
      part,
      state: 'failed',
      detail: `ended before it began. ${lastLine(folder, part)}`.trim(),
    }
  })
}

interface Place {
  readonly folder: string
  readonly part: Part
  /** Whether the engine still has the job; undefined where it does not say. */
  readonly isHeld: boolean | undefined
}

function statusOf(
  { record, lastSign }: { readonly record: PartRecord; readonly lastSign: Date },
  place: Place,
): Omit<PartStatus, 'part'> {
  if (record.state === 'done') return statusOfDone(record)
  if (record.state === 'running') {
    if (!isOver(record, lastSign, place.isHeld)) {
      const since = record.started_utc.slice(0, 19).replace('T', ' ')
      const line = lastLine(place.folder, place.part)
      return {
        state: 'running',
        detail: `on ${record.process.host} since ${since} UTC. ${line}`.trim(),
      }
    }
    const sign = lastSign.toISOString().slice(0, 19).replace('T', ' ')
    const line = lastLine(place.folder, place.part)
    return {
      state: 'failed',
      detail: `was killed; its last sign of life was at ${sign} UTC. ${line}`.trim(),
    }
  }
  // A batch system may have put it back into its queue.
  if (place.isHeld === true && place.part !== 'report' && isRequeued(record)) {
    return { state: 'waiting', detail: `again, after: ${record.reasons.join('; ')}` }
  }
  return { state: 'failed', detail: [...record.reasons, ...record.told].join(' ') }
}

function statusOfDone({ told, report, kept_in }: PartRecord): Omit<PartStatus, 'part'> {
  const gone = kept_in.filter((file) => !isRegularFile(file)).length
  if (gone > 0) {
    const detail = `${gone} of ${count(kept_in.length, 'result')} are no longer in the cache`
    return { state: 'failed', detail }
  }
  // Warnings stand in the log, and in the report.
  const shown = told.filter((line) => !line.startsWith('Warning: '))
  return { state: 'done', detail: report ?? shown.join(' ') }
}

function isOver({ process }: PartRecord, lastSign: Date, isHeld: boolean | undefined): boolean {
  const state = stateOf(process)
  if (state !== 'unknown') return state === 'dead'
  return isHeld === false || Date.now() - lastSign.getTime() > SILENCE_MS
}

function isRequeued({ reasons }: PartRecord): boolean {
  return reasons.some((reason) => reason.startsWith('ended by '))
}

/** The last line that a job printed, or its batch system for it, such as that its time was over. */
function lastLine(folder: string, part: Part): string {
  for (const file of [logFile(folder, part), logFile(folder, part).replace(/\.log$/, '.err')]) {
    const line = tailOf(file)
      .split('\n')
      .filter((each) => each.trim() !== '')
      .at(-1)
    if (line !== undefined) return `Its log ends: ${line.trim()}`
  }
  return ''
}

function tailOf(file: string): string {
  try {
    return readWith(file, (descriptor, { size }) => {
      const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES))
      const n = readSync(descriptor, bytes, 0, bytes.length, size - bytes.length)
      return bytes.toString('utf8', 0, n)
    })
  } catch (error) {
    if (isOfFile(error)) return ''
    throw error
  }
}
