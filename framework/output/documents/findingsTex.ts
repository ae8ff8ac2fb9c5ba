import type { ReportFinding } from '../../compare/findings/reportFinding.ts'
import { formatNumber } from '../../text/numberFormat.ts'
import { latexText } from './latexText.ts'

/**
 * The text of `findings.tex`: after `\input{findings}`, `\finding{<key>}` gives a sentence and
 * `\finding{<key>-<name>}` a number of it. Keys may have digits and signs, which names of macros may
 * not, so that they are looked up by `\csname`. One that there is not shows as ?? in bold.
 */
export function findingsTex(findings: readonly ReportFinding[]): string {
  const lines = findings.flatMap(({ key, sentence, values }) => [
    define(key, latexText(sentence)),
    ...Object.entries(values).map(([name, value]) =>
      define(`${key}-${name}`, latexText(formatNumber(value, { digits: digitsOf(value) }))),
    ),
  ])
  return [
    '% What this report found. \\finding{KEY} gives a sentence, \\finding{KEY-NAME} a number of it.',
    '\\providecommand{\\finding}[1]{\\ifcsname finding:#1\\endcsname%',
    '  \\csname finding:#1\\endcsname\\else\\textbf{??}\\fi}',
    ...lines,
    '',
  ].join('\n')
}

function define(key: string, text: string): string {
  return `\\expandafter\\def\\csname finding:${key}\\endcsname{${text}}`
}

/** Two digits, or as many as tell a ratio near 1 from it, as in the sentences. */
function digitsOf(value: number): number {
  return Math.abs(value - 1) < 0.1 ? 4 : 2
}
