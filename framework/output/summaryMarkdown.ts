import { escapeMarkdown } from './markdownText.ts'

/** What `summary.md` says. */
export interface SummaryContent {
  readonly title: string
  readonly numRuns: number
  readonly findings: readonly { readonly sentence: string }[]
  readonly gates?: readonly {
    readonly text: string
    readonly holds: boolean
    readonly sentence: string
  }[]
  readonly warnings: readonly string[]
}

/** The text of `summary.md`: what was found, and what a reader must know to trust it. */
export function summaryMarkdown({
  title,
  numRuns,
  findings,
  gates = [],
  warnings,
}: SummaryContent): string {
  const list = (items: readonly string[]) => items.map((item) => `- ${escapeMarkdown(item)}`)
  return [
    `# ${escapeMarkdown(title)}`,
    '',
    `Over ${numRuns} run${numRuns === 1 ? '' : 's'}.`,
    ...section('Findings', list(findings.map(({ sentence }) => sentence))),
    ...section('Gates', list(gates.map(gateText))),
    ...section('What to know', list(warnings)),
    '',
  ].join('\n')
}

function gateText({
  text,
  holds,
  sentence,
}: {
  text: string
  holds: boolean
  sentence: string
}): string {
  return `${holds ? 'holds' : 'does not hold'}: ${text}. ${sentence}`
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines]
}
