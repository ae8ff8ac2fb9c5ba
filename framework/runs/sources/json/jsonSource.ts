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
import { isSplitName } from '../splitNames.ts'
import { addCourses, tellLists } from './courses.ts'
import {
  AXES,
  EPOCH_KEY,
  HISTORY_FILE,
  METRICS_LINES_FILE,
  RECORD_FILES,
  SPLIT_KEYS,
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
  const records: object[] = []
  const add = recordAdder(name, metrics)
  const findings = readJsonLines(name, text, (record, tell) => {
    add(record, tell)
    if (!metrics.has(name)) records.push(record)
  })
  files.findings.push(...findings, ...(metrics.has(name) ? [] : tellLists(name, records)))
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
  const add = recordAdder(name, metrics)
  for (const record of list) add(record, (what) => odd.add(what, name))
  files.findings.push(...odd.findings(), ...(metrics.has(name) ? [] : tellLists(name, list)))
}

/** Whether the first line is a whole record and not the last one. */
function holdsLines(text: string): boolean {
  const [first = '', ...rest] = text.trim().split('\n', 2)
  return rest.length > 0 && parseJsonLine(first) !== undefined
}

type Tell = (what: string) => void

/** Takes the records of a file one after the other. */
function recordAdder(file: string, metrics: MergedMetrics): (record: object, tell: Tell) => void {
  let before: PlacedRecord | undefined
  return (record, tell) => {
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
    const split = splitOf(fields)
    const names = new Set<string>()
    walkNumbers(record, '.', (field, value) => {
      if (AXES.has(field) || field === stepKey) return
      const isNamed = split === undefined || new RegExp(`^${split}[/._-]`, 'i').test(field)
      const name = isNamed ? field : `${split}/${field}`
      if (names.has(name)) tell(`'${cutOff(name)}' stands twice in a record; the first one counts`)
      else metrics.add(file, name, value, position)
      names.add(name)
    })
    const here = { step: position.step, names, fields }
    const key = before && tellingText(before, here)
    if (key !== undefined) {
      tell(
        `'${cutOff(key)}' tells records of one step apart, but is no metric: their values are in one course`,
      )
    }
    before = here
  }
}

/** `train` of `"split": "train"`: names of metrics begin with it. */
function splitOf(fields: ReadonlyMap<string, unknown>): string | undefined {
  const values = SPLIT_KEYS.map((key) => fields.get(key))
  return values.find(
    (value): value is string => typeof value === 'string' && isSplitName(value.toLowerCase()),
  )
}

interface PlacedRecord {
  readonly step: number
  readonly names: ReadonlySet<string>
  readonly fields: ReadonlyMap<string, unknown>
}

/** Of two records with the same metric at the same step, the key whose texts differ. */
function tellingText(before: PlacedRecord, here: PlacedRecord): string | undefined {
  if (before.step !== here.step || ![...here.names].some((name) => before.names.has(name))) {
    return undefined
  }
  const isText = (value: unknown) => typeof value === 'string'
  return [...here.fields.keys()].find((key) => {
    const [one, other] = [before.fields.get(key), here.fields.get(key)]
    return isText(one) && isText(other) && one !== other && !TIME.test(one as string)
  })
}

/** Texts that differ in every record. */
const TIME = /^\d{4}-\d\d-\d\d|\d\d:\d\d/

function numberIn(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}
