import { ReportError } from '../../../errors.ts'
import { count } from '../../../text/counts.ts'
import { isDvcliveFolder } from '../dvclive/format.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { isMapping } from '../reading/flatParams.ts'
import { parseJson, walkNumbers } from '../reading/jsonNumbers.ts'
import { MergedMetrics } from '../reading/mergedMetrics.ts'
import type { Claim, Directory, Source, SourceRun } from '../source.ts'
import { AXES, EPOCH_KEY, METRICS_LINES_FILE, RECORD_FILES, STEP_KEYS } from './format.ts'

/** A record of results is small; what is larger holds data, which is no metric. */
const MAX_RECORD_BYTES = 16 * 1024 * 1024

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
  const merged = new MergedMetrics()
  let read = 0
  for (const name of claim.names) {
    const isRead = files.orTell('this file is left out', () => {
      if (name.endsWith('.jsonl')) readLines(files, name, merged)
      else readRecords(files, name, merged)
      return true
    })
    if (isRead) read += 1
  }
  if (read === 0) throw new ReportError('RUN_UNUSABLE', files.findings[0] ?? 'there is no file')
  return [merged.toRun(files)]
}

/** One record per line; a last line that is cut is told, and so are lines that are no JSON. */
function readLines(files: ClaimFiles, name: string, metrics: MergedMetrics): void {
  const lines = (files.text(name) ?? '').split('\n')
  let bad = 0
  let firstBad = 0
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const record = parseLine(line)
    if (record !== undefined) {
      addRecord(metrics, name, record)
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

function readRecords(files: ClaimFiles, name: string, metrics: MergedMetrics): void {
  const value = parseJson(name, files.text(name, MAX_RECORD_BYTES) ?? '')
  const list: unknown[] = Array.isArray(value) ? value : [value]
  if (!list.every(isMapping)) {
    throw new ReportError('RUN_UNUSABLE', `${name} holds neither a JSON object nor a list of them`)
  }
  for (const record of list) addRecord(metrics, name, record)
}

function addRecord(metrics: MergedMetrics, file: string, record: object): void {
  const fields = new Map<string, unknown>(Object.entries(record))
  const step = STEP_KEYS.map((key) => fields.get(key)).find((value) => typeof value === 'number')
  const epoch = fields.get(EPOCH_KEY)
  const position = {
    ...(typeof step === 'number' && { step }),
    ...(typeof epoch === 'number' && { epoch }),
  }
  walkNumbers(record, '.', (name, value) => {
    if (!AXES.has(name)) metrics.add(file, name, value, position)
  })
}
