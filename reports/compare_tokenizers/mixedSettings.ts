import type { ColumnTable } from 'thesis-report'

/** What the figures tell apart, or show the spread of. */
const SHOWN = ['encoder', 'tokenizer', 'seed']

/**
 * A remark for every parameter that differs within the runs and that no figure tells apart: means
 * over groups would mix its settings.
 */
export function mixedSettings(parameters: readonly string[], runs: ColumnTable): string[] {
  return parameters
    .filter((column) => !SHOWN.includes(column))
    .map((column) => ({ column, values: new Set(runs.array(column) as Iterable<unknown>) }))
    .filter(({ values }) => values.size > 1)
    .map(
      ({ column, values }) =>
        `The figures' groups mix runs of ${values.size} values of ${column}; compare like with like ` +
        `by inputs.select.${column}=${[...values][0]}.`,
    )
}
