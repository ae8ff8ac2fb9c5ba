import { distance } from 'fastest-levenshtein'

/** Fewer letters begin too many words to mean one. */
const LEAST_BEGINNING = 3

/**
 * The candidate that a mistyped word most likely meant, or the only one that a cut word begins; undefined
 * where none is close.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.round(word.length / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  const begun: string[] = []
  for (const candidate of candidates) {
    if (word.length >= LEAST_BEGINNING && candidate.startsWith(word)) begun.push(candidate)
    // Texts that differ in length by more are not worth comparing letter by letter.
    if (Math.abs(candidate.length - word.length) > limit) continue
    const edits = slips(word, candidate)
    if (edits < bestDistance) {
      best = candidate
      bestDistance = edits
    }
  }
  return best ?? (begun.length === 1 ? begun[0] : undefined)
}

/** Levenshtein's distance, but letters that changed places are one slip, not two. */
function slips(word: string, other: string): number {
  const edits = distance(word, other)
  const sorted = (text: string) => [...text].sort().join('')
  return edits > 1 && sorted(word) === sorted(other) ? 1 : edits
}

/** `Did you mean "x"? ` for the middle of a message; empty where no candidate is close. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates)
  return near === undefined ? '' : `Did you mean "${near}"? `
}
