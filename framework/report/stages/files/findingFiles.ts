import path from 'node:path'
import { findingsTex } from '../../../output/documents/findingsTex.ts'
import {
  methodsBibliography,
  methodsLatex,
  methodsMarkdown,
} from '../../../output/documents/methodsText.ts'
import { summaryMarkdown } from '../../../output/documents/summaryMarkdown.ts'
import type { Analyzed } from '../../spec/defineReport.ts'
import type { DrawnFigure } from '../drawFigure.ts'
import type { JudgedGate } from '../gates/planGates.ts'
import { comparedGroups } from './comparedGroups.ts'

/** The texts that say in words what was found and what was done, by file name. */
export function findingFiles(
  title: string,
  analyzed: Analyzed,
  {
    figures,
    ...more
  }: {
    readonly warnings: readonly string[]
    readonly gates: readonly JudgedGate[]
    readonly figures: readonly DrawnFigure[]
  },
): [name: string, text: string][] {
  const { runs, findings = [], methods = [] } = analyzed
  const summary = summaryMarkdown({
    ...{ title, numRuns: runs.numRows(), findings, ...more },
    compared: { runs, ...comparedGroups(analyzed) },
    figures: figures.map(({ name, caption, files: [file = ''] }) => ({
      ...{ name, caption },
      file: path.posix.relative('training', file),
    })),
  })
  return [
    ['summary.md', summary],
    ...(findings.length > 0 ? [['findings.tex', findingsTex(findings)] as [string, string]] : []),
    ...(methods.length > 0
      ? ([
          ['methods.md', methodsMarkdown(methods)],
          ['methods.tex', methodsLatex(methods)],
          ['methods.bib', methodsBibliography(methods)],
        ] as [string, string][])
      : []),
  ]
}
