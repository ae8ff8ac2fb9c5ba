import type { ColumnTable } from 'arquero'
import { COLUMNS } from '../../runs/runsTable.ts'
import { changedColumns } from '../../tables/changedColumns.ts'
import { columnNotes, resolveColumn } from '../../tables/columnAliases.ts'
import { valueKey } from '../../tables/valueKey.ts'

export interface ComparedParameters {
  /** Parameters that tell blocks apart. */
  readonly inBlocks: readonly string[]
  /** Parameters that split the runs exactly as the compared column does: none tells them apart. */
  readonly together: readonly string[]
}

/** Columns of every runs table that say how a run was made; the others say what it measured. */
const FIXED_PARAMETERS = ['encoder', 'tokenizer', 'seed', 'latent_dim', 'codebook_size']
const METRIC = /^metric_.*_final$/
/** Columns that say what became of a run. */
const OUTCOMES = ['diverged', 'status', 'sampler']

/** What has to agree for two runs to be compared, other than the seed. */
export function comparedParameters(
  runs: ColumnTable,
  {
    metric,
    by,
    seed,
    parameters,
  }: {
    readonly metric: string
    readonly by: string
    readonly seed: string
    readonly parameters: readonly string[] | undefined
  },
): ComparedParameters {
  const keysOf = (column: string): string[] => {
    const known = resolveColumn(runs, column)
    return known === undefined ? [] : Array.from(runs.array(known) as Iterable<unknown>, valueKey)
  }
  const others = (parameters ?? variedColumns(runs, keysOf)).filter(
    (column) => column !== by && column !== seed && column !== metric,
  )
  const groups = keysOf(by)
  const isTogether = (column: string) => splitsAlike(groups, keysOf(column))
  return {
    inBlocks: others.filter((column) => !isTogether(column)),
    together: others.filter(isTogether),
  }
}

/**
 * The parameters that `loadRuns` found, and other columns that differ between the runs, say how a run
 * was made, and have values that several runs share, which the values of an identifier are not.
 */
function variedColumns(runs: ColumnTable, keysOf: (column: string) => string[]): string[] {
  const { parameters = [], others } = columnNotes(runs) ?? {}
  const measured = others ?? new Set(COLUMNS.filter((each) => !FIXED_PARAMETERS.includes(each)))
  return changedColumns(runs).filter(
    (column) =>
      parameters.includes(column) ||
      (!measured.has(column) &&
        !METRIC.test(column) &&
        !OUTCOMES.includes(column) &&
        new Set(keysOf(column)).size < runs.numRows()),
  )
}

/** Whether two columns make the same groups of rows. */
function splitsAlike(one: readonly string[], other: readonly string[]): boolean {
  const pairs = new Set(one.map((key, row) => `${key}\n${other[row]}`))
  return pairs.size === new Set(one).size && pairs.size === new Set(other).size
}
