import type { Comparison } from '../comparison.ts'
import { groupName, groupText } from '../groups/groupText.ts'
import { ALPHA } from '../groups/verdict.ts'
import { keyOfPair } from './pairFinding.ts'
import type { ReportFinding } from './reportFinding.ts'
import { presentValues, pText } from './wording.ts'

/** Whether one of the two values makes runs diverge more often than the other. */
export function divergesMore({ divergedPHolm }: Comparison): boolean {
  return divergedPHolm !== null && divergedPHolm <= ALPHA
}

/** That one value makes runs diverge more often, with the counts. */
export function findingOfDivergence(row: Comparison, reservation: string): ReportFinding {
  const { by, a, b, nA, nB, nDivergedA, nDivergedB, divergedPHolm } = row
  const isMore = nDivergedB * nA > nDivergedA * nB
  const counts = `${nDivergedB} of ${nB} runs against ${nDivergedA} of ${nA}`
  return {
    key: `${keyOfPair(row)}-diverged`,
    sentence:
      `${groupName(by, b)} diverges ${isMore ? 'more' : 'less'} often than ${groupName(by, a)}: ${counts}, ` +
      `${pText(divergedPHolm ?? Number.NaN)} after Holm (Fisher's exact test)${reservation}.`,
    values: presentValues([
      ['diverged', nDivergedB],
      ['diverged-of', nB],
      ['other-diverged', nDivergedA],
      ['other-of', nA],
      ['p', divergedPHolm],
    ]),
  }
}

/** How many runs of each value diverged, as the end of a sentence; empty where none did. */
export function divergedWords(rows: readonly Comparison[]): string {
  const counts = new Map(
    rows
      .filter(({ block }) => block === '')
      .flatMap(({ a, b, nA, nB, nDivergedA, nDivergedB }) => [
        [groupText(a), [nDivergedA, nA]] as const,
        [groupText(b), [nDivergedB, nB]] as const,
      ]),
  )
  if ([...counts.values()].every(([n]) => n === 0)) return ''
  const told = [...counts].map(([value, [n, of]]) => `${n} of ${of} runs of ${value}`)
  const least = Math.min(...rows.map(({ divergedPValue }) => divergedPValue ?? 1))
  const p = `Fisher's exact ${pText(least)}${counts.size > 2 ? ' at the least' : ''}`
  return `; diverged: ${told.join(', ')} (${p})`
}
