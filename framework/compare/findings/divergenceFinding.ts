import { count } from '../../text/counts.ts'
import type { Comparison } from '../comparison.ts'
import { groupText, pairNames } from '../groups/groupText.ts'
import { ALPHA } from '../groups/verdict.ts'
import { keyOfPair } from './pairFinding.ts'
import type { ReportFinding } from './reportFinding.ts'
import { presentValues, pText } from './wording.ts'

/** Whether one of the two values makes runs diverge more often than the other. */
export function divergesMore({ divergedPHolm }: Comparison): boolean {
  return divergedPHolm !== null && divergedPHolm <= ALPHA
}

/** That one value makes runs diverge more often, with the counts; parameters as of `findingOfPair`. */
export function findingOfDivergence(
  row: Comparison,
  { isShared, reservation }: { readonly isShared: boolean; readonly reservation: string },
): ReportFinding {
  const { nA, nB, nDivergedA, nDivergedB, divergedPHolm } = row
  const { ofA, ofB } = pairNames(row, isShared)
  const isMore = nDivergedB * nA > nDivergedA * nB
  const counts = `${nDivergedB} of ${nB} runs against ${nDivergedA} of ${nA}`
  return {
    key: `${keyOfPair(row, isShared)}-diverged`,
    sentence:
      `${ofB} diverges ${isMore ? 'more' : 'less'} often than ${ofA}: ${counts}, ` +
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

/** How many runs of the values of a parameter diverged. */
export interface DivergedCounts {
  /** `0 of 12 runs of adam, 8 of 12 runs of sgd (Fisher's exact p = 0.001)` */
  readonly text: string
  /** The smallest p-value of two values; 1 where none were compared. */
  readonly p: number
}

/** How many runs of each value diverged; undefined where none did. */
export function divergedCounts(rows: readonly Comparison[]): DivergedCounts | undefined {
  const counts = new Map(
    rows
      .filter(({ block }) => block === '')
      .flatMap(({ a, b, nA, nB, nDivergedA, nDivergedB }) => [
        [groupText(a), [nDivergedA, nA]] as const,
        [groupText(b), [nDivergedB, nB]] as const,
      ]),
  )
  if ([...counts.values()].every(([n]) => n === 0)) return undefined
  const shares = [...counts].map(([value, [n, of]]) => `${n} of ${count(of, 'run')} of ${value}`)
  const p = Math.min(...rows.map(({ divergedPValue }) => divergedPValue ?? 1))
  const fisher = `${counts.size > 2 ? 'smallest ' : ''}Fisher's exact ${pText(p)}`
  return { text: `${shares.join(', ')} (${fisher})`, p }
}
