/**
 * Metrics that a script writes itself as JSON, under the names that people give such files. No tool
 * states a format; these rules are this project's own.
 *
 * A file holds one record, or one record per line (`.jsonl`), or a list of records. The numbers of a
 * record are metrics, those of nested objects with dotted names; lists, texts and booleans are none.
 * A record may say where it stands.
 */
export const METRICS_LINES_FILE = 'metrics.jsonl'
export const RECORD_FILES = ['results.json', 'metrics.json'] as const

/** In the order of preference; epochs are the steps of records that have nothing else. */
export const STEP_KEYS = ['step', 'global_step', '_step', 'epoch'] as const
export const EPOCH_KEY = 'epoch'

/** Keys of a record that say where it stands and are no metrics. */
export const AXES: ReadonlySet<string> = new Set(STEP_KEYS)
