import { type ColumnTable, from } from 'arquero'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import { comparability, type LackingModel } from '../models/comparableModels.ts'
import { cutsTable, type TaskCuts } from '../models/cutsTable.ts'
import type { InferOutcome } from '../spec/inferHook.ts'

type Outcome = InferOutcome<ModelResult<'classification'>>
type Row = Readonly<Record<string, string | number | null>>

/** The tables of classifiers: `models` and `classes` with their measures, `cuts` with what cuts on scores are worth. */
export function classificationTables(outcome: Outcome): Record<string, ColumnTable> {
  const { lacking } = comparability(outcome)
  return {
    models: from(modelRows(outcome, lacking)),
    classes: from(classRows(outcome)),
    cuts: cutsTable(taskCuts(outcome)),
  }
}

function modelRows({ results }: Outcome, lacking: readonly LackingModel[]): Row[] {
  const nLacking = new Map(lacking.map(({ run_id, n_lacking }) => [run_id, n_lacking]))
  const hasEnsembles = [...results.values()].some(({ summary }) => summary.ensemble_of)
  return Array.from(results, ([run_id, { summary }]) => ({
    run_id,
    ...(hasEnsembles && { ensemble_of: summary.ensemble_of?.join(', ') ?? null }),
    n_events: summary.n_events,
    n_invalid: summary.n_invalid,
    ...(lacking.length > 0 && { n_lacking: nLacking.get(run_id) ?? 0 }),
    n_unlabelled: summary.n_unlabelled,
    accuracy: summary.accuracy,
    accuracy_low: summary.accuracy_ci?.[0] ?? null,
    accuracy_high: summary.accuracy_ci?.[1] ?? null,
    balanced_accuracy: summary.balanced_accuracy,
    macro_f1: summary.macro_f1,
    auroc: summary.auroc,
    auroc_low: summary.auroc_ci?.[0] ?? null,
    auroc_high: summary.auroc_ci?.[1] ?? null,
    auroc_one_vs_one: summary.auroc_one_vs_one,
    auroc_one_vs_one_low: summary.auroc_one_vs_one_ci?.[0] ?? null,
    auroc_one_vs_one_high: summary.auroc_one_vs_one_ci?.[1] ?? null,
    log_loss: summary.log_loss,
    ece: summary.ece,
    ece_by_chance: summary.ece_by_chance,
  }))
}

function classRows({ results }: Outcome): Row[] {
  return Array.from(results).flatMap(([run_id, { summary }]) =>
    summary.classes.map(({ auroc_ci, average_precision_ci, ...measures }) => ({
      run_id,
      ...measures,
      auroc_low: auroc_ci?.[0] ?? null,
      auroc_high: auroc_ci?.[1] ?? null,
      average_precision_low: average_precision_ci?.[0] ?? null,
      average_precision_high: average_precision_ci?.[1] ?? null,
    })),
  )
}

function taskCuts({ results }: Outcome): TaskCuts[] {
  return Array.from(results).flatMap(([run_id, { summary }]) =>
    Object.entries(summary.cuts).map(([task, cuts]) => ({ run_id, task, cuts })),
  )
}
