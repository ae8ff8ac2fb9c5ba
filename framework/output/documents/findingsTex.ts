import type { ReportFinding } from '../../compare/findings/reportFinding.ts'
import { isPValue, pText, writtenValues } from '../../compare/findings/wording.ts'
import { latexText } from './latexText.ts'

/**
 * The text of `findings.tex`: after `\input{findings}`, `\finding{<key>}` gives a sentence and
 * `\finding{<key>-<name>}` a number of it. Keys may have digits and signs, which names of macros may
 * not, so that they are looked up by `\csname`. Numbers are as the sentence writes them; of a p-value
 * `\finding{<key>-p-text}` gives `p = 0.03`. A key that there is not shows as ?? in bold.
 */
export function findingsTex(findings: readonly ReportFinding[]): string {
  const lines = findings.flatMap(({ key, sentence, values }) => [
    define(key, latexText(sentence)),
    ...Object.entries(writtenValues(values)).map(([name, text]) =>
      define(`${key}-${name}`, latexText(text)),
    ),
    ...Object.entries(values)
      .filter(([name]) => isPValue(name))
      .map(([name, p]) => define(`${key}-${name}-text`, latexText(pText(p)))),
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
