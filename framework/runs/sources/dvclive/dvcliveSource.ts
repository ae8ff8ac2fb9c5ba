import { type Dirent, readdirSync } from 'node:fs'
import { ReportError } from '../../../errors.ts'
import { describeError } from '../../reasons.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { readMetricsCsv } from '../reading/csv/metricsCsv.ts'
import { parseJsonRecord, walkNumbers } from '../reading/json/jsonNumbers.ts'
import { readYamlParams } from '../reading/yamlParams.ts'
import type { Claim, Directory, Series, Source, SourceRun } from '../source.ts'
import {
  isDvcliveFolder,
  METRICS_FILE,
  PARAMS_FILE,
  PLOTS_FOLDER,
  TABLE_ENDING,
  TABLES_FOLDER,
} from './format.ts'

/** A run logs tens of metrics; more tables than this are another program's. */
const MAX_TABLES = 10_000
const MAX_DEPTH = 20
const MAX_SMALL_BYTES = 4 * 1024 * 1024

/** DVCLive's folder: each is a run. */
export const dvcliveSource: Source = { name: 'dvclive', claims, read }

function claims(directory: Directory): Claim[] {
  if (!isDvcliveFolder(directory)) return []
  const present = new Set(directory.entries.map(({ name }) => name))
  const names = [METRICS_FILE, PARAMS_FILE, PLOTS_FOLDER].filter((name) => present.has(name))
  return [{ directory: directory.path, names, isWhole: false }]
}

function read(claim: Claim): SourceRun[] {
  const files = new ClaimFiles(claim)
  const metrics = new Map<string, Series>()
  for (const table of listTables(files)) {
    const series = readTable(files, table)
    if (series !== undefined) metrics.set(table.slice(0, -TABLE_ENDING.length), series)
  }
  addLastValues(files, metrics)
  const params = readYamlParams(files, PARAMS_FILE)
  if (files.files.length === 0) {
    const reason = files.findings[0] ?? `there is neither ${METRICS_FILE} nor ${TABLES_FOLDER}`
    throw new ReportError('RUN_UNUSABLE', reason)
  }
  const run = { path: claim.directory, status: 'unknown', params, metrics } as const
  return [{ ...run, files: files.files, findings: files.findings }]
}

/** The tables below `plots/metrics`, in the order of their names. */
function listTables(files: ClaimFiles): string[] {
  const tables: string[] = []

  function list(folder: string, depth: number): void {
    for (const entry of readFolder(`${files.directory}/${TABLES_FOLDER}/${folder}`, files)) {
      const name = folder + entry.name
      if (tables.length >= MAX_TABLES) return
      if (entry.isDirectory() && depth < MAX_DEPTH) list(`${name}/`, depth + 1)
      else if (entry.isFile() && name.endsWith(TABLE_ENDING)) tables.push(name)
    }
  }

  list('', 0)
  if (tables.length >= MAX_TABLES) {
    files.findings.push(
      `${TABLES_FOLDER} holds more than ${MAX_TABLES} tables; the rest is left out`,
    )
  }
  return tables.sort()
}

function readFolder(folder: string, files: ClaimFiles): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    files.findings.push(`${TABLES_FOLDER} cannot be listed: ${describeError(error)}`)
    return []
  }
}

function readTable(files: ClaimFiles, table: string): Series | undefined {
  const name = `${TABLES_FOLDER}/${table}`
  return files.orTell('this table is left out', () => {
    const text = files.text(name)
    if (text === undefined) return undefined
    const format = { delimiter: '\t', step: 'step', timestamp: 'timestamp' } as const
    const { columns, metrics, findings } = readMetricsCsv(text, name, format)
    files.findings.push(...findings)
    return metrics.get(columns.at(-1) ?? '')
  })
}

/** `metrics.json` has the last value of each metric, and is all there is of those without a table. */
function addLastValues(files: ClaimFiles, metrics: Map<string, Series>): void {
  const record = files.orTell('last values come from the tables', () =>
    parseJsonRecord(METRICS_FILE, files.text(METRICS_FILE, MAX_SMALL_BYTES)),
  )
  if (record === undefined) return
  const step = 'step' in record && typeof record.step === 'number' ? record.step : Number.NaN
  walkNumbers(record, '/', (name, value) => {
    if (name === 'step') return
    const series = metrics.get(name)
    if (series === undefined) {
      metrics.set(name, { step: Float64Array.of(step), value: Float64Array.of(value) })
    } else if (!Object.is(series.value.at(-1), value)) {
      metrics.set(name, { ...series, last: value })
    }
  })
}
