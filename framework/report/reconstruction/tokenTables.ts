import { type ColumnTable, from } from 'arquero'
import type { ModelResult } from '../../inference/execution/modelResult.ts'

/** What stands for the type of tokens where all types are taken together, and for the feature. */
export const ALL_TYPES = 'all'

/**
 * A row for each model, type of tokens and feature: `n_tokens`, `mse` and `mae`; `all` stands for all types, and
 * for the sum over the features. Without a model that has them there is no table.
 */
export function tokenErrorsTable(
  results: ReadonlyMap<string, ModelResult>,
): ColumnTable | undefined {
  const rows = [...results].flatMap(([run_id, { summary }]) =>
    Object.entries(summary.token_errors ?? {}).flatMap(
      ([token_type, { n_tokens, mse, mae, features }]) =>
        Object.entries({ [ALL_TYPES]: { mse, mae }, ...features }).map(([feature, errors]) => ({
          run_id,
          token_type,
          feature,
          n_tokens,
          ...errors,
        })),
    ),
  )
  return rows.length === 0 ? undefined : from(rows)
}

/**
 * A row for each model and codebook: how many tokens have a code, how many codes occur, their perplexity, and
 * where the size of the codebook is known, the dead codes. Without codebooks there is no table.
 *
 * @param sizeOf the number of codes in the codebook of a run, where it is known
 */
export function codebooksTable(
  results: ReadonlyMap<string, ModelResult>,
  sizeOf: (runId: string) => number | undefined,
): ColumnTable | undefined {
  const rows = [...results].flatMap(([run_id, { summary }]) =>
    Object.entries(summary.codebooks ?? {}).map(([codebook, usage]) => {
      const size = sizeOf(run_id)
      // A codebook with higher codes than its size is another one.
      const isOther = size === undefined || usage.highest_code >= size
      return {
        run_id,
        codebook,
        ...usage,
        codebook_size: isOther ? null : size,
        dead_codes: isOther ? null : size - usage.n_used,
      }
    }),
  )
  return rows.length === 0 ? undefined : from(rows)
}
