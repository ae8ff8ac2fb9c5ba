import { posix } from 'node:path'
import { ReportError } from '../../../errors.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { readMetricsCsv } from '../reading/csv/metricsCsv.ts'
import { readJsonLines } from '../reading/json/jsonLines.ts'
import { walkNumbers } from '../reading/json/jsonNumbers.ts'
import { readJsonParams } from '../reading/json/jsonParams.ts'
import { readFirstLine } from '../reading/readFirstLine.ts'
import { MetricsBuilder } from '../reading/series.ts'
import type { Claim, Directory, Scalar, Series, Source, SourceRun } from '../source.ts'
import { findState, newestState, readState, type TrialState } from './experimentState.ts'
import {
  DONE_KEY,
  ERROR_FILE,
  EVENT_FILE,
  isMetricColumn,
  OWN_KEYS,
  PARAMS_FILE,
  PROGRESS_FILE,
  RESULT_FILE,
  STATE_FILE,
  STATUSES,
  STEP_KEY,
  TIME_KEY,
} from './format.ts'

/**
 * Trials of Ray Tune: the folder of each is a run. Its other files hold the same, so that it claims them. A trial
 * that has not reported is a record of its experiment's state.
 */
export const raySource: Source = { name: 'ray', claimsAlone: true, claims, read }

/** Before the name of a file in the directory of the experiment, from that of a trial. */
const ABOVE = '../'

function claims({ path, entries }: Directory): Claim[] {
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
  const state = newestState(files)
  if (state !== undefined) return [{ directory: path, names: [state], isWhole: false }]
  if (!files.some((name) => isReport(path, name))) return []
  const own = new Set([RESULT_FILE, PROGRESS_FILE, PARAMS_FILE, ERROR_FILE])
  const names = files.filter((name) => own.has(name) || EVENT_FILE.test(name)).sort()
  const stateAbove = findState(posix.dirname(path))
  const above = stateAbove === undefined ? [] : [`${ABOVE}${stateAbove}`]
  return [{ directory: path, names: [...names, ...above], isWhole: false }]
}

function isReport(path: string, name: string): boolean {
  if (name !== RESULT_FILE && name !== PROGRESS_FILE) return false
  const line = readFirstLine(`${path}/${name}`) ?? ''
  return name === RESULT_FILE ? line.includes(`"${STEP_KEY}":`) : line.split(',').includes(STEP_KEY)
}

/** What the reports of a trial say. */
interface Reports {
  readonly metrics: ReadonlyMap<string, Series>
  /** Ray says that the trial ends with the last of them. */
  readonly isDone: boolean
  readonly durationS?: number
}

function read(claim: Claim): SourceRun[] {
  const files = new ClaimFiles(claim)
  const [first = ''] = claim.names
  if (STATE_FILE.test(first)) return readUnreported(files, first)
  const has = (name: string) => claim.names.includes(name)
  // The lines of JSON have all keys; the header of the CSV is that of the first report.
  const fromJson = has(RESULT_FILE)
    ? files.orTell('progress.csv is read instead', () => readResults(files))
    : undefined
  const reports = fromJson ?? readProgress(files)
  const state = stateOfTrial(claim, files)
  const stated = state && STATUSES.get(state.word)
  // The state is written at times only: the last report may be newer.
  const isNewer = stated === 'running' && reports.isDone
  const ownStatus = has(ERROR_FILE) ? 'failed' : reports.isDone ? 'finished' : 'unknown'
  return [
    {
      path: claim.directory,
      status: stated === undefined || isNewer ? ownStatus : stated,
      ...(state !== undefined && { statusRaw: state.word }),
      params: has(PARAMS_FILE)
        ? readJsonParams(files, PARAMS_FILE)
        : (state?.params ?? new Map<string, Scalar>()),
      metrics: reports.metrics,
      ...(state?.startedAt !== undefined && { startedAt: state.startedAt }),
      ...(reports.durationS !== undefined && { durationS: reports.durationS }),
      files: files.files,
      findings: files.findings,
    },
  ]
}

/** What the experiment says of a trial, whose folder lies in that of the experiment. */
function stateOfTrial({ names }: Claim, files: ClaimFiles): TrialState | undefined {
  const name = names.find((each) => each.startsWith(ABOVE))
  if (name === undefined) return undefined
  const state = files.orTell('how the trial ended is unknown', () => readState(files, name))
  return state?.byFolder.get(posix.basename(files.directory))
}

/** Trials that wait, or that ended before their first report: their folders have none to read. */
function readUnreported(files: ClaimFiles, name: string): SourceRun[] {
  const { trials = [] } = readState(files, name) ?? {}
  return trials
    .filter(({ hasReported }) => !hasReported)
    .map(({ id, word, params, startedAt }) => ({
      path: `${files.directory}/${name}#${id}`,
      status: STATUSES.get(word) ?? 'unknown',
      statusRaw: word,
      params,
      metrics: new Map(),
      ...(startedAt !== undefined && { startedAt }),
      files: files.files,
      findings: [],
    }))
}

function readResults(files: ClaimFiles): Reports | undefined {
  const builder = new MetricsBuilder()
  let last: ReadonlyMap<string, unknown> = new Map()
  const findings = readJsonLines(RESULT_FILE, files.text(RESULT_FILE) ?? '', (record) => {
    const fields = new Map<string, unknown>(Object.entries(record))
    last = fields
    const position = { step: numberAt(fields, STEP_KEY), timeS: numberAt(fields, TIME_KEY) }
    const measured = Object.fromEntries([...fields].filter(([key]) => !OWN_KEYS.has(key)))
    walkNumbers(measured, '/', (name, value) => builder.add(name, value, position))
  })
  files.findings.push(...findings)
  if (last.size === 0) throw new ReportError('RUN_UNUSABLE', `${RESULT_FILE} holds no report`)
  const durationS = numberAt(last, TIME_KEY)
  return {
    metrics: builder.build(),
    isDone: last.get(DONE_KEY) === true,
    ...(!Number.isNaN(durationS) && { durationS }),
  }
}

function numberAt(fields: ReadonlyMap<string, unknown>, key: string): number {
  const value = fields.get(key)
  return typeof value === 'number' ? value : Number.NaN
}

function readProgress(files: ClaimFiles): Reports {
  const text = files.text(PROGRESS_FILE)
  if (text === undefined) {
    const reason = files.findings[0] ?? `there is neither ${RESULT_FILE} nor ${PROGRESS_FILE}`
    throw new ReportError('RUN_UNUSABLE', reason)
  }
  const { metrics, findings } = readMetricsCsv(text, PROGRESS_FILE, {
    delimiter: ',',
    step: STEP_KEY,
    isMetric: (column) => column === TIME_KEY || isMetricColumn(column),
  })
  files.findings.push(...findings)
  const measured = [...metrics].filter(([name]) => name !== TIME_KEY)
  const durationS = metrics.get(TIME_KEY)?.value.at(-1)
  return {
    metrics: new Map(measured),
    isDone: false,
    ...(durationS !== undefined && { durationS }),
  }
}
