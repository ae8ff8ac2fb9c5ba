import { ReportError } from '../errors.ts'
import { isOfFile } from '../files/isOfFile.ts'
import { utf8 } from '../files/regularFile.ts'
import { type HydraFiles, readHydraFiles } from './hydra/hydraFiles.ts'
import { dataSection, placesOf, samplerOf, savedValues } from './hydra/hydraJob.ts'
import { configFields } from './parameters/configFields.ts'
import { readOverrides } from './parameters/overrides.ts'
import { describeError, describeSkip } from './reasons.ts'
import { decodeWholeFile, type Reading, RUN_FILES } from './runFiles.ts'
import type { Cell, Finding, LoadedRun, RunResult, RunSettings } from './runRecord.ts'
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
  const doubts: Finding[] = []
  let settings: RunSettings | undefined
  try {
    const hydra = readHydraFiles(reading)
    settings = settingsOf({ ...reading, findings: doubts }, hydra)
    const facts = readFacts(reading, hydra, options)
    reading.findings.push(...doubts)
    const row = [...settings.row, ...facts.row]
    return { status: 'loaded', ...settings, ...facts, row, directory: runDir, ...reading }
  } catch (error) {
    const known = settings && { settings }
    return {
      status: 'skipped',
      reason: describeSkip(error),
      ...known,
      directory: runDir,
      ...reading,
    }
  }
}

function settingsOf(reading: Reading, hydra: HydraFiles): RunSettings {
  return {
    sources: ['facts'],
    isJob: true,
    row: cellsOf(Object.entries(configFields(hydra))),
    overrides: readOverrides(reading, hydra),
    saved: savedValues(reading, hydra),
    collection: null,
  }
}

type FactsOfRun = Omit<
  LoadedRun,
  'status' | 'directory' | keyof Reading | Exclude<keyof RunSettings, 'row'>
>

function readFacts(
  reading: Reading,
  hydra: HydraFiles,
  { requireComplete }: ReadRunOptions,
): FactsOfRun {
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
    ['config_sha1', hydra.configSha1],
    ['git_commit', readGitCommit(reading, events)],
    ...Object.entries(measureRun({ scalars, events })),
  ]
  const sampler = samplerOf(hydra)
  if (sampler !== null) row.push(['sampler', sampler])
  return {
    ended: events?.trainEnd ? 'finished' : 'unknown',
    name: null,
    metrics: [],
    places: placesOf(reading.runDir, hydra),
    mentions: [],
    isDeleted: false,
    row: cellsOf(row),
    dataSection: dataSection(hydra),
    epochs: scalars.epochs,
    runId: events?.runId ?? metaText(events, 'run_id'),
  }
}

function cellsOf(row: readonly (readonly [string, Cell])[]): [string, Cell][] {
  return row.map(([column, value]) => [column, Number.isNaN(value) ? null : value])
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
