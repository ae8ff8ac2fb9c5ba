import { readSync } from 'node:fs'
import { isDirectory } from '../files/isDirectory.ts'
import { isOfFile } from '../files/isOfFile.ts'
import { stateOf } from '../files/processIdentity.ts'
import { isRegularFile, readWith } from '../files/regularFile.ts'
import { count } from '../text/counts.ts'
import { engineOf } from './engines/allEngines.ts'
import type { Engine } from './engines/engine.ts'
import { type PartRecord, readRecord } from './partRecord.ts'
import { logFile, type Part, type Plan, partsOf } from './plan.ts'
import { readSubmission } from './submission.ts'

/** A job on another machine counts as ended after so long without a sign of life: ten heartbeats. */
const SILENCE_MS = 300_000
/** The last line of a log is looked for in so many bytes at its end. */
const TAIL_BYTES = 4096

/** How a job stands. */
export interface PartStatus {
  readonly part: Part
  /** `again`: it was done, and the report then lacked results. */
  readonly state: 'done' | 'again' | 'running' | 'waiting' | 'failed' | 'not submitted'
  /** What it did, where it runs or why it failed; empty where nothing is known. */
  readonly detail: string
}

/** How the jobs of a plan stand. */
export interface PlanStatus {
  readonly jobs: readonly PartStatus[]
  /** Why the engine could not be asked which jobs it holds, a clause; undefined where it has answered. */
  readonly noAnswer: string | undefined
}

/**
 * How the jobs of a plan stand: from their own records, the results in the cache, and what the engine still
 * holds.
 */
export async function planStatus(plan: Plan, folder: string): Promise<PlanStatus> {
  const submission = readSubmission(folder)
  const held = await engineOf(plan).held(submission, folder)
  const report = readRecord(folder, 'report')?.record
  const isMade = report !== undefined && report.state === 'done' && isThere(report)
  const jobs: PartStatus[] = []
  const statusOfPart = (part: Part): Omit<PartStatus, 'part'> => {
    const holding = holdingOf(held, part)
    const found = readRecord(folder, part)
    if (found !== undefined) {
      const isAgain = report !== undefined && isOutdated(found.record, report)
      if (isAgain) return { state: 'again', detail: LACKING }
      return statusOf(found, { folder, part, holding, isMade })
    }
    if (submission !== undefined && holding === 'none') {
      return endedBeforeItBegan(folder, part, jobs)
    }
    return statusInQueue(holding, submission !== undefined)
  }
  for (const part of partsOf(plan)) jobs.push({ part, ...statusOfPart(part) })
  return { jobs, noAnswer: noAnswerOf(held) }
}

/** Of a job that has written no record, and that the engine holds or may hold. */
function statusInQueue(holding: Holding, isSubmitted: boolean): Omit<PartStatus, 'part'> {
  if (holding === 'this' || holding === 'some') return { state: 'waiting', detail: '' }
  return isSubmitted
    ? { state: 'waiting', detail: 'as far as is known' }
    : { state: 'not submitted', detail: '' }
}

/** @param shards of the plan, since a report is cancelled where one of them failed */
function endedBeforeItBegan(
  folder: string,
  part: Part,
  shards: readonly PartStatus[],
): Omit<PartStatus, 'part'> {
  const why = part === 'report' ? failedShards(shards) : ''
  return {
    state: 'failed',
    detail: `ended before it began${why}. ${lastLine(folder, part)}`.trim(),
  }
}

/** Why a report that never began was cancelled. */
function failedShards(shards: readonly PartStatus[]): string {
  const failed = shards.filter(({ state }) => state === 'failed').map(({ part }) => part)
  if (failed.length === 0) return ''
  return `: ${failed.length === 1 ? 'shard' : 'shards'} ${failed.join(', ')} failed`
}

const LACKING = 'was done before the report found that results are missing'

/**
 * Whether a shard was done before the report found that results are missing: an entry of the cache is damaged,
 * a model has changed or a run was added. Which shard they fall to now only the shards find out.
 */
function isOutdated(shard: PartRecord, report: PartRecord): boolean {
  if (shard.state !== 'done' || !report.lacks_results) return false
  return (shard.ended_utc ?? '') <= (report.ended_utc ?? '')
}

/** Whether the engine still has a job: `some`: it has jobs of the plan, and does not say which. */
type Holding = 'this' | 'some' | 'none' | 'unknown'

type Held = Awaited<ReturnType<Engine['held']>>

function holdingOf(held: Held, part: Part): Holding {
  if (held === 'all') return 'some'
  if ('noAnswer' in held) return 'unknown'
  return held.has(part) ? 'this' : 'none'
}

function noAnswerOf(held: Held): string | undefined {
  return held !== 'all' && 'noAnswer' in held ? held.noAnswer : undefined
}

interface Place {
  readonly folder: string
  readonly part: Part
  readonly holding: Holding
  /** Whether the report is made, which needs the shards' results no longer. */
  readonly isMade: boolean
}

function statusOf(
  { record, lastSign }: { readonly record: PartRecord; readonly lastSign: Date },
  place: Place,
): Omit<PartStatus, 'part'> {
  if (record.state === 'done') return statusOfDone(record, place.isMade)
  if (record.state === 'running') {
    if (!isOver(record, lastSign, place.holding)) {
      const since = record.started_utc.slice(0, 19).replace('T', ' ')
      const line = lastLine(place.folder, place.part)
      return {
        state: 'running',
        detail: `on ${record.process.host} since ${since} UTC. ${line}`.trim(),
      }
    }
    const sign = lastSign.toISOString().slice(0, 19).replace('T', ' ')
    const line = lastLine(place.folder, place.part)
    const detail = `was killed; its last sign of life was at ${sign} UTC. ${line}`.trim()
    return place.holding === 'this' ? requeued(detail) : { state: 'failed', detail }
  }
  if (place.holding === 'this' && wasInterrupted(record)) return requeued(record.reasons.join('; '))
  return { state: 'failed', detail: [...record.reasons, ...withoutWarnings(record)].join(' ') }
}

/** A batch system has put it back into its queue. */
function requeued(detail: string): Omit<PartStatus, 'part'> {
  return { state: 'waiting', detail: `again, after: ${detail}` }
}

function statusOfDone(record: PartRecord, isMade: boolean): Omit<PartStatus, 'part'> {
  const { reasons, report, kept_in } = record
  if (!isThere(record)) return { state: 'failed', detail: `${report} is no longer there` }
  const shown = withoutWarnings(record)
  const gone = kept_in.filter((file) => !isRegularFile(file)).length
  if (gone > 0) {
    const verb = gone === 1 ? 'is' : 'are'
    const detail = `${gone} of ${count(kept_in.length, 'result')} ${verb} no longer in the cache`
    return isMade
      ? { state: 'done', detail: [...shown, `Since then, ${detail}.`].join(' ') }
      : { state: 'failed', detail }
  }
  // A report is made even where a figure failed or a gate does not hold.
  return { state: 'done', detail: [report ?? shown.join(' '), ...reasons].join('\n') }
}

/** What a job did. Warnings stand in its log, and in the report. */
function withoutWarnings({ work_done }: PartRecord): string[] {
  return work_done.filter((line) => !line.startsWith('Warning: '))
}

/** Whether nobody has removed the report that a job made. */
function isThere({ report }: PartRecord): boolean {
  return report === null || isDirectory(report)
}

function isOver({ process }: PartRecord, lastSign: Date, holding: Holding): boolean {
  const state = stateOf(process)
  if (state !== 'unknown') return state === 'dead'
  return holding === 'none' || Date.now() - lastSign.getTime() > SILENCE_MS
}

function wasInterrupted({ reasons }: PartRecord): boolean {
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
