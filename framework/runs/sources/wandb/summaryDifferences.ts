import { cutOff } from '../../../text/shorten.ts'
import type { Series } from '../source.ts'
import { OWN_KEY } from './format.ts'
import { mediaIn, walkRowNumbers } from './rowNumbers.ts'

const MAX_NAMED = 3

interface Comparison {
  /** The file with the summary, for messages. */
  readonly place: string
  readonly summary: ReadonlyMap<string, unknown>
  readonly metrics: ReadonlyMap<string, Series>
  readonly findings: string[]
}

/**
 * Tells where the summary has another value than the last row that can be read: rows may have been
 * lost, or the summary was set by hand. The rows count.
 */
export function tellDifferences({ place, summary, metrics, findings }: Comparison): void {
  const different: string[] = []
  const missing: string[] = []
  const isOfMedia = mediaIn(summary.keys())
  for (const [key, value] of summary) {
    if (key.startsWith(OWN_KEY) || isOfMedia(key)) continue
    walkRowNumbers(key, value, (name, number) => {
      const last = metrics.get(name)?.value.at(-1)
      const named = `'${cutOff(name)}'`
      if (last === undefined) missing.push(`${named} (${number})`)
      else if (!Object.is(last, number)) different.push(`${named} (${number}, last row ${last})`)
    })
  }
  if (different.length > 0) {
    const told = `differs from the last row of the history in ${listed(different)}`
    findings.push(`the summary in ${place} ${told}; the row counts`)
  }
  if (missing.length > 0) {
    const told = `has values that no row of the history has: ${listed(missing)}`
    findings.push(`the summary in ${place} ${told}; they are left out`)
  }
}

function listed(parts: readonly string[]): string {
  const shown = parts.slice(0, MAX_NAMED).join(', ')
  return parts.length > MAX_NAMED ? `${shown} and ${parts.length - MAX_NAMED} more` : shown
}
