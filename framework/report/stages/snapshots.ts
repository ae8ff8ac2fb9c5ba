import path from 'node:path'
import { toCsv } from '../../tables/csv.ts'
import type { Analyzed } from '../spec/defineReport.ts'
import { summaryTex } from './files/summaryTex.ts'
import { trainingSummaryJson } from './files/trainingSummary.ts'
import type { ReportRequest } from './reportRequest.ts'

/** The tables of a report over its fixture, without what depends on where the project lies. */
export function snapshotTexts(
  analyzed: Analyzed,
  { cwd, projectRoot }: Pick<ReportRequest, 'cwd' | 'projectRoot'>,
): ReadonlyMap<string, string> {
  const root = path.relative(cwd, projectRoot)
  const texts = [
    ['summary.csv', toCsv(analyzed.runs)],
    ['summary.json', trainingSummaryJson(analyzed)],
    ['summary.tex', summaryTex(analyzed)],
    ...Object.entries(analyzed.tables ?? {}).map(([name, table]) => [`${name}.csv`, toCsv(table)]),
  ] as const
  return new Map(
    texts.map(([name = '', text = '']) => [
      name,
      root === '' ? text : text.replaceAll(`${root}${path.sep}`, ''),
    ]),
  )
}
