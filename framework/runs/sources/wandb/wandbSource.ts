import { toPlain } from '../../../config/tree/plain.ts'
import { parseRepeatedYaml } from '../../../config/yaml/repeatedYaml.ts'
import { ReportError } from '../../../errors.ts'
import { count } from '../../../text/counts.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { FileWindow } from '../reading/fileWindow.ts'
import { flatParams, isMapping } from '../reading/flatParams.ts'
import { parseJsonRecord } from '../reading/json/jsonNumbers.ts'
import { absolutePaths } from '../reading/mentions.ts'
import { MAX_METRICS } from '../reading/mergedMetrics.ts'
import { MetricsBuilder } from '../reading/series.ts'
import type { Claim, Directory, RunStatus, Scalar, Series, Source, SourceRun } from '../source.ts'
import {
  CONFIG_FILE,
  FILES_FOLDER,
  LOG_FILE,
  METADATA_FILE,
  OWN_CONFIG_KEYS,
  OWN_KEY,
  RUN_FOLDER,
  RUNTIME_KEY,
  STEP_KEY,
  SUMMARY_FILE,
} from './format.ts'
import { type LogEnd, readLogRecords } from './logRecords.ts'
import { RecordReader } from './recordReader.ts'
import { walkRowNumbers } from './rowNumbers.ts'
import { tellDifferences } from './summaryDifferences.ts'
import { holdsRunFiles, namedFolderBeside } from './unnamedFolder.ts'

/** Years of console output reach this. */
const MAX_LOG_BYTES = 2 * 1024 ** 3

/** More than any config or summary has. */
const MAX_SMALL_BYTES = 16 * 1024 * 1024

/** Before the name of a folder beside that of a claim. */
const BESIDE = '../'

/** The folder of a W&B run, online or offline, ended or crashed. */
export const wandbSource: Source = { name: 'wandb', claims, read }

function claims({ path, entries }: Directory): Claim[] {
  const logs = entries.filter((entry) => !entry.isDirectory() && LOG_FILE.test(entry.name))
  const hasFiles = entries.some(({ name }) => name === FILES_FOLDER)
  const isNamed = RUN_FOLDER.test(folderName(path))
  if (logs.length === 0 && !(hasFiles && (isNamed || holdsRunFiles(path)))) return []
  const names = logs.map(({ name }) => name).sort()
  const original = logs.length === 0 && !isNamed ? namedFolderBeside(path) : undefined
  const others = original === undefined ? [] : [`${BESIDE}${original}`]
  const own = hasFiles ? [...names, FILES_FOLDER] : names
  return [{ directory: path, names: [...own, ...others], isWhole: true }]
}

function read(claim: Claim): SourceRun[] {
  const original = claim.names.find((name) => name.startsWith(BESIDE))?.slice(BESIDE.length)
  if (original !== undefined) {
    throw new ReportError('RUN_UNUSABLE', `it is a copy of ${original}, which lies beside it`)
  }
  const files = new ClaimFiles(claim)
  const [log, ...others] = claim.names.filter((name) => LOG_FILE.test(name))
  if (others.length > 0) files.findings.push(`${log} counts; left out: ${others.join(', ')}`)
  const records = new RecordReader()
  if (log !== undefined) files.orTell('its rows are left out', () => readLog(files, log, records))
  const config = readConfig(files) ?? records.config
  const summary = readJson(files, SUMMARY_FILE)
  const metadata = readJson(files, METADATA_FILE)
  const params = toParams(config, files.findings)
  const metrics = log === undefined ? summaryMetrics(summary) : records.metrics.build()
  if (log !== undefined) {
    const [place, values] = summary === undefined ? [log, records.summary] : [SUMMARY_FILE, summary]
    tellDifferences({ place, summary: values, metrics, findings: files.findings })
  }
  const id = records.id || RUN_FOLDER.exec(folderName(claim.directory))?.[1]
  const startedAt = records.startedAt ?? startOf(metadata)
  const gitCommit = records.gitCommit || commitOf(metadata)
  return [
    {
      path: claim.directory,
      ...(records.name !== '' && { name: records.name }),
      ...statusOf(records),
      params,
      metrics,
      ...(records.goals.size > 0 && { goals: records.goals }),
      ...(startedAt !== undefined && { startedAt }),
      ...(gitCommit && { gitCommit }),
      ...(records.project !== '' && { collection: { kind: 'project', name: records.project } }),
      mentions: [...(id === undefined ? [] : [id]), ...absolutePaths(params)],
      files: files.files,
      findings: files.findings,
    },
  ]
}

/** Without an exit record nothing says whether the run crashed, was killed or is still running. */
function statusOf({ exit }: RecordReader): {
  status: RunStatus
  statusRaw?: string
  durationS?: number
} {
  if (exit === undefined) return { status: 'unknown' }
  return {
    status: exit.code === 0 ? 'finished' : 'failed',
    statusRaw: `exit code ${exit.code}`,
    ...(exit.runtimeS > 0 && { durationS: exit.runtimeS }),
  }
}

function readLog(files: ClaimFiles, name: string, records: RecordReader): void {
  const end = files.open(
    name,
    (descriptor, size) => readRecords(new FileWindow(descriptor, size), records),
    { maxBytes: MAX_LOG_BYTES },
  )
  const told = end && describeEnd(end)
  if (told !== undefined) files.findings.push(`${name} ${told}`)
  if (records.badValues > 0) {
    const values = count(records.badValues, 'value')
    files.findings.push(`${name} has ${values} that are not valid JSON; they are left out`)
  }
  if (records.hasTooManyMetrics) {
    files.findings.push(`${name} has more than ${MAX_METRICS} metrics; the rest is left out`)
  }
}

function readRecords(file: FileWindow, records: RecordReader): LogEnd {
  let position = 0
  try {
    return readLogRecords(file, (record, at) => {
      position = at
      records.take(record)
    })
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    return { kind: 'damaged', position, reason: `it is ${error.message}` }
  }
}

function describeEnd(end: LogEnd): string | undefined {
  if (end.kind === 'damaged') {
    if (end.position === 0) return `is not a file of W&B: ${end.reason}`
    const told = `is damaged at byte ${end.position} (the record there: ${end.reason})`
    return `${told}; it and what follows are left out`
  }
  if (end.kind === 'empty') return 'is empty, as after a crash at the start'
  if (end.kind === 'whole') return undefined
  return 'ends within a record, as that of a run that crashed, was killed or is still running'
}

/** The settings in `files/config.yaml`, each of which has a `value`; `undefined` where there is none. */
function readConfig(files: ClaimFiles): Map<string, unknown> | undefined {
  return files.orTell('its parameters are left out', () => {
    const text = files.text(CONFIG_FILE)
    if (text === undefined) return undefined
    const settings = toPlain(parseRepeatedYaml(text, { source: CONFIG_FILE, stripTags: true }))
    const config = new Map<string, unknown>()
    for (const [key, setting] of Object.entries(settings ?? {})) {
      if (isMapping(setting) && 'value' in setting) config.set(key, setting.value)
    }
    return config
  })
}

function toParams(config: ReadonlyMap<string, unknown>, findings: string[]): Map<string, Scalar> {
  const own = Array.from(config).filter(([key]) => !OWN_CONFIG_KEYS.has(key))
  return flatParams(Object.fromEntries(own), findings)
}

function readJson(files: ClaimFiles, name: string): Map<string, unknown> | undefined {
  return files.orTell('it is left out', () => {
    const record = parseJsonRecord(name, files.text(name, MAX_SMALL_BYTES))
    return record && new Map<string, unknown>(Object.entries(record))
  })
}

/** Where no rows were kept, the summary is all that there is: a point for each of its numbers. */
function summaryMetrics(summary?: ReadonlyMap<string, unknown>): Map<string, Series> {
  const metrics = new MetricsBuilder()
  const step = numberIn(summary?.get(STEP_KEY))
  const timeS = numberIn(summary?.get(RUNTIME_KEY))
  for (const [key, value] of summary ?? []) {
    if (key.startsWith(OWN_KEY)) continue
    walkRowNumbers(key, value, (name, number) => metrics.add(name, number, { step, timeS }))
  }
  return metrics.build()
}

function numberIn(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}

/** `startedAt` of the metadata is in UTC, whether it says so or not. */
function startOf(metadata?: ReadonlyMap<string, unknown>): number | undefined {
  const text = metadata?.get('startedAt')
  if (typeof text !== 'string') return undefined
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
  return Number.isNaN(time) ? undefined : time
}

function commitOf(metadata?: ReadonlyMap<string, unknown>): string | undefined {
  const git = metadata?.get('git')
  const commit = isMapping(git) && 'commit' in git ? git.commit : undefined
  return typeof commit === 'string' ? commit : undefined
}

function folderName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
