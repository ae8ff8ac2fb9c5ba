/**
 * The folder of a trial of Ray Tune (RLlib's among them): `result.json` with a line per report,
 * `params.json`, the same reports as `progress.csv` and event files, and `error.txt` where it failed. Beside
 * the trials, `experiment_state-<start of the session>.json` says how each stands. Sources:
 * `ray/air/constants.py`, `ray/tune/logger/{json,csv,tensorboardx}.py`, `ray/tune/experiment/trial.py`,
 * `ray/tune/execution/{tune_controller,experiment_state}.py`, `ray/tune/utils/serialization.py`.
 */
import type { RunStatus } from '../source.ts'

export const RESULT_FILE = 'result.json'
export const PROGRESS_FILE = 'progress.csv'
export const PARAMS_FILE = 'params.json'
export const ERROR_FILE = 'error.txt'
export const EVENT_FILE = /^events\.out\.tfevents/
export const STATE_FILE = /^experiment_state-.+\.json$/
/** The end of a dotted name, and its value, that mark an object of Python in a state. */
export const PICKLE_TYPE = '._type'
export const PICKLED = 'CLOUDPICKLE_FALLBACK'

/** Of a state: a trial that a scheduler stopped early is `TERMINATED`, too. */
export const STATUSES: ReadonlyMap<string, RunStatus> = new Map([
  ['PENDING', 'running'],
  ['RUNNING', 'running'],
  ['PAUSED', 'running'],
  ['TERMINATED', 'finished'],
  ['ERROR', 'failed'],
])

export const STEP_KEY = 'training_iteration'
export const TIME_KEY = 'time_total_s'
/** Of a report: the trial ends with it. */
export const DONE_KEY = 'done'

/** What Ray adds to each report that measures nothing, and the parameters again. */
export const OWN_KEYS: ReadonlySet<string> = new Set([
  ...['config', STEP_KEY, TIME_KEY, 'timestamp', 'pid', 'time_since_restore'],
  ...['timesteps_since_restore', 'iterations_since_restore'],
])

/** Columns of `progress.csv` that hold texts. */
const TEXT_COLUMNS: ReadonlySet<string> = new Set([
  ...[DONE_KEY, 'date', 'hostname', 'node_ip', 'trial_id', 'experiment_id', 'experiment_tag'],
  'checkpoint_dir_name',
])

/** Whether a column of `progress.csv` is a metric; those of nested keys are joined by `/`. */
export function isMetricColumn(column: string): boolean {
  const [first = ''] = column.split('/', 1)
  return !OWN_KEYS.has(first) && !TEXT_COLUMNS.has(first)
}
