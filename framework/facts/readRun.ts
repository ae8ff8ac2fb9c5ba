import { ReportError } from '../errors.ts'
import { configFields } from './configFields.ts'
import { type RunEvents, readEvents } from './events.ts'
import { readWholeFile } from './fileBytes.ts'
import { readHydraFiles } from './hydraFiles.ts'
import { measureRun } from './measures.ts'
import { overrideColumns } from './overrideColumns.ts'
import {
  type Cell,
  describeError,
  type FileRead,
  type Finding,
  type RunResult,
} from './runFacts.ts'
import { readScalars } from './scalars.ts'

export interface ReadRunOptions {
  /** Leave out a run whose training did not end. */
  readonly requireComplete: boolean
}

/** Reads one run. Whatever its files hold, the answer is a row or the reason why there is none. */
export function readRun(runDir: string, options: ReadRunOptions): RunResult {
  const files: FileRead[] = []
  const findings: Finding[] = []
  try {
    const { row, epochs } = readFacts({ runDir, options, files, findings })
    return { status: 'loaded', runDir, row, epochs, findings, files }
  } catch (error) {
    return { status: 'skipped', runDir, reason: describeError(error), findings, files }
  }
}

function readFacts(reading: {
  runDir: string
  options: ReadRunOptions
  files: FileRead[]
  findings: Finding[]
}) {
  const { runDir, options, files, findings } = reading
  const hydra = readHydraFiles(reading)
  const events = readRunEvents(reading)
  if (options.requireComplete && !events?.trainEnd) {
    throw new ReportError(
      'RUN_UNUSABLE',
      `facts/events.jsonl ${events ? 'holds no on_train_end' : 'is missing'}: ` +
        'the training did not end, or is still running',
    )
  }
  const scalarsBytes = readWholeFile(`${runDir}/facts/scalars.csv`, files)
  if (!scalarsBytes) throw new ReportError('RUN_UNUSABLE', 'facts/scalars.csv is missing')
  const scalars = readScalars('facts/scalars.csv', scalarsBytes)
  findings.push(...scalars.findings)

  const overrides = overrideColumns(hydra.overrides, hydra.config)
  const row = new Map<string, Cell>([
    ['run_dir', runDir],
    ...Object.entries(configFields(hydra, overrides)),
    ['config_sha1', hydra.configSha1],
    ['git_commit', readGitCommit(reading, events)],
    ...Object.entries(measureRun({ columns: scalars.columns, events })),
  ])
  const epochsOverride = overrides.get('epochs')
  if (hydra.overridesFromConfig && typeof epochsOverride === 'number') {
    // Runs whose config holds Hydra's section have always been listed with the epochs asked for.
    row.set('epochs', epochsOverride)
  }
  for (const [column, value] of overrides) if (!row.has(column)) row.set(column, value)
  for (const [column, value] of row) if (Number.isNaN(value)) row.set(column, null)
  return { row: [...row], epochs: scalars.columns }
}

function readRunEvents(reading: {
  runDir: string
  files: FileRead[]
  findings: Finding[]
}): RunEvents | undefined {
  const name = 'facts/events.jsonl'
  const events = readEvents(`${reading.runDir}/${name}`, reading.files)
  if (!events) return undefined
  const [badLine] = events.badLines
  if (badLine !== undefined) {
    const detail = `${name}:${badLine}: the line is cut off or no JSON object; it was passed over`
    reading.findings.push({ kind: 'bad-event-lines', detail })
  }
  if (!events.validUtf8) {
    const detail = `${name}: bytes that are no UTF-8 were replaced`
    reading.findings.push({ kind: 'invalid-utf8', detail })
  }
  return events
}

/** `facts/git_commit.txt`, or else what the trainer noted in its events. */
function readGitCommit(
  { runDir, files }: { runDir: string; files: FileRead[] },
  events: RunEvents | undefined,
): string | null {
  const text = readWholeFile(`${runDir}/facts/git_commit.txt`, files)?.toString('utf8').trim()
  if (text) return text
  const meta = (events?.trainEnd ?? events?.lastEpochEnd)?.meta as { git_commit?: unknown } | null
  return typeof meta?.git_commit === 'string' ? meta.git_commit : null
}
