/**
 * The serialization directory of AllenNLP: `metrics_epoch_<n>.json` for each epoch, `metrics.json` when the
 * training has ended, and `config.json`. Source: `allennlp/training/gradient_descent_trainer.py` and
 * `allennlp/commands/train.py`, versions 0.9 to 2.10.
 */
import type { LogFolders } from '../source.ts'

export const EPOCH_FILE = /^metrics_epoch_(\d+)\.json$/
export const METRICS_FILE = 'metrics.json'
export const CONFIG_FILE = 'config.json'
/** Where the trainer writes event files of TensorBoard, of training and validation each. */
export const LOG_FOLDERS: LogFolders = { names: new Set(['log']), areOwn: true }

/** Keys that every epoch's file has, by which it is told from others of this name. */
export const SIGN = /"(?:training_duration|training_epochs|best_epoch|peak_\w+_MB)"\s*:/
export const SIGN_BYTES = 16 * 1024

/** What a file repeats that others say; a best value is that of the runs table. */
export const NO_METRIC = /^(?:epoch|best_.*|training_epochs|training_start_epoch)$/
