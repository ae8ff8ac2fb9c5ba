import { memberAt } from '../../../config/tree/memberAt.ts'
import { ReportError } from '../../../errors.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { isMapping } from '../reading/flatParams.ts'
import { parseJsonRecord } from '../reading/json/jsonNumbers.ts'
import { readJsonParams } from '../reading/json/jsonParams.ts'
import { listAt } from '../reading/json/members.ts'
import { MetricsBuilder } from '../reading/series.ts'
import type { Claim, Directory, Series, Source, SourceRun } from '../source.ts'
import {
  CONFIG_FILE,
  INFO_FILE,
  METRICS_FILE,
  MORE_FILES,
  RESULT_METRIC,
  RUN_FILE,
  STATUSES,
} from './format.ts'

/** The folders of Sacred's FileStorageObserver: each is a run. */
export const sacredSource: Source = { name: 'sacred', claimsAlone: true, claims, read }

function claims({ path, entries }: Directory): Claim[] {
  const has = (wanted: string) => entries.some(({ name }) => name === wanted)
  if (!has(RUN_FILE) || !has(CONFIG_FILE) || !MORE_FILES.some(has)) return []
  const names = [RUN_FILE, CONFIG_FILE, METRICS_FILE, INFO_FILE].filter(has)
  return [{ directory: path, names, isWhole: false }]
}

function read(claim: Claim): SourceRun[] {
  const files = new ClaimFiles(claim)
  const record = parseJsonRecord(RUN_FILE, files.text(RUN_FILE))
  if (record === undefined) throw new ReportError('RUN_UNUSABLE', `there is no ${RUN_FILE}`)
  const startedAt = timeOf(memberAt(record, 'start_time'))
  const endedAt = timeOf(memberAt(record, 'stop_time'))
  const word = memberAt(record, 'status')
  const experiment = memberAt(record, 'experiment', 'name')
  return [
    {
      path: claim.directory,
      status: STATUSES.get(word) ?? 'unknown',
      ...(typeof word === 'string' && { statusRaw: word }),
      params: readJsonParams(files, CONFIG_FILE),
      metrics: new Map([
        ...readInfo(files, claim),
        ...readMetrics(files, claim, memberAt(record, RESULT_METRIC)),
      ]),
      ...(startedAt !== undefined && { startedAt }),
      ...(startedAt !== undefined &&
        endedAt !== undefined && { durationS: (endedAt - startedAt) / 1000 }),
      ...(typeof experiment === 'string' && {
        collection: { kind: 'experiment' as const, name: experiment },
      }),
      files: files.files,
      findings: files.findings,
    },
  ]
}

function readMetrics(files: ClaimFiles, claim: Claim, result: unknown): Map<string, Series> {
  const builder = new MetricsBuilder()
  const record = claim.names.includes(METRICS_FILE)
    ? files.orTell('its metrics are left out', () =>
        parseJsonRecord(METRICS_FILE, files.text(METRICS_FILE)),
      )
    : undefined
  for (const [name, course] of Object.entries(record ?? {})) {
    const steps = listAt(course, 'steps')
    const times = listAt(course, 'timestamps')
    const firstTime = timeOf(times[0])
    for (const [at, value] of listAt(course, 'values').entries()) {
      const number = numberOf(value)
      const time = timeOf(times[at])
      const timeS =
        time === undefined || firstTime === undefined ? Number.NaN : (time - firstTime) / 1000
      if (number !== undefined) {
        builder.add(name, number, { step: numberOf(steps[at]) ?? Number.NaN, timeS })
      }
    }
  }
  const returned = numberOf(result)
  const metrics = builder.build()
  if (returned !== undefined && !metrics.has(RESULT_METRIC)) {
    metrics.set(RESULT_METRIC, {
      step: Float64Array.of(Number.NaN),
      value: Float64Array.of(returned),
    })
  }
  return metrics
}

/**
 * The numbers of `info.json`: those at its top are results, and those in a list of records points, counted from 0. What
 * lies deeper may be about anything.
 */
function readInfo(files: ClaimFiles, claim: Claim): Map<string, Series> {
  const builder = new MetricsBuilder()
  const info = claim.names.includes(INFO_FILE)
    ? files.orTell('its numbers are left out', () =>
        parseJsonRecord(INFO_FILE, files.text(INFO_FILE)),
      )
    : undefined
  for (const [name, value] of Object.entries(info ?? {})) {
    const number = numberOf(value)
    if (number !== undefined) builder.add(name, number)
    for (const [step, record] of (Array.isArray(value) ? value : []).entries()) {
      for (const [key, each] of isMapping(record) ? Object.entries(record) : []) {
        const point = numberOf(each)
        if (point !== undefined) builder.add(`${name}.${key}`, point, { step })
      }
    }
  }
  return builder.build()
}

/** A number as JSON has it, or one of NumPy's. */
function numberOf(value: unknown): number | undefined {
  const plain = isMapping(value) && 'value' in value ? value.value : value
  return typeof plain === 'number' ? plain : undefined
}

/** Milliseconds since 1970 of a time in UTC without its zone. */
function timeOf(text: unknown): number | undefined {
  const time = typeof text === 'string' ? Date.parse(`${text}Z`) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
