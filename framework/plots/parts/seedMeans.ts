import type { ColumnTable } from 'arquero'
import { type MeansOverSeeds, meansOverSeeds } from '../../compare/settings/meansOverSeeds.ts'
import { settingKeys } from '../../compare/settings/settingKeys.ts'
import { columnNotes } from '../../tables/columnAliases.ts'

/**
 * The means of groups of runs with intervals over seeds, as far as the table tells which runs are of one
 * setting: by the parameters that `loadRuns` found. Of other tables each group counts as one setting.
 *
 * @param values of all runs, in row order
 * @param groups rows with a finite value; for the geometric mean, a positive one
 */
export function seedMeans(
  runs: ColumnTable,
  values: readonly number[],
  groups: readonly (readonly number[])[],
  estimator: 'mean' | 'geometric',
): MeansOverSeeds {
  const keys = settingKeys(runs, columnNotes(runs)?.parameters ?? [])
  const valuesOf = (rows: readonly number[]) =>
    rows.map((row) => ({
      ...(keys[row] ?? { setting: '', seed: null }),
      value: values[row] as number,
    }))
  return meansOverSeeds(groups.map(valuesOf), estimator)
}
