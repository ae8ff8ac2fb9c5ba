import { findingsTex } from '../../../output/findingsTex.ts'
import { methodsBibliography, methodsLatex, methodsMarkdown } from '../../../output/methodsText.ts'
import { summaryMarkdown } from '../../../output/summaryMarkdown.ts'
import type { Analyzed } from '../../spec/defineReport.ts'
import type { JudgedGate } from '../gates/planGates.ts'

/** The texts that say in words what was found and what was done, by file name. */
export function findingFiles(
  title: string,
  { runs, findings = [], methods = [] }: Analyzed,
  more: { readonly warnings: readonly string[]; readonly gates: readonly JudgedGate[] },
): [name: string, text: string][] {
  return [
    ['summary.md', summaryMarkdown({ title, numRuns: runs.numRows(), findings, ...more })],
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
