import { latexTable } from '../../../output/documents/latexTable.ts'
import type { Analyzed } from '../../spec/defineReport.ts'
import { comparedGroups } from './comparedGroups.ts'

/** The text of `training/summary.tex`: groups of runs with means and intervals over their runs. */
export function summaryTex(analyzed: Analyzed): string {
  const { groups, metrics } = comparedGroups(analyzed)
  return latexTable(analyzed.runs, groups, metrics, analyzed.latex?.note)
}
