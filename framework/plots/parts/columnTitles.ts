import { shorten } from '../../text/shorten.ts'

/** Name and unit of the columns that every runs table and history has; units in SI notation. */
const KNOWN: ReadonlyMap<string, readonly [name: string, unit?: string]> = new Map([
  ['run_dir', ['Run directory']],
  ['epoch', ['Epoch']],
  ['epochs', ['Epochs']],
  ['best_epoch', ['Best epoch']],
  ['seed', ['Seed']],
  ['encoder', ['Encoder']],
  ['tokenizer', ['Tokenizer']],
  ['latent_dim', ['Latent dimension']],
  ['codebook_size', ['Codebook size']],
  ['globals_beta', ['Globals weight β']],
  ['train_loss', ['Training loss']],
  ['val_loss', ['Validation loss']],
  ['loss.total_best', ['Best validation loss']],
  ['loss.total_final', ['Final validation loss']],
  ['loss.recon_best', ['Best reconstruction loss']],
  ['loss.codebook_best', ['Best codebook loss']],
  ['loss.rec_globals_best', ['Best globals loss']],
  ['total_time_s', ['Training time', 's']],
  ['time_to_threshold_s', ['Time to threshold', 's']],
  ['epoch_time_s', ['Time per epoch', 's']],
  ['mean_epoch_time_s', ['Mean time per epoch', 's']],
  ['throughput', ['Throughput', 'samples/s']],
  ['throughput_mean', ['Mean throughput', 'samples/s']],
  ['max_memory_mib', ['Memory', 'MiB']],
  ['max_memory_mib_max', ['Peak memory', 'MiB']],
  ['metric_perplex', ['Codebook perplexity']],
  ['metric_perplex_final', ['Final codebook perplexity']],
])

const MAX_LETTERS = 60

/** Whether a runs table or history may have the column, whatever the sweep. */
export function isKnownColumn(column: string): boolean {
  return KNOWN.has(column)
}

/** The name of a column for a legend: `Tokenizer`; unknown columns are made readable. */
export function columnName(column: string): string {
  return shorten(KNOWN.get(column)?.[0] ?? readable(column), MAX_LETTERS)
}

/** The title of a column's axis, with its unit: `Training time (s)`. */
export function columnTitle(column: string): string {
  const unit = KNOWN.get(column)?.[1]
  return unit === undefined ? columnName(column) : `${columnName(column)} (${unit})`
}

function readable(column: string): string {
  const words = column.replace(/[._/]+/g, ' ').trim()
  return words === '' ? column : words[0]?.toUpperCase() + words.slice(1)
}
