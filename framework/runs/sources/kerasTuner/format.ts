/**
 * A trial of Keras Tuner, `<project>/trial_<id>/trial.json`. Sources: `keras_tuner/engine/trial.py`,
 * `metrics_tracking.py` and `hyperparameters/hyperparameters.py`, versions 1.0 to 1.4.
 *
 * A metric has a direction and observations, each with a step and a value for each execution of the trial, of
 * which Keras Tuner compares the mean.
 */
import type { Goal, RunStatus } from '../source.ts'

export const TRIAL_FILE = 'trial.json'
/** Keys of every trial, by which the file is told from others of this name. */
export const SIGN = /"(?:trial_id|hyperparameters)"\s*:/

export const STATUSES: ReadonlyMap<unknown, RunStatus> = new Map<unknown, RunStatus>([
  ['COMPLETED', 'finished'],
  ['RUNNING', 'running'],
  ['INVALID', 'failed'],
  ['FAILED', 'failed'],
  ['STOPPED', 'pruned'],
])

export const GOALS: ReadonlyMap<unknown, Goal> = new Map<unknown, Goal>([
  ['min', 'min'],
  ['max', 'max'],
])
