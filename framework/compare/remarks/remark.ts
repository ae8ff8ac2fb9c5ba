import { listSome } from '../../text/lists.ts'

/**
 * A sentence around what it is about. Comparisons by several columns often ask for the same one: there it is one
 * sentence about all of them.
 */
export interface Remark {
  readonly before: string
  /** None for a sentence that is the same whatever was compared. */
  readonly details: readonly string[]
  readonly after: string
}

/** More are not read. */
const MOST_DETAILS = 4

/** A remark without details. */
export function plainRemark(sentence: string): Remark {
  return { before: sentence, details: [], after: '' }
}

/** The remarks as sentences, in their order: those that differ in their details alone are one. */
export function remarkSentences(remarks: readonly Remark[]): string[] {
  const merged = new Map<string, Remark>()
  for (const { before, details, after } of remarks) {
    const key = JSON.stringify([before, after])
    const known = merged.get(key)?.details ?? []
    merged.set(key, { before, details: [...new Set([...known, ...details])], after })
  }
  return [...merged.values()].map(
    ({ before, details, after }) => `${before}${listDetails(details)}${after}`,
  )
}

/** The first few of several texts; those that are lists themselves are set apart by semicolons. */
export function listDetails(details: readonly string[]): string {
  return listSome(details, MOST_DETAILS, details.some((each) => each.includes(',')) ? '; ' : ', ')
}
