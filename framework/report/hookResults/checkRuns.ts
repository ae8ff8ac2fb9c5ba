import { describeValue, isTable } from '../spec/describeValue.ts'

/** Why a value cannot be the `runs` of a report; undefined where it can. */
export function runsProblem(runs: unknown): string | undefined {
  if (!isTable(runs)) return `whose "runs" is ${describeValue(runs)}, expected a table`
  // Aggregated tables have rows for groups, not for runs.
  if (runs.columnIndex('run_dir') < 0) return 'whose "runs" is a table without the column "run_dir"'
  return undefined
}
