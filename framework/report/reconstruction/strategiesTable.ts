import { type ColumnTable, table } from 'arquero'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import { BASELINE } from '../../inference/scores/eventScores.ts'
import type { ErrorSummary } from '../../inference/scores/modelSummary.ts'

/**
 * One row for each model and each way of damaging its data, the clean data first: `run_id`,
 * `strategy`, `corruption`, `parameter` and `strength` (of a corruption whose params hold a list),
 * the errors of `inference/summary.json`, and AUROC against the clean data with its interval.
 */
export function strategiesTable(results: ReadonlyMap<string, ModelResult>): ColumnTable {
  const rows = [...results].flatMap(([runId, { summary }]) => [
    {
      run_id: runId,
      strategy: BASELINE,
      corruption: null,
      parameter: null,
      strength: null,
      ...errors(summary.baseline),
    },
    ...Object.entries(summary.strategies).map(([label, strategy]) => ({
      run_id: runId,
      strategy: label,
      corruption: strategy.corruption,
      parameter: strategy.swept ?? null,
      strength: strategy.swept === undefined ? null : (strategy.params[strategy.swept] ?? null),
      ...errors(strategy),
      auroc: strategy.auroc,
      auroc_low: strategy.auroc_ci?.[0] ?? null,
      auroc_high: strategy.auroc_ci?.[1] ?? null,
    })),
  ])
  const names = new Set(rows.flatMap((row) => Object.keys(row)))
  return table(
    [...names].map((name) => [
      name,
      rows.map((row) => (row as Record<string, unknown>)[name] ?? null),
    ]),
  )
}

/** The errors alone: a strategy's summary holds more. */
function errors(summary: ErrorSummary): ErrorSummary {
  return Object.fromEntries(Object.entries(summary).filter(([name]) => /^m[sa]e_/.test(name)))
}
