/**
 * A run's folder of Sacred's FileStorageObserver: `run.json`, `config.json`, and `metrics.json` where metrics
 * were logged. Sources: `sacred/observers/file_storage.py`, `sacred/metrics_logger.py`, `sacred/run.py`.
 *
 * `info.json` holds what the experiment put into `_run.info`, where people keep results: `{}` where it is nothing.
 *
 * `metrics.json` has for each metric lists of its steps, values and times. Times are in UTC, without saying
 * so. Numbers of NumPy may be objects whose `value` is the number (`jsonpickle`).
 */
import type { RunStatus } from '../source.ts'

export const RUN_FILE = 'run.json'
export const CONFIG_FILE = 'config.json'
export const METRICS_FILE = 'metrics.json'
export const INFO_FILE = 'info.json'
/** One of these is there too: others call their files `run.json` and `config.json`. */
export const MORE_FILES: readonly string[] = [METRICS_FILE, 'cout.txt']

/** What the main function returned, where that is a number. */
export const RESULT_METRIC = 'result'

/** Interrupted is a run that somebody stopped by hand; `QUEUED` has not begun. */
export const STATUSES: ReadonlyMap<unknown, RunStatus> = new Map<unknown, RunStatus>([
  ['COMPLETED', 'finished'],
  ['RUNNING', 'running'],
  ['FAILED', 'failed'],
  ['DIED', 'failed'],
  ['INTERRUPTED', 'failed'],
  ['TIMEOUT', 'failed'],
])
