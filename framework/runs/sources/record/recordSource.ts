import * as v from 'valibot'
import { ReportError } from '../../../errors.ts'
import { parseExactPythonJson } from '../../../text/python/pythonJson.ts'
import { describeIssues } from '../../../text/schema/schemaIssues.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { flatParams } from '../reading/flatParams.ts'
import { parseJsonRecord } from '../reading/json/jsonNumbers.ts'
import type { Claim, Directory, Series, Source, SourceRun } from '../source.ts'
import { RECORD_FILE, RecordSchema, type RunRecordJson } from './format.ts'

/** Runs that are one `run_record.json` each. */
export const recordSource: Source = { name: 'record', claims, read }

function claims({ path, entries }: Directory): Claim[] {
  const isThere = entries.some((entry) => !entry.isDirectory() && entry.name === RECORD_FILE)
  return isThere ? [{ directory: path, names: [RECORD_FILE], isWhole: false }] : []
}

function read(claim: Claim): SourceRun[] {
  const files = new ClaimFiles(claim)
  const record = checked(
    parseJsonRecord(RECORD_FILE, files.text(RECORD_FILE), parseExactPythonJson),
  )
  const { name, id, started_at_ms: startedAt, duration_s: durationS } = record
  const { git_commit: gitCommit, dataset, collection, sampler } = record
  const goals = Object.entries(record.metrics ?? {}).flatMap(([metric, { goal }]) =>
    goal === undefined ? [] : [[metric, goal] as const],
  )
  return [
    {
      path: claim.directory,
      status: record.status ?? 'unknown',
      params: flatParams(record.params ?? {}, files.findings),
      metrics: new Map(
        Object.entries(record.metrics ?? {}).map(([metric, course]) => [
          metric,
          toSeries(metric, course),
        ]),
      ),
      goals: new Map(goals),
      ...(name !== undefined && { name }),
      ...(id !== undefined && { mentions: [id] }),
      ...(startedAt !== undefined && { startedAt }),
      ...(durationS !== undefined && { durationS }),
      ...(gitCommit !== undefined && { gitCommit }),
      ...(dataset !== undefined && { dataset }),
      ...(collection !== undefined && { collection }),
      ...(sampler !== undefined && { sampler }),
      isDeleted: record.deleted ?? false,
      files: files.files,
      findings: files.findings,
    },
  ]
}

function checked(content: object | undefined): RunRecordJson {
  const { success, output, issues } = v.safeParse(RecordSchema, content)
  if (success) return output
  const problems = describeIssues(RecordSchema, issues, { subject: 'The key' })
  throw new ReportError('RUN_UNUSABLE', `${RECORD_FILE}: ${problems.join('; ')}`)
}

type Course = NonNullable<RunRecordJson['metrics']>[string]

function toSeries(metric: string, { value, step, epoch, time_s: timeS, last }: Course): Series {
  for (const [axis, places] of Object.entries({ step, epoch, time_s: timeS })) {
    if (places === undefined || places.length === value.length) continue
    const problem = `${RECORD_FILE}: metrics.${metric} has ${value.length} values, but ${places.length} of ${axis}`
    throw new ReportError('RUN_UNUSABLE', problem)
  }
  return {
    value: Float64Array.from(value),
    step: step ? Float64Array.from(step) : new Float64Array(value.length).fill(Number.NaN),
    ...(epoch && { epoch: Float64Array.from(epoch) }),
    ...(timeS && { timeS: Float64Array.from(timeS) }),
    ...(last !== undefined && { last }),
  }
}
