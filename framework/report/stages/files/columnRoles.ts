import { goalOfColumn } from '../../../compare/metrics/chooseMetric.ts'
import type { ReportJson } from '../../../output/data/reportJson.ts'
import type { Goal } from '../../../runs/sources/source.ts'
import { resolveColumn } from '../../../tables/columnAliases.ts'
import { numericColumns } from '../../../tables/columns.ts'
import type { AnalyzedReport } from '../analyze.ts'
import { comparedGroups } from './comparedGroups.ts'

/** Numbers that no run measured, though they are not parameters either. */
const DESCRIPTIONS = ['seed', 'started_at', 'git_commit', 'part']

/** What each column of the runs is, as `report.json` says. */
export function columnRoles(analyzed: AnalyzedReport): NonNullable<ReportJson['columns']> {
  const { runs, parameterColumns, goals, config } = analyzed
  const isParameter = (name: string) => parameterColumns.includes(name)
  const allGoals = new Map<string, Goal>([...goals, ...Object.entries(config.inputs.goal ?? {})])
  const names = runs.columnNames()
  const metrics = numericColumns(runs).filter(
    (name) => !isParameter(name) && !DESCRIPTIONS.includes(name),
  )
  const summed = comparedGroups(analyzed).metrics
  const first = summed.find(({ best }) => best !== undefined) ?? summed[0]
  const compared = config.inputs.metric ?? first?.column
  const betterOf = (name: string) => {
    // What a report says of its metrics comes first: that a loss is weighted by what is compared, its name does not.
    const said = summed.find(({ column }) => column === name)
    return (said === undefined ? goalOfColumn(name, allGoals) : said.best) ?? null
  }
  return {
    parameters: names.filter(isParameter),
    metrics: metrics.map((name) => ({ name, better: betterOf(name) })),
    compared: compared === undefined ? null : (resolveColumn(runs, compared) ?? null),
  }
}
