/** What `summary.md` says. */
export interface SummaryContent {
  readonly title: string
  readonly numRuns: number
  readonly findings: readonly { readonly sentence: string }[]
  readonly warnings: readonly string[]
}

/** The text of `summary.md`: what was found, and what a reader must know to trust it. */
export function summaryMarkdown({ title, numRuns, findings, warnings }: SummaryContent): string {
  const list = (items: readonly string[]) => items.map((item) => `- ${escapeMarkdown(item)}`)
  return [
    `# ${escapeMarkdown(title)}`,
    '',
    `Over ${numRuns} run${numRuns === 1 ? '' : 's'}.`,
    ...section('Findings', list(findings.map(({ sentence }) => sentence))),
    ...section('What to know', list(warnings)),
    '',
  ].join('\n')
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines]
}

/** Names of runs and columns are text: `a_b_c` is not in italics, and `<x>` is no element. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ')
}
