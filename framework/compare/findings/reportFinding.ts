/** What a report found: a sentence, and the numbers in it for documents that quote them. */
export interface ReportFinding {
  /** Names it in `findings.tex`: `vq-vs-none`. Unique within a report. */
  readonly key: string
  /** Short, with the numbers and how sure they are. */
  readonly sentence: string
  /** `\finding{<key>-<name>}` gives the number of that name. */
  readonly values: Readonly<Record<string, number>>
}

/** A text that can be part of a key: letters, digits, dots and signs stay, all else becomes a dash. */
export function keyPart(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._+-]+/gu, '-')
    .replace(/^-+(?=\D)|-+$/g, '')
}

/** Findings whose keys are all different: a repeated one gets a number. */
export function withUniqueKeys(findings: readonly ReportFinding[]): ReportFinding[] {
  const taken = new Set<string>()
  return findings.map((finding) => {
    let key = finding.key
    for (let n = 2; taken.has(key); n++) key = `${finding.key}-${n}`
    taken.add(key)
    return { ...finding, key }
  })
}
