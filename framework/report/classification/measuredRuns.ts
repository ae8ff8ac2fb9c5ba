import type { ColumnTable } from 'arquero'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import { runDirs } from '../../tables/columns.ts'
import type { InferOutcome } from '../spec/inferHook.ts'

/** The runs, and what the outcome calls each, by `run_dir`. */
export interface NamedRuns {
  readonly runs: ColumnTable
  readonly runIds: ReadonlyMap<string, string>
}

/** What a classifier is measured by. */
export const MEASURES = [
  'accuracy',
  'balanced_accuracy',
  'macro_f1',
  'auroc',
  'log_loss',
  'ece',
] as const
export type Measure = (typeof MEASURES)[number]

/** The runs whose models were run, with what these came to as columns `test.<measure>`. */
export function measuredRuns(
  { runs, runIds }: NamedRuns,
  { results }: InferOutcome<ModelResult<'classification'>>,
): ColumnTable {
  const summaries = runDirs(runs).map((runDir) => results.get(runIds.get(runDir) ?? '')?.summary)
  const rows = [...summaries.keys()].filter((row) => summaries[row] !== undefined)
  const measured = runs.assign(
    Object.fromEntries(
      MEASURES.map((measure) => [
        measureColumn(measure),
        summaries.map((summary) => summary?.[measure] ?? null),
      ]),
    ),
  )
  return measured.reify(rows)
}

/** The column of a measure, beside those of the training. */
export function measureColumn(measure: Measure): string {
  return `test.${measure}`
}
