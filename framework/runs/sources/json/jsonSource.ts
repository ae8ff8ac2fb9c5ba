import { ReportError } from '../../../errors.ts'
import { cutOff } from '../../../text/shorten.ts'
import { isDvcliveFolder } from '../dvclive/format.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { isMapping } from '../reading/flatParams.ts'
import { parseJsonLine, REPEATED_KEY, readJsonLines } from '../reading/json/jsonLines.ts'
import { parseJson, repeatsKey, walkNumbers } from '../reading/json/jsonNumbers.ts'
import { MergedMetrics } from '../reading/mergedMetrics.ts'
import { OddPlaces } from '../reading/oddPlaces.ts'
import type { Claim, Directory, Source, SourceRun } from '../source.ts'
import {
  AXES,
  EPOCH_KEY,
  HISTORY_FILE,
  METRICS_LINES_FILE,
  RECORD_FILES,
  STEP_KEYS,
} from './format.ts'

/** A record of results is small; what is larger holds data, which is not a metric. */
const MAX_RECORD_BYTES = 16 * 1024 * 1024

/** `metrics.jsonl`, `results.json`, `metrics.json` and `history.json` of one folder, which make one run. */
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
      if (name === METRICS_LINES_FILE) readLines(files, name, files.text(name) ?? '', merged)
      else readRecords(files, name, merged)
      return true
    })
    if (isRead) read += 1
  }
  if (read === 0) {
    const reasons = files.findings.join('. ')
    throw new ReportError('RUN_UNUSABLE', reasons || 'there is no file')
  }
  return [merged.toRun(files)]
}

function readLines(files: ClaimFiles, name: string, text: string, metrics: MergedMetrics): void {
  const findings = readJsonLines(name, text, (record, tell) =>
    addRecord(record, { metrics, file: name, tell }),
  )
  files.findings.push(...findings)
}

function readRecords(files: ClaimFiles, name: string, metrics: MergedMetrics): void {
  const text = files.text(name, MAX_RECORD_BYTES) ?? ''
  if (holdsLines(text)) {
    readLines(files, name, text, metrics)
    return
  }
  const value = parseJson(name, text)
  if (name === HISTORY_FILE && isMapping(value) && addCourses(name, value, metrics)) return
  const list: unknown[] = Array.isArray(value) ? value : [value]
  if (!list.every(isMapping)) {
    throw new ReportError('RUN_UNUSABLE', `${name} holds neither a JSON object nor a list of them`)
  }
  const odd = new OddPlaces('record')
  if (repeatsKey(text, value)) odd.add(REPEATED_KEY, name)
  for (const record of list) {
    addRecord(record, { metrics, file: name, tell: (what) => odd.add(what, name) })
  }
  files.findings.push(...odd.findings())
}

/** Takes lists of numbers, all of one length, for courses over the epochs; whether they are that. */
function addCourses(file: string, history: object, metrics: MergedMetrics): boolean {
  const courses = Object.entries(history)
  const length = courses.find(([, values]) => Array.isArray(values))?.[1].length
  const isCourse = (values: unknown): values is number[] =>
    Array.isArray(values) &&
    values.length === length &&
    values.every((each) => typeof each === 'number')
  if (!courses.every(([, values]) => isCourse(values))) return false
  for (const [metric, values] of courses) {
    for (const [epoch, value] of (values as number[]).entries()) {
      metrics.add(file, metric, value, { step: epoch, epoch })
    }
  }
  return true
}

/** Whether the first line is a whole record and not the last one. */
function holdsLines(text: string): boolean {
  const [first = '', ...rest] = text.trim().split('\n', 2)
  return rest.length > 0 && parseJsonLine(first) !== undefined
}

interface RecordPlace {
  readonly metrics: MergedMetrics
  readonly file: string
  readonly tell: (what: string) => void
}

function addRecord(record: object, { metrics, file, tell }: RecordPlace): void {
  const fields = new Map<string, unknown>(Object.entries(record))
  const isNumber = (key: string) => typeof fields.get(key) === 'number'
  const stepKey = STEP_KEYS.find(isNumber)
  const unusable = STEP_KEYS.find((key) => fields.has(key) && !isNumber(key))
  if (stepKey === undefined && unusable !== undefined) {
    tell(`'${unusable}' is not a number, so that its values have no step`)
  }
  const position = {
    step: numberIn(fields.get(stepKey ?? '')),
    epoch: numberIn(fields.get(EPOCH_KEY)),
  }
  const seen = new Set<string>()
  walkNumbers(record, '.', (name, value) => {
    if (AXES.has(name) || name === stepKey) return
    if (seen.has(name)) tell(`'${cutOff(name)}' stands twice in a record; the first one counts`)
    else metrics.add(file, name, value, position)
    seen.add(name)
  })
}

function numberIn(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}
