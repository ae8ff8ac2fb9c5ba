import { ReportError } from '../../../errors.ts'
import { count } from '../../../text/counts.ts'
import { ClaimFiles } from '../claimFiles.ts'
import { isDvcliveFolder } from '../dvclive/format.ts'
import { isMapping } from '../flatParams.ts'
import { parseJson, walkNumbers } from '../jsonNumbers.ts'
import { MetricsBuilder } from '../series.ts'
import type { Claim, Directory, Source, SourceRun } from '../source.ts'
import { AXES, EPOCH_KEY, METRICS_LINES_FILE, RECORD_FILES, STEP_KEYS } from './format.ts'

/** A record of results is small; what is larger holds data, which is no metric. */
const MAX_RECORD_BYTES = 16 * 1024 * 1024
const MAX_METRICS = 10_000

/** `metrics.jsonl`, `results.json` and `metrics.json` of one folder, which make one run. */
export const jsonSource: Source = { name: 'json', isGeneric: true, claims, read }

function claims(directory: Directory): Claim[] {
  const present = new Set(directory.entries.map(({ name }) => name))
  const names = [METRICS_LINES_FILE, ...RECORD_FILES].filter(
    (name) => present.has(name) && !(name === 'metrics.json' && isDvcliveFolder(directory)),
  )
  return names.length === 0 ? [] : [{ directory: directory.path, names, isWhole: false }]
}

function read(claim: Claim): SourceRun[] {
  const files = new ClaimFiles(claim)
  const records = new Records(files)
  let read = 0
  for (const name of claim.names) {
    const isRead = files.orTell('this file is left out', () => {
      if (name.endsWith('.jsonl')) readLines(files, name, records)
      else readRecords(files, name, records)
      return true
    })
    if (isRead) read += 1
  }
  if (read === 0) throw new ReportError('RUN_UNUSABLE', files.findings[0] ?? 'there is no file')
  return [
    {
      path: claim.directory,
      status: 'unknown',
      params: new Map(),
      metrics: records.build(),
      files: files.files,
      findings: files.findings,
    },
  ]
}

/** One record per line; a last line that is cut is told, and so are lines that are no JSON. */
function readLines(files: ClaimFiles, name: string, records: Records): void {
  const lines = (files.text(name) ?? '').split('\n')
  let bad = 0
  let firstBad = 0
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const record = parseLine(line)
    if (record !== undefined) {
      records.add(name, record)
    } else if (index === lines.length - 1) {
      files.findings.push(`${name}:${index + 1}: the last line is cut and left out`)
    } else {
      if (bad === 0) firstBad = index + 1
      bad += 1
    }
  }
  if (bad > 0) {
    const told = `no JSON object, left out (${count(bad, 'line')} like this)`
    files.findings.push(`${name}:${firstBad}: ${told}`)
  }
}

function parseLine(line: string): object | undefined {
  try {
    const value = parseJson('', line)
    return isMapping(value) ? value : undefined
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    return undefined
  }
}

function readRecords(files: ClaimFiles, name: string, records: Records): void {
  const value = parseJson(name, files.text(name, MAX_RECORD_BYTES) ?? '')
  const list: unknown[] = Array.isArray(value) ? value : [value]
  if (!list.every(isMapping)) {
    throw new ReportError('RUN_UNUSABLE', `${name} holds neither a JSON object nor a list of them`)
  }
  for (const record of list) records.add(name, record)
}

/** The numbers of all records. Where two files have the same metric, the first file's counts. */
class Records {
  readonly #files: ClaimFiles
  readonly #metrics = new MetricsBuilder()
  readonly #fileOf = new Map<string, string>()
  readonly #told = new Set<string>()

  constructor(files: ClaimFiles) {
    this.#files = files
  }

  add(file: string, record: object): void {
    const fields = new Map<string, unknown>(Object.entries(record))
    const step = STEP_KEYS.map((key) => fields.get(key)).find((value) => typeof value === 'number')
    const epoch = fields.get(EPOCH_KEY)
    const position = {
      ...(typeof step === 'number' && { step }),
      ...(typeof epoch === 'number' && { epoch }),
    }
    walkNumbers(record, '.', (name, value) => {
      if (AXES.has(name) || !this.#isFrom(file, name)) return
      this.#metrics.add(name, value, position)
    })
  }

  build() {
    return this.#metrics.build()
  }

  #isFrom(file: string, metric: string): boolean {
    const first = this.#fileOf.get(metric)
    if (first === file) return true
    if (first === undefined && this.#fileOf.size < MAX_METRICS) {
      this.#fileOf.set(metric, file)
      return true
    }
    const problem =
      first === undefined
        ? `${file} has more than ${MAX_METRICS} numbers with names of their own; the rest is left out`
        : `${file} has metrics of ${first} too; those of ${first} count`
    if (!this.#told.has(problem)) this.#files.findings.push(problem)
    this.#told.add(problem)
    return false
  }
}
