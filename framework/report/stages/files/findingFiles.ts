import path from 'node:path'
import type { ColumnTable } from 'arquero'
import { findingsTex } from '../../../output/documents/findingsTex.ts'
import type { NameMask } from '../../../output/documents/maskNames.ts'
import {
  methodsBibliography,
  methodsLatex,
  methodsMarkdown,
} from '../../../output/documents/methodsText.ts'
import { summaryMarkdown } from '../../../output/documents/summaryMarkdown.ts'
import { withColumn } from '../../../tables/withColumn.ts'
import type { Analyzed } from '../../spec/defineReport.ts'
import type { DrawnFigure } from '../drawFigure.ts'
import type { JudgedGate } from '../gates/planGates.ts'
import { comparedGroups } from './comparedGroups.ts'

/** The texts that say in words what was found and what was done, by file name. */
export function findingFiles(
  title: string,
  analyzed: Analyzed,
  outcome: {
    readonly warnings: readonly string[]
    readonly gates: readonly JudgedGate[]
    readonly figures: readonly DrawnFigure[]
    /** What stands for names in `summary.md`. Default: themselves */
    readonly mask: NameMask | undefined
  },
): [name: string, text: string][] {
  const { findings = [], methods = [] } = analyzed
  const works = methodsBibliography(methods)
  return [
    ['summary.md', summaryText(title, analyzed, outcome)],
    ...(findings.length > 0 ? [['findings.tex', findingsTex(findings)] as [string, string]] : []),
    ...(methods.length > 0
      ? ([
          ['methods.md', methodsMarkdown(methods)],
          ['methods.tex', methodsLatex(methods)],
        ] as [string, string][])
      : []),
    ...(works === '' ? [] : [['methods.bib', works] as [string, string]]),
  ]
}

function summaryText(
  title: string,
  analyzed: Analyzed,
  { warnings, gates, figures, mask }: Parameters<typeof findingFiles>[2],
): string {
  const { runs, findings = [] } = analyzed
  const text = mask?.text ?? ((each: string) => each)
  const compared = comparedGroups(analyzed)
  return summaryMarkdown({
    title: text(title),
    numRuns: runs.numRows(),
    findings: findings.map(({ sentence }) => ({ sentence: text(sentence) })),
    gates: gates.map((gate) => ({
      ...gate,
      text: text(gate.text),
      sentence: text(gate.sentence),
    })),
    warnings: [...warnings.map(text), ...(mask ? [MASKED] : [])],
    compared: { runs: mask ? maskedRuns(runs, compared.groups, mask) : runs, ...compared },
    figures: figures.map(({ name, caption, files: [file = ''] }) => ({
      ...{ name, caption: text(caption) },
      file: path.posix.relative('training', file),
    })),
  })
}

const MASKED =
  'Names of runs, sweeps, users and hosts, and paths, are replaced here (outputs.mask_names=true); the other files of the report have them.'

/** The runs under their pseudonyms, their groups without names. */
function maskedRuns(runs: ColumnTable, groups: readonly string[], mask: NameMask): ColumnTable {
  const named = withColumn(runs, 'run', (_, row) => mask.runs[row])
  return groups.reduce(
    (table, column) =>
      withColumn(table, column, (cell) => {
        const value = cell(column)
        return typeof value === 'string' ? mask.text(value) : value
      }),
    named,
  )
}
