import { distance } from 'fastest-levenshtein'

/** The candidate that a mistyped word most likely meant; undefined where none is close. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.round(word.length / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  for (const candidate of candidates) {
    // Texts that differ in length by more are not worth comparing letter by letter.
    if (Math.abs(candidate.length - word.length) > limit) continue
    const edits = slips(word, candidate)
    if (edits < bestDistance) {
      best = candidate
      bestDistance = edits
    }
  }
  return best
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
