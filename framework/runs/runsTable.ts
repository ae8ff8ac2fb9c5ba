import { type ColumnTable, table } from 'arquero'
import { nameColumns } from '../tables/columnAliases.ts'
import type { ParameterTable } from './parameters/tabulateParameters.ts'
import type { Cell, EpochColumn, EpochColumns, LoadedRun } from './runRecord.ts'

/** The columns that every runs table has, in order; a sweep's metrics and parameters follow them. */
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
  'diverged',
]

/** The names of the columns that say something other than a parameter. */
export function takenColumns(runs: readonly LoadedRun[]): Set<string> {
  return new Set([...COLUMNS, ...runs.flatMap(({ row }) => row.map(([name]) => name))])
}

/** One row a run; columns that only some runs have are `null` in the others. */
export function runsTable(runs: readonly LoadedRun[], parameters: ParameterTable): ColumnTable {
  const columns = new Map<string, Cell[]>(COLUMNS.map((name) => [name, emptyColumn(runs.length)]))
  for (const [index, { runDir, row }] of runs.entries()) {
    for (const [name, value] of [...row, ['run_dir', runDir] as const]) {
      const column = columns.get(name) ?? emptyColumn(runs.length)
      column[index] = value
      columns.set(name, column)
    }
  }
  for (const [name, cells] of parameters.columns) columns.set(name, [...cells])
  // Pairs, not an object: an object would put integer-like names first.
  return nameColumns(table([...columns]), parameters.aliases)
}

export function epochTable(columns: EpochColumns): ColumnTable {
  return table(columns.map((column) => [column.name, presentCells(column)]))
}

/** The numbers as they lie in memory, or a list with `null` where some are missing. */
function presentCells(column: EpochColumn): ArrayLike<Cell> {
  if (column.kind === 'text') return column.values
  const { values } = column
  if (!values.includes(Number.NaN)) return values
  const cells: Cell[] = []
  for (const value of values) cells.push(Number.isNaN(value) ? null : value)
  return cells
}

function emptyColumn(length: number): Cell[] {
  return new Array<Cell>(length).fill(null)
}
