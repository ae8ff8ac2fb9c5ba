import { groupBy } from '../tables/groupBy.ts'
import { count } from '../text/counts.ts'
import type { Comparison } from './comparison.ts'

/** A summary of more sentences is not read; the table has a row for each comparison. */
const MOST_SENTENCES = 100

/**
 * The rows in words, for a summary: one sentence each. Of more than 100 rows it is how many there are of
 * each verdict, then the sentences of the first 100, those that settle something before the others.
 */
export function summarySentences(rows: readonly Comparison[]): string[] {
  if (rows.length <= MOST_SENTENCES) return rows.map(({ sentence }) => sentence)
  const verdicts = [...groupBy(rows, ({ verdict }) => verdict)]
    .sort(([a], [b]) => Number(isSettled(b)) - Number(isSettled(a)))
    .map(([verdict, { length }]) => `${length} ${verdict}`)
  const ordered = [
    ...rows.filter(({ verdict }) => isSettled(verdict)),
    ...rows.filter(({ verdict }) => !isSettled(verdict)),
  ]
  return [
    `${count(rows.length, 'comparison')}: ${verdicts.join(', ')}. The first ${MOST_SENTENCES} of them follow, ` +
      'those that settle something before the others; the table has all.',
    ...ordered.slice(0, MOST_SENTENCES).map(({ sentence }) => sentence),
  ]
}

function isSettled(verdict: Comparison['verdict']): boolean {
  return verdict === 'different' || verdict.startsWith('equal')
}
