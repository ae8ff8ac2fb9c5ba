import { groupBy } from '../../tables/groupBy.ts'
import type { Comparison } from '../comparison.ts'
import { sharedPairs } from '../groups/groupText.ts'
import type { ParameterInteraction, SinglePairs } from '../interactions/interactionOf.ts'
import { isTrend, type Trend } from '../trend.ts'
import { divergesMore, findingOfDivergence } from './divergenceFinding.ts'
import { foldUnsettled, type UnsettledFinding } from './foldUnsettled.ts'
import { findingOfInteraction } from './interactionFinding.ts'
import { findingOfPair } from './pairFinding.ts'
import { keyPart, type ReportFinding, withUniqueKeys } from './reportFinding.ts'
import { findingOfTrend, unsettledTrend } from './trendFinding.ts'
import { unsettledFinding } from './unsettledFinding.ts'

/** More are not read; the table has a row for each. */
const MOST_SETTLED = 40

/** What belongs to the rows of a table that findings are made from. */
export interface FindingContext {
  readonly trends?: readonly Trend[]
  /** Parameters whose effect depends on another one. */
  readonly interactions?: readonly ParameterInteraction[]
  /** Of parameters that have one pair at each value of another one. */
  readonly singlePairs?: readonly SinglePairs[]
  /** Where runs diverged, beyond what rows say of single pairs of values. */
  readonly divergence?: readonly ReportFinding[]
  /** Of a parameter: what a reader must know beside what is found of it, in a few words. */
  readonly reservations?: ReadonlyMap<string, string>
  /** Of a row: the same beside what is found of it alone. */
  readonly ofRows?: ReadonlyMap<Comparison, string>
  /** Parameters that may change what the metric measures: what is found of them comes last. */
  readonly rescaling?: ReadonlySet<string>
  /** What counts as equal, where that was said. */
  readonly margin?: number | undefined
  /** Whether the same parameters are compared by other metrics, too: then keys and sentences name the metric. */
  readonly isOneOfSeveral?: boolean
}

/** A finding, and what places it among the others. */
interface Placed {
  readonly by: string
  readonly p: number
  readonly finding: ReportFinding
}

/**
 * What rows allow one to say, the surest first: one sentence for each pair or trend that is settled, and
 * for each compared column of which nothing is settled, what its intervals exclude or what is missing; many of
 * these that say the same are one sentence.
 */
export function findingsOf(
  rows: readonly Comparison[],
  {
    trends = [],
    interactions = [],
    singlePairs = [],
    divergence = [],
    reservations = new Map(),
    ofRows = new Map(),
    rescaling = new Set(),
    isOneOfSeveral = false,
    margin,
  }: FindingContext = {},
): ReportFinding[] {
  const metric = rows[0]?.metric ?? trends[0]?.metric ?? ''
  const nameOf = (by: string) => (isOneOfSeveral ? `${by} (${metric})` : by)
  const isSettledBy = (by: string) => rows.some((row) => row.by === by && isSettled(row))
  // Only rows at the values of the other parameter tell whether these have too few runs.
  const hasLevels = ({ by, partner }: ParameterInteraction) =>
    rows.some((row) => row.by === by && row.block.startsWith(`${partner}=`))
  const ending = (words: string | undefined) => (words === undefined ? '' : `; ${words}`)
  const reservation = (by: string) => ending(reservations.get(by))
  const isShared = sharedPairs(rows)
  const dependent = new Set(interactions.map(({ by }) => by))
  const settled = [
    ...rows.filter(isSettled).map((row): Placed => {
      const depends = interactions.find((each) => isAbout(each, row))
      const average = depends === undefined ? '' : `, on average over ${depends.partner}`
      const finding = findingOfPair(row, {
        isShared: isShared(row),
        reservation: average + reservation(row.by) + ending(ofRows.get(row)),
      })
      return { by: row.by, p: row.pHolm ?? 1, finding }
    }),
    ...rows.filter(divergesMore).map((row): Placed => {
      const finding = findingOfDivergence(row, {
        isShared: isShared(row),
        reservation: reservation(row.by),
      })
      // What the metric says of the same pair comes first.
      const p = Math.max(row.divergedPHolm ?? 1, isSettled(row) ? (row.pHolm ?? 1) : 0)
      return { by: row.by, p, finding }
    }),
    ...interactions.flatMap((each) =>
      findingOfInteraction(each, {
        metric,
        isSettled: isSettledBy(each.by) || !hasLevels(each),
        reservation: reservation(each.by),
      }).map((finding): Placed => ({ by: each.by, p: each.pValue, finding })),
    ),
    ...trends
      .filter(({ verdict }) => isTrend(verdict))
      .map((trend): Placed => {
        const finding = findingOfTrend(trend, reservation(trend.by))
        return { by: trend.by, p: trend.pHolm ?? 1, finding }
      }),
  ]
    .sort((a, b) => Number(rescaling.has(a.by)) - Number(rescaling.has(b.by)) || a.p - b.p)
    .slice(0, MOST_SETTLED)
    .map(({ finding }) => finding)
  const unsettled = [
    ...[...groupBy(rows, ({ by }) => by)]
      .filter(([by, ofColumn]) => !dependent.has(by) && !ofColumn.some(isSettled))
      .map(([by, ofColumn]) => {
        const single = singlePairs.find((each) => each.by === by)
        const unsettled = unsettledFinding(by, ofColumn, { name: nameOf(by), single, margin })
        return withReservation(unsettled, reservation(by))
      }),
    ...trends
      .filter(({ verdict }) => !isTrend(verdict))
      .map((trend) => ({ ...unsettledTrend(trend), by: nameOf(trend.by) })),
  ]
  const found = withUniqueKeys([...settled, ...divergence, ...foldUnsettled(unsettled)])
  if (!isOneOfSeveral) return found
  return found.map((finding) => ({ ...finding, key: keyPart(`${metric}-${finding.key}`) }))
}

/** Of a parameter that nothing tells from another one, more runs decide nothing. */
function withReservation(unsettled: UnsettledFinding, reservation: string): UnsettledFinding {
  const { finding } = unsettled
  const sentence = finding.sentence.replace(/\.$/, `${reservation}.`)
  return { ...unsettled, finding: { ...finding, sentence } }
}

/** Whether a row is over all values of the parameter on which it depends. */
function isAbout({ by, contrasts }: ParameterInteraction, row: Comparison): boolean {
  return (
    by === row.by && row.block === '' && contrasts.some(({ a, b }) => a === row.a && b === row.b)
  )
}

function isSettled({ verdict }: Comparison): boolean {
  return verdict === 'different' || verdict.startsWith('equal')
}
