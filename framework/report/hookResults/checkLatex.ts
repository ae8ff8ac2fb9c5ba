import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import { isKnownColumn } from '../../plots/parts/columnTitles.ts'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { nearest } from '../../text/nearest.ts'
import { describeIssues } from '../../text/schema/schemaIssues.ts'
import { describeValue, isPlainObject } from '../spec/describeValue.ts'
import type { Problem } from './problem.ts'

const LatexSchema = v.strictObject({
  groups: v.optional(v.array(v.string())),
  metrics: v.optional(
    v.array(v.strictObject({ column: v.string(), best: v.optional(v.picklist(['min', 'max'])) })),
  ),
  note: v.optional(v.string()),
})

/** What is wrong with the settings that an analysis returned for `training/summary.tex`. */
export function latexProblems(latex: unknown, runs: ColumnTable): Problem[] {
  if (latex === undefined) return []
  const { success, output, issues } = v.safeParse(LatexSchema, latex)
  const reasons = success ? unknownColumns(output, runs) : wrongKeys(latex, issues)
  // The table is then written as without settings, so that only they are missing.
  return reasons.map((reason) => ({ leftOut: 'the settings "latex"', reason }))
}

function wrongKeys(latex: unknown, issues: readonly v.BaseIssue<unknown>[]): string[] {
  if (!isPlainObject(latex)) {
    return [
      `analyze returned "latex" that is ${describeValue(latex)}; expected { groups, metrics, note }.`,
    ]
  }
  return describeIssues(LatexSchema, issues, { subject: 'analyze returned "latex": its key' })
}

function unknownColumns(
  { groups = [], metrics = [] }: v.InferOutput<typeof LatexSchema>,
  runs: ColumnTable,
): string[] {
  const names = runs.columnNames()
  const isColumn = (column: string) => resolveColumn(runs, column) !== undefined
  return [
    ...groups.filter((column) => !isColumn(column)).map((column) => ['groups', column] as const),
    // A metric that only other trainings have is left out of the table.
    ...metrics
      .filter(({ column }) => !isColumn(column) && !isKnownColumn(column))
      .map(({ column }) => ['metrics', column] as const),
  ].map(([key, column]) => {
    const near = nearest(column, names)
    return (
      `analyze returned "latex" whose ${key} name the column "${column}", which the runs do not have.` +
      (near === undefined ? ` They have: ${names.join(', ')}.` : ` Did you mean "${near}"?`)
    )
  })
}
