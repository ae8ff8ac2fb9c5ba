/** The kinds of failure, each explained with its remedy in docs/errors.md. */
export const ERROR_CODES = [
  'AGGREGATE_UNKNOWN',
  'BASELINE_INVALID',
  'CLASSES_INVALID',
  'CLASSIFIED_NOTHING',
  'COMPARISON_COLUMN_UNKNOWN',
  'COMPARISON_OPTION_INVALID',
  'CONFIG_INVALID',
  'CONFIG_KEY_UNKNOWN',
  'CONFIG_LAYOUT',
  'CONFIG_NOT_FOUND',
  'CONFIG_VALUE_INVALID',
  'CONFIG_VALUE_MISSING',
  'CORRUPTION_INVALID',
  'CORRUPTION_NAME',
  'CORRUPTION_PARAM',
  'CORRUPTION_UNKNOWN',
  'DATASET_FILTER',
  'DATASET_NOT_FOUND',
  'DATASET_SHAPE',
  'DATASET_TYPE',
  'DATA_FILE_NOT_FOUND',
  'DATA_FILE_OUTSIDE',
  'DATA_FILE_UNREADABLE',
  'DATA_LAYOUT',
  'DATA_NOT_FINITE',
  'DATA_READ_FAILED',
  'DATA_SOURCE_MISSING',
  'DEVICE_UNAVAILABLE',
  'EMPTY_SPLIT',
  'ENSEMBLE_INVALID',
  'FAKE_RUN_INVALID',
  'FIGURE_NEEDS_INFERENCE',
  'FIGURE_OPTIONS_INVALID',
  'FIGURE_UNKNOWN',
  'FILE_NOT_REGULAR',
  'FILE_TOO_LARGE',
  'FIXTURE_NOT_FOUND',
  'GATE_FAILED',
  'GATE_INVALID',
  'GROUP_COLUMN_UNKNOWN',
  'HOOK_RESULT',
  'INFERENCE_FAILED',
  'INFERENCE_WORKER_DIED',
  'INPUTS_AMBIGUOUS',
  'INTEGRITY_CHECK_FAILED',
  'INTERPOLATION_FAILED',
  'INTERPOLATION_INVALID',
  'INTERVAL_OPTION_INVALID',
  'INVALID_TOKEN_ID',
  'LABELS_MISSING',
  'LABELS_UNCLEAR',
  'LENGTH_MISMATCH',
  'MISSING_DATA_CONFIG',
  'MODEL_EXTERNAL_DATA',
  'MODEL_IN_TRAINING_MODE',
  'MODEL_NOT_EXPORTED',
  'MODEL_NOT_FOUND',
  'MODEL_OUTPUT_NOT_FINITE',
  'MODEL_RUN_FAILED',
  'MODEL_SIGNATURE',
  'MODEL_UNREADABLE',
  'NEED_FAILED',
  'NORMALISATION_NOT_FINITE',
  'NOTHING_TO_DRAW',
  'NOT_A_REPORT',
  'NO_MODEL_RAN',
  'NO_VALID_RUNS',
  'ONNX_RUNTIME_MISSING',
  'OUTPUT_NOT_WRITABLE',
  'OVERRIDE_INVALID',
  'PAGE_NOT_FOUND',
  'PATH_NOT_LOADABLE',
  'PATH_OUTSIDE_REPORT',
  'REPORT_DAMAGED',
  'REPORT_FAILED',
  'REPORT_INVALID',
  'RESULTS_MISSING',
  'RUN_UNKNOWN',
  'RUN_UNUSABLE',
  'SCORES_INVALID',
  'SCORES_NOT_FOUND',
  'SEED_UNKNOWN',
  'SELECT_COLUMN_UNKNOWN',
  'SELECT_EMPTY',
  'SOURCE_INVALID',
  'SWEEP_DIR_NOT_FOUND',
  'SWEEP_INVALID',
  'USAGE',
  'VITEST_VERSION',
  'WEIGHTS_INVALID',
  'YAML_INVALID',
] as const

/** The kind of a failure, such as `NO_VALID_RUNS`. */
export type ErrorCode = (typeof ERROR_CODES)[number]

/**
 * An error that a user can act on: the message names the culprit (file, line, key, run), what was
 * expected and what to do next. It carries no stack trace, since a typo deserves none; set
 * `HYDRA_FULL_ERROR=1` to keep it. Reports that throw one of their own use `REPORT_FAILED`.
 */
export class ReportError extends Error {
  override readonly name: string = 'ReportError'
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
    if (process.env.HYDRA_FULL_ERROR !== '1') this.stack = `${this.name}: ${message}`
  }
}
