import { ReportError } from '../../../errors.ts'
import { parsePythonFloat } from '../../../text/python/pythonNumber.ts'
import type { ClaimFiles } from '../reading/claimFiles.ts'
import { readMetricsCsv } from '../reading/csv/metricsCsv.ts'
import { isMapping } from '../reading/flatParams.ts'
import { readJsonLines } from '../reading/json/jsonLines.ts'
import { walkNumbers } from '../reading/json/jsonNumbers.ts'
import { MetricsBuilder } from '../reading/series.ts'
import type { Scalar, Series } from '../source.ts'
import {
  CONFIG_KEY,
  DONE_KEY,
  ID_KEY,
  isMetricColumn,
  OWN_KEYS,
  PROGRESS_FILE,
  RESULT_FILE,
  STEP_KEY,
  TIME_KEY,
} from './format.ts'
import { ReportedParams } from './reportedParams.ts'
import type { ReportNumbers } from './stoppingCriterion.ts'

/** What the reports of a trial say. */
export interface Reports {
  readonly metrics: ReadonlyMap<string, Series>
  /** The trial ends with the last of them. */
  readonly isDone: boolean
  readonly durationS?: number
  readonly trialId?: string
  /** The numbers of the last one. */
  readonly last: ReportNumbers
  /** The parameters in the last one; undefined where the reports have none. */
  readonly params?: ReadonlyMap<string, Scalar>
  /** Parameters with their values, in their order, of which a later report has another one than an earlier. */
  readonly changed: ReadonlyMap<string, readonly Scalar[]>
}

/** The lines of JSON have all keys; the header of the CSV is that of the first report. */
export function readReports(files: ClaimFiles, hasResults: boolean): Reports {
  const fromJson = hasResults
    ? files.orTell('progress.csv is read instead', () => readResults(files))
    : undefined
  return fromJson ?? readProgress(files)
}

function readResults(files: ClaimFiles): Reports {
  const builder = new MetricsBuilder()
  const params = new ReportedParams()
  let last: ReadonlyMap<string, unknown> = new Map()
  const findings = readJsonLines(RESULT_FILE, files.text(RESULT_FILE) ?? '', (record) => {
    const fields = new Map<string, unknown>(Object.entries(record))
    last = fields
    const position = { step: numberAt(fields, STEP_KEY), timeS: numberAt(fields, TIME_KEY) }
    const measured = Object.fromEntries([...fields].filter(([key]) => !OWN_KEYS.has(key)))
    walkNumbers(measured, '/', (name, value) => builder.add(name, value, position))
    const config = fields.get(CONFIG_KEY)
    if (isMapping(config)) params.add(config)
  })
  files.findings.push(...findings)
  if (last.size === 0) throw new ReportError('RUN_UNUSABLE', `${RESULT_FILE} holds no report`)
  const durationS = numberAt(last, TIME_KEY)
  const trialId = last.get(ID_KEY)
  const numbers = new Map<string, number>()
  walkNumbers(Object.fromEntries(last), '/', (name, value) => numbers.set(name, value))
  return {
    metrics: builder.build(),
    isDone: last.get(DONE_KEY) === true,
    ...(!Number.isNaN(durationS) && { durationS }),
    ...(typeof trialId === 'string' && { trialId }),
    last: numbers,
    ...(params.last !== undefined && { params: params.last }),
    changed: params.changed,
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
  const { metrics, findings, lastLine } = readMetricsCsv(text, PROGRESS_FILE, {
    delimiter: ',',
    step: STEP_KEY,
    isMetric: (column) => column === TIME_KEY || isMetricColumn(column),
  })
  files.findings.push(...findings)
  const measured = [...metrics].filter(([name]) => name !== TIME_KEY)
  const durationS = metrics.get(TIME_KEY)?.value.at(-1)
  const trialId = lastLine.get(ID_KEY)
  return {
    metrics: new Map(measured),
    isDone: lastLine.get(DONE_KEY) === 'True',
    ...(durationS !== undefined && { durationS }),
    ...(trialId !== undefined && trialId !== '' && { trialId }),
    last: new Map(
      [...lastLine].map(([name, cell]) => [name, parsePythonFloat(cell) ?? Number.NaN] as const),
    ),
    changed: new Map(),
  }
}
