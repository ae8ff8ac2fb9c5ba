/**
 * `trainer_state.json` of Hugging Face's Trainer. Source: `transformers.TrainerState`, versions 4
 * and 5.
 *
 * Each entry of `log_history` is one call of the logger, with `step`, `epoch` (a float) and numbers.
 * The trainer writes the file into each `checkpoint-<step>/`, and with `save_state()` into its output
 * folder; those of one training hold prefixes of one history. `trial_params` are the parameters that a search
 * chose. Numbers may be bare `NaN`.
 */
import type { LogFolders } from '../source.ts'

export const STATE_FILE = 'trainer_state.json'
/** Where the trainer writes event files of TensorBoard, by its default `logging_dir`. */
export const LOG_FOLDERS: LogFolders = { names: new Set(['runs']), areOwn: true, ownName }
export const CHECKPOINT_FOLDER = /^checkpoint-(\d+)$/

/** The sampler of a training whose parameters a search chose. */
export const SEARCH = "the Trainer's hyperparameter search"

/** Where a point stands; all other numbers of an entry are metrics. */
export const AXES: ReadonlySet<string> = new Set(['step', 'epoch'])

/** Seconds that the whole training took, in its final summary. */
export const RUNTIME_METRIC = 'train_runtime'

/**
 * The name in `log_history` of what the trainer's callbacks hand to loggers: `eval_loss` of `eval/loss`, `loss` of
 * `train/loss`. Source: `transformers.integrations.rewrite_logs`.
 */
function ownName(metric: string): string {
  return metric.replace(/^(eval|test)\//, '$1_').replace(/^train\//, '')
}
