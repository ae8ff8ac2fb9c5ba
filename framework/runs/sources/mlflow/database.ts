import type { ClaimFiles } from '../reading/claimFiles.ts'
import { MAX_METRICS } from '../reading/mergedMetrics.ts'
import type { SqliteCopy } from '../reading/sqlite/sqlite.ts'
import type { Scalar, SourceRun } from '../source.ts'
import { COMMIT_TAG, DELETED, NAME_TAG, OWN_TAGS } from './format.ts'
import { MetricHistory } from './metricHistory.ts'
import { toSourceRun } from './runRecord.ts'

interface Parts {
  readonly params: Map<string, Scalar>
  readonly tags: Map<string, string>
  readonly metrics: Map<string, MetricHistory>
  readonly findings: string[]
}

/** The runs in a database of MLflow, each by `<file>#<run id>`. */
export function readDatabase(database: SqliteCopy, files: ClaimFiles, name: string): SourceRun[] {
  const experiments = new Map<unknown, { name: string | undefined; isDeleted: boolean }>()
  database.rows('experiments', ['experiment_id', 'name', 'lifecycle_stage'], (row) => {
    const isDeleted = row.lifecycle_stage === DELETED
    experiments.set(row.experiment_id, { name: textIn(row.name), isDeleted })
  })
  const parts = readParts(database)
  const runs: SourceRun[] = []
  const columns = [
    'run_uuid',
    'name',
    'status',
    'start_time',
    'end_time',
    'lifecycle_stage',
    'artifact_uri',
    'experiment_id',
    'source_version',
  ] as const
  database.rows('runs', columns, (row) => {
    const id = String(row.run_uuid)
    const { params, tags, metrics, findings } = partsOf(parts, id)
    const experiment = experiments.get(row.experiment_id)
    runs.push(
      toSourceRun({
        path: `${files.directory}/${name}#${id}`,
        id,
        name: textIn(row.name) || tags.get(NAME_TAG),
        status: String(row.status),
        startTime: numberIn(row.start_time),
        endTime: numberIn(row.end_time),
        artifactUri: textIn(row.artifact_uri),
        gitCommit: tags.get(COMMIT_TAG) ?? textIn(row.source_version),
        experiment: experiment?.name,
        isDeleted: row.lifecycle_stage === DELETED || experiment?.isDeleted === true,
        params,
        tags: new Map([...tags].filter(([key]) => !key.startsWith(OWN_TAGS))),
        metrics,
        files: files.files,
        findings: [...files.findings, ...findings],
      }),
    )
  })
  return runs
}

/** What the other tables have of the runs, by id. */
function readParts(database: SqliteCopy): Map<string, Parts> {
  const parts = new Map<string, Parts>()
  database.rows('params', ['run_uuid', 'key', 'value'], (row) => {
    partsOf(parts, String(row.run_uuid)).params.set(String(row.key), textIn(row.value) ?? null)
  })
  database.rows('tags', ['run_uuid', 'key', 'value'], (row) => {
    partsOf(parts, String(row.run_uuid)).tags.set(String(row.key), String(row.value))
  })
  const columns = ['run_uuid', 'key', 'value', 'timestamp', 'step', 'is_nan'] as const
  database.rows('metrics', columns, (row) => {
    const history = historyOf(partsOf(parts, String(row.run_uuid)), String(row.key))
    const value = row.is_nan === 1 ? Number.NaN : numberIn(row.value)
    if (value !== undefined) {
      history?.add(value, numberIn(row.step) ?? 0, numberIn(row.timestamp) ?? Number.NaN)
    }
  })
  return parts
}

function partsOf(parts: Map<string, Parts>, id: string): Parts {
  let part = parts.get(id)
  if (part === undefined) {
    part = { params: new Map(), tags: new Map(), metrics: new Map(), findings: [] }
    parts.set(id, part)
  }
  return part
}

function historyOf({ metrics, findings }: Parts, key: string): MetricHistory | undefined {
  let history = metrics.get(key)
  if (history === undefined && metrics.size < MAX_METRICS) {
    history = new MetricHistory()
    metrics.set(key, history)
  } else if (history === undefined && findings.length === 0) {
    findings.push(`there are more than ${MAX_METRICS} metrics; the rest is left out`)
  }
  return history
}

function textIn(value: unknown): string | undefined {
  return value === null ? undefined : String(value)
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
