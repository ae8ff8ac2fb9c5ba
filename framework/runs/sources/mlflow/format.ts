/**
 * MLflow's stores. Sources: `mlflow/store/tracking/file_store.py`, `mlflow/store/tracking/dbmodels/models.py`,
 * `mlflow/entities/run_status.py`.
 *
 * The file store keeps a run in `<experiment>/<run>/`: `meta.yaml`, and folders `params`, `tags` and
 * `metrics` with a file for each name; a name with `/` is a file in a folder. A line of a metric is
 * `milliseconds value step`. The SQL store has tables with the same.
 */

import type { RunStatus } from '../source.ts'

export const META_FILE = 'meta.yaml'
/** The experiment's, from the run's folder. */
export const EXPERIMENT_META_FILE = '../meta.yaml'
export const PARAMS_FOLDER = 'params'
export const TAGS_FOLDER = 'tags'
export const METRICS_FOLDER = 'metrics'
export const PART_FOLDERS = [PARAMS_FOLDER, TAGS_FOLDER, METRICS_FOLDER] as const

/** MLflow makes the ids of runs from UUIDs; a folder of that name is a run even when its file is cut. */
export const RUN_ID = /^[0-9a-f]{32}$/
/** Of an experiment's logged data sets (`mlflow.log_input`), whose ids are of the same form. */
export const DATASETS_FOLDER = 'datasets'

/** How the tags begin that MLflow sets by itself, such as the script that was run. */
export const OWN_TAGS = 'mlflow.'
export const NAME_TAG = 'mlflow.runName'
export const COMMIT_TAG = 'mlflow.source.git.commit'

export const DATABASE_FILE = 'mlflow.db'
export const DATABASE_NAME = /\.(?:db|sqlite|sqlite3)$/i
/** A table that only MLflow's databases have. */
export const OWN_TABLE = 'latest_metrics'

export const DELETED = 'deleted'
/** Where the file store moves the experiments that are deleted. */
export const TRASH_FOLDER = '.trash'

/** The file store's numbers for a status. */
export const STATUS_NAMES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [1, 'RUNNING'],
  [2, 'SCHEDULED'],
  [3, 'FINISHED'],
  [4, 'FAILED'],
  [5, 'KILLED'],
])

/** A run that is scheduled has not begun. */
export const STATUSES: ReadonlyMap<string, RunStatus> = new Map<string, RunStatus>([
  ['RUNNING', 'running'],
  ['SCHEDULED', 'unknown'],
  ['FINISHED', 'finished'],
  ['FAILED', 'failed'],
  ['KILLED', 'failed'],
])
