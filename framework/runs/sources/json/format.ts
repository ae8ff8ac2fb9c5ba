/**
 * Metrics that a script writes itself as JSON, under the names that people give such files. No tool
 * states a format; these rules are this project's own.
 *
 * A file holds one record, or a list of records, or one record per line, whatever its name ends in
 * (Detectron2 has such a `metrics.json`). The numbers of a record are metrics, those of nested objects
 * with dotted names; lists, texts and booleans are none. A record may say where it stands.
 */

/**
 * What `fit` of Keras returns (`json.dump(history.history, file)`): a list of numbers per metric, one per
 * epoch, which Keras counts from 0. Skorch's `history.json` is a list of records.
 */
export const HISTORY_FILE = 'history.json'

export const METRICS_LINES_FILE = 'metrics.jsonl'
export const RECORD_FILES = ['results.json', 'metrics.json', HISTORY_FILE] as const

/** In the order of preference: beside an epoch, iterations may be those within it. */
export const STEP_KEYS = ['step', 'global_step', '_step', 'epoch', 'iteration'] as const
export const EPOCH_KEY = 'epoch'

/** Keys of a record that may say of which split its numbers are. */
export const SPLIT_KEYS = ['split', 'subset', 'partition', 'phase', 'stage', 'mode', 'set'] as const

/** Keys of a record that say where it stands and are not metrics, whether they are its step or not. */
export const AXES: ReadonlySet<string> = new Set(['step', 'global_step', '_step', EPOCH_KEY])
