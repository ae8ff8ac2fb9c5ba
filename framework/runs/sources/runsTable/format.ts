/**
 * A table with one row per run, as CSV or Parquet: the runs page of W&B or MLflow exported,
 * `mlflow.search_runs()` written to a file, or somebody's own. Sources: the pages' export buttons
 * (W&B 0.19, MLflow 2 and 3) and `mlflow.search_runs`.
 *
 * Which columns are parameters and which results is not in the file, but for `search_runs`. The user
 * says it, or it is guessed: numbers whose name says that they measure something are results.
 */
import type { RunStatus } from '../source.ts'

/** More runs than anybody has; a larger table is one of something else. */
export const MAX_ROWS = 1_000_000

/** Columns of a tracker's page that are neither parameters nor results, and what they say. */
export interface PageColumns {
  /** All of them, so that one that is not a parameter is not taken for one. */
  readonly all: ReadonlySet<string>
  readonly id: string
  readonly status: string
  readonly name?: string
  /** ISO 8601 with a time zone. */
  readonly startedAt?: string
  readonly duration?: string
  /** Columns that are told by the start of their name; the rest of the table is passed over. */
  readonly prefixes?: { readonly params: string; readonly metrics: string }
}

const WANDB: PageColumns = {
  all: new Set([
    ...['Name', 'ID', 'State', 'Notes', 'Description', 'User', 'Tags', 'Group', 'Sweep'],
    ...['Created', 'Created Timestamp', 'Updated', 'End Time', 'Runtime', 'Job Type', 'Job Name'],
    ...['Hostname', 'Commit', 'GitHub'],
  ]),
  id: 'Name',
  status: 'State',
  startedAt: 'Created',
  duration: 'Runtime',
}

const MLFLOW_PAGE: PageColumns = {
  all: new Set([
    ...['Start Time', 'Duration', 'Run ID', 'Run Name', 'Name', 'Source Type', 'Source Name'],
    ...['User', 'Status', 'Version', 'Models', 'Dataset', 'Created', 'Experiment ID'],
  ]),
  id: 'Name',
  status: 'Status',
  duration: 'Duration',
}

const MLFLOW_SEARCH: PageColumns = {
  all: new Set(['run_id', 'experiment_id', 'status', 'artifact_uri', 'start_time', 'end_time']),
  id: 'run_id',
  name: 'tags.mlflow.runName',
  status: 'status',
  startedAt: 'start_time',
  prefixes: { params: 'params.', metrics: 'metrics.' },
}

/** The tracker that exported a table with these columns; `undefined` for somebody's own. */
export function pageOf(columns: ReadonlySet<string>): PageColumns | undefined {
  const has = (...names: string[]) => names.every((name) => columns.has(name))
  if (has('run_id', 'experiment_id', 'status')) return MLFLOW_SEARCH
  if (has('Run ID', 'Status')) return has('Name') ? MLFLOW_PAGE : { ...MLFLOW_PAGE, id: 'Run ID' }
  return has('Name', 'State') ? WANDB : undefined
}

/** Names of the column that tells the runs of somebody's own table apart. */
export const ID_COLUMN = /^(?:id|run|name|run[ _-]?(?:id|name)|experiment)$/i

const STATUS_WORDS: ReadonlyMap<string, RunStatus> = new Map([
  ['finished', 'finished'],
  ['completed', 'finished'],
  ['failed', 'failed'],
  ['crashed', 'failed'],
  ['killed', 'failed'],
  ['running', 'running'],
])

/** What a tracker's word for a status means here. */
export function statusOf(word: string): RunStatus {
  return STATUS_WORDS.get(word.toLowerCase()) ?? 'unknown'
}

/** Seconds of `120` (W&B) or `1.2min`, `2.0s`, `350ms`, `3.1h`, `1.5d` (MLflow). */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|min|h|d)?$/.exec(text) ?? []
  const seconds = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400 }[unit]
  return amount === undefined || seconds === undefined ? undefined : Number(amount) * seconds
}
