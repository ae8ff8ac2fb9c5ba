import { ReportError } from '../errors.ts'
import { isOfFile } from '../files/isOfFile.ts'
import { utf8 } from '../files/regularFile.ts'
import { readHydraFiles } from './hydra/hydraFiles.ts'
import { dataSection, placesOf, samplerOf, savedValues } from './hydra/hydraJob.ts'
import { configFields } from './parameters/configFields.ts'
import { readOverrides } from './parameters/overrides.ts'
import { describeError, describeSkip } from './reasons.ts'
import { decodeWholeFile, type Reading, RUN_FILES } from './runFiles.ts'
import type { Cell, LoadedRun, RunResult } from './runRecord.ts'
import { type RunEvents, readEvents } from './sources/facts/events.ts'
import { measureRun } from './sources/facts/measures.ts'
import { readScalars } from './sources/facts/scalars.ts'

/** A commit is a line. */
const MAX_COMMIT_BYTES = 64 * 1024

export interface ReadRunOptions {
  /** Leave out a run whose training did not end. */
  readonly requireComplete: boolean
}

/** Reads one run. Whatever its files hold, the answer is a row or the reason why there is none. */
export function readRun(runDir: string, options: ReadRunOptions): RunResult {
  const reading: Reading = { runDir, files: [], findings: [] }
  try {
    return { status: 'loaded', ...readFacts(reading, options), directory: runDir, ...reading }
  } catch (error) {
    return { status: 'skipped', reason: describeSkip(error), directory: runDir, ...reading }
  }
}

function readFacts(
  reading: Reading,
  { requireComplete }: ReadRunOptions,
): Omit<LoadedRun, 'status' | 'directory' | keyof Reading> {
  const hydra = readHydraFiles(reading)
  const events = readRunEvents(reading)
  if (requireComplete && !events?.trainEnd) {
    throw new ReportError(
      'RUN_UNUSABLE',
      `${RUN_FILES.events} ${events ? 'holds no on_train_end' : 'is missing'}: ` +
        'the training did not end, or is still running',
    )
  }
  const scalars = readScalars(reading)
  const row: [string, Cell][] = [
    ...Object.entries(configFields(hydra)),
    ['config_sha1', hydra.configSha1],
    ['git_commit', readGitCommit(reading, events)],
    ...Object.entries(measureRun({ scalars, events })),
  ]
  const sampler = samplerOf(hydra)
  if (sampler !== null) row.push(['sampler', sampler])
  return {
    sources: ['facts'],
    ended: events?.trainEnd ? 'finished' : 'unknown',
    name: null,
    metrics: [],
    isJob: true,
    places: placesOf(reading.runDir, hydra),
    mentions: [],
    collection: null,
    isDeleted: false,
    row: row.map(([column, value]): [string, Cell] => [column, Number.isNaN(value) ? null : value]),
    overrides: readOverrides(reading, hydra),
    saved: savedValues(reading, hydra),
    dataSection: dataSection(hydra),
    epochs: scalars.epochs,
    runId: events?.runId ?? metaText(events, 'run_id'),
  }
}

function readRunEvents(reading: Reading): RunEvents | undefined {
  const events = readEvents(reading)
  if (!events) return undefined
  const note = (kind: Reading['findings'][number]['kind'], place: string, detail: string) =>
    reading.findings.push({ kind, detail: `${RUN_FILES.events}${place}: ${detail}` })
  const [badLine] = events.badLines
  if (badLine !== undefined) {
    const detail =
      'the line is cut off, not a JSON object or nested more than 100 deep; it was passed over'
    note('bad-event-lines', `:${badLine}`, detail)
  }
  if (!events.validUtf8) {
    note('invalid-utf8', '', 'bytes that are not valid UTF-8 were replaced')
  }
  const [firstEnd, secondEnd] = events.trainEndLines
  if (secondEnd !== undefined) {
    note(
      'two-train-ends',
      `:${secondEnd}`,
      `a second on_train_end; the first (line ${firstEnd}) counts`,
    )
  }
  const [lastEnd, lastEpoch] = [events.trainEndLines.at(-1), events.lastEpochEndLine]
  if (lastEnd !== undefined && lastEpoch !== undefined && lastEpoch > lastEnd) {
    const detail = `epochs go on after the last on_train_end (line ${lastEnd}), as in a run that was resumed and has not ended`
    note('resumed-after-end', `:${lastEpoch}`, detail)
  }
  return events
}

/** `facts/git_commit.txt`, or else what the trainer noted in its events. */
function readGitCommit(reading: Reading, events: RunEvents | undefined): string | null {
  const text = readGitFile(reading)?.trim()
  return text || metaText(events, 'git_commit')
}

/** No run is lost for want of a commit: what is odd about the file is told. */
function readGitFile(reading: Reading): string | undefined {
  try {
    return decodeWholeFile(reading, RUN_FILES.gitCommit, utf8, MAX_COMMIT_BYTES)
  } catch (error) {
    if (!isOfFile(error)) throw error
    reading.findings.push({ kind: 'unreadable-optional-file', detail: describeError(error) })
    return undefined
  }
}

function metaText(events: RunEvents | undefined, name: string): string | null {
  const meta = (events?.trainEnd ?? events?.lastEpochEnd)?.meta
  const value =
    typeof meta === 'object' && meta !== null ? (meta as Record<string, unknown>)[name] : null
  return typeof value === 'string' ? value : null
}
