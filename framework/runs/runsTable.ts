import { type ColumnTable, table } from 'arquero'
import type { Cell, EpochColumns, LoadedRun } from './runRecord.ts'

/** The columns that every runs table has, in order; a sweep's metrics and overrides follow them. */
export const COLUMNS = [
  'run_dir',
  'encoder',
  'tokenizer',
  'seed',
  'latent_dim',
  'codebook_size',
  'dataset_name',
  'config_sha1',
  'git_commit',
  'epochs',
  'best_epoch',
  'loss.total_best',
  'loss.total_final',
  'loss.recon_best',
  'loss.commit_best',
  'loss.codebook_best',
  'total_time_s',
  'mean_epoch_time_s',
  'throughput_mean',
  'max_memory_mib_max',
  'metric_perplex_final',
  'loss.rec_globals_best',
]

/** One row a run; columns that only some runs have are `null` in the others. */
export function runsTable(runs: readonly LoadedRun[]): ColumnTable {
  const columns = new Map(COLUMNS.map((name) => [name, emptyColumn(runs.length)]))
  for (const [index, { runDir, row }] of runs.entries()) {
    for (const [name, value] of [...row, ['run_dir', runDir] as const]) {
      const column = columns.get(name) ?? emptyColumn(runs.length)
      column[index] = value
      columns.set(name, column)
    }
  }
  // Pairs, not an object: an object would put integer-like names first.
  return table([...columns])
}

export function epochTable(columns: EpochColumns): ColumnTable {
  return table(columns.map(({ name, values }) => [name, values]))
}

function emptyColumn(length: number): Cell[] {
  return new Array<Cell>(length).fill(null)
}
