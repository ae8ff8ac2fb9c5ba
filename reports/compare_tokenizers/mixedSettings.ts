import { adviseSelection, type ColumnTable, groupRuns } from 'thesis-report'

/** What the figures tell apart, or show the spread of. */
const SHOWN = ['encoder', 'tokenizer', 'seed']

/**
 * A remark for every parameter that differs within the runs and that boxes, bars and points do not
 * tell apart: a group mixes its settings there.
 */
export function mixedSettings(parameters: readonly string[], runs: ColumnTable): string[] {
  return parameters
    .filter((column) => !SHOWN.includes(column))
    .map((column) => ({
      column,
      values: [...(groupRuns(runs, column).count().array(column) as Iterable<unknown>)],
    }))
    .filter(({ values }) => values.length > 1)
    .map(
      ({ column, values }) =>
        `Groups of boxes, bars and points mix runs of ${values.length} values of ${column}; to compare ` +
        `like with like, add ${adviseSelection(column, values[0])}`,
    )
}
