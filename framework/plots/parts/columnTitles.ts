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

/** Names of Greek letters, which papers write as letters. */
const GREEK: ReadonlyMap<string, string> = new Map([
  ['alpha', 'α'],
  ['beta', 'β'],
  ['gamma', 'γ'],
  ['delta', 'δ'],
  ['epsilon', 'ε'],
  ['eps', 'ε'],
  ['eta', 'η'],
  ['theta', 'θ'],
  ['kappa', 'κ'],
  ['lambda', 'λ'],
  ['mu', 'μ'],
  ['rho', 'ρ'],
  ['sigma', 'σ'],
  ['tau', 'τ'],
  ['phi', 'φ'],
  ['omega', 'ω'],
])

/** Words instead of what joins them, and a capital, but none on a Greek letter. */
function readable(column: string): string {
  const words = column.split(/[._/\s]+/).filter((word) => word !== '')
  const [first, ...rest] = words.map((word) => GREEK.get(word.toLowerCase()) ?? word)
  if (first === undefined) return column
  const isGreek = first !== words[0]
  return [isGreek ? first : `${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...rest].join(' ')
}
