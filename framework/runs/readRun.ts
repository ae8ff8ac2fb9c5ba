import { ReportError } from '../errors.ts'
import { acceptColumnName } from './columnNames.ts'
import { configFields } from './parameters/configFields.ts'
import { readHydraFiles } from './parameters/hydraFiles.ts'
import { overrideColumns } from './parameters/overrideColumns.ts'
import { describeSkip } from './reasons.ts'
import { type Reading, readWholeFile } from './runFiles.ts'
import type { Cell, RunResult } from './runRecord.ts'
import { EVENTS_FILE, type RunEvents, readEvents } from './sources/facts/events.ts'
import { measureRun } from './sources/facts/measures.ts'
import { readScalars } from './sources/facts/scalars.ts'

export interface ReadRunOptions {
  /** Leave out a run whose training did not end. */
  readonly requireComplete: boolean
}

/** Reads one run. Whatever its files hold, the answer is a row or the reason why there is none. */
export function readRun(runDir: string, options: ReadRunOptions): RunResult {
  const reading: Reading = { runDir, files: [], findings: [] }
  try {
    return { status: 'loaded', ...readFacts(reading, options), ...reading }
  } catch (error) {
    return { status: 'skipped', reason: describeSkip(error), ...reading }
  }
}

function readFacts(reading: Reading, { requireComplete }: ReadRunOptions) {
  const hydra = readHydraFiles(reading)
  const events = readRunEvents(reading)
  if (requireComplete && !events?.trainEnd) {
    throw new ReportError(
      'RUN_UNUSABLE',
      `${EVENTS_FILE} ${events ? 'holds no on_train_end' : 'is missing'}: ` +
        'the training did not end, or is still running',
    )
  }
  const epochs = readScalars(reading)
  const overrides = overrideColumns(hydra.overrides, hydra.config)
  const row = new Map<string, Cell>([
    ...Object.entries(configFields(hydra, overrides)),
    ['config_sha1', hydra.configSha1],
    ['git_commit', readGitCommit(reading, events)],
    ...Object.entries(measureRun({ columns: epochs, events })),
  ])
  const epochsOverride = overrides.get('epochs')
  if (hydra.overridesFromConfig && typeof epochsOverride === 'number') {
    // Runs whose config holds Hydra's section have always been listed with the epochs asked for.
    row.set('epochs', epochsOverride)
  }
  for (const [column, value] of overrides) {
    if (!row.has(column) && acceptColumnName(reading, 'overrides', column)) row.set(column, value)
  }
  for (const [column, value] of row) if (Number.isNaN(value)) row.set(column, null)
  return { row: [...row], epochs, dependsOnEnvironment: hydra.dependsOnEnvironment }
}

function readRunEvents(reading: Reading): RunEvents | undefined {
  const events = readEvents(reading)
  if (!events) return undefined
  const [badLine] = events.badLines
  if (badLine !== undefined) {
    const detail = `${EVENTS_FILE}:${badLine}: the line is cut off or no JSON object; it was passed over`
    reading.findings.push({ kind: 'bad-event-lines', detail })
  }
  if (!events.validUtf8) {
    const detail = `${EVENTS_FILE}: bytes that are no UTF-8 were replaced`
    reading.findings.push({ kind: 'invalid-utf8', detail })
  }
  return events
}

/** `facts/git_commit.txt`, or else what the trainer noted in its events. */
function readGitCommit(reading: Reading, events: RunEvents | undefined): string | null {
  const text = readWholeFile(reading, 'facts/git_commit.txt')?.toString('utf8').trim()
  if (text) return text
  const meta = (events?.trainEnd ?? events?.lastEpochEnd)?.meta as { git_commit?: unknown } | null
  return typeof meta?.git_commit === 'string' ? meta.git_commit : null
}
