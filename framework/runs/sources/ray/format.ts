/**
 * The folder of a trial of Ray Tune (RLlib's among them): `result.json` with a line per report,
 * `params.json`, the same reports as `progress.csv` and event files, and `error.txt` where it failed. Beside
 * the trials, `experiment_state-<start of the session>.json` says how each stands. Sources:
 * `ray/air/constants.py`, `ray/tune/logger/{json,csv,tensorboardx}.py`, `ray/tune/experiment/trial.py`,
 * `ray/tune/execution/{tune_controller,experiment_state}.py`, `ray/tune/utils/serialization.py`,
 * `ray/tune/search/{search_generator,searcher}.py`, `ray/tune/schedulers/pbt.py`.
 */
import type { RunStatus } from '../source.ts'

export const RESULT_FILE = 'result.json'
export const PROGRESS_FILE = 'progress.csv'
export const PARAMS_FILE = 'params.json'
export const ERROR_FILE = 'error.txt'
export const EVENT_FILE = /^events\.out\.tfevents/
export const STATE_FILE = /^experiment_state-(.+)\.json$/
/** The pickled settings of the experiment, never run: a class in it stands as the text of its module. */
export const TUNER_FILE = 'tuner.pkl'
/** Written by a session whose trials a search algorithm chose. */
export const SEARCH_FILE = /^(?:search_gen_state|searcher-state)-(.+)\.(?:json|pkl)$/
/** Written where trials take over weights and parameters of better ones. */
export const POPULATION_FILE = 'pbt_global.txt'

/** Names the module of a scheduler that stops trials; the others have each trial go on to its end. */
export const STOPPING_SCHEDULER =
  /ray\.tune\.schedulers\.(?:async_hyperband|hyperband|hb_bohb|median_stopping_rule)/

/** The end of a dotted name, and its value, that mark an object of Python in a state. */
export const PICKLE_TYPE = '._type'
export const PICKLED = 'CLOUDPICKLE_FALLBACK'

/** Ray's word for a trial that ended without an error, be it by itself or because it was stopped. */
export const TERMINATED = 'TERMINATED'

export const STATUSES: ReadonlyMap<string, RunStatus> = new Map([
  ['PENDING', 'running'],
  ['RUNNING', 'running'],
  ['PAUSED', 'running'],
  [TERMINATED, 'finished'],
  ['ERROR', 'failed'],
])

export const STEP_KEY = 'training_iteration'
export const TIME_KEY = 'time_total_s'
/** Of a report: the trial ends with it. */
export const DONE_KEY = 'done'
export const ID_KEY = 'trial_id'
export const CONFIG_KEY = 'config'

/** What Ray adds to each report that measures nothing, and the parameters again. */
export const OWN_KEYS: ReadonlySet<string> = new Set([
  ...[CONFIG_KEY, STEP_KEY, TIME_KEY, 'timestamp', 'pid', 'time_since_restore'],
  ...['timesteps_since_restore', 'iterations_since_restore'],
])

/** Columns of `progress.csv` that hold texts. */
const TEXT_COLUMNS: ReadonlySet<string> = new Set([
  ...[DONE_KEY, 'date', 'hostname', 'node_ip', ID_KEY, 'experiment_id', 'experiment_tag'],
  'checkpoint_dir_name',
])

/** Whether a column of `progress.csv` is a metric; those of nested keys are joined by `/`. */
export function isMetricColumn(column: string): boolean {
  const [first = ''] = column.split('/', 1)
  return !OWN_KEYS.has(first) && !TEXT_COLUMNS.has(first)
}
