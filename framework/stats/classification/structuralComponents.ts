import type { EventTotals } from '../roc/weights.ts'
import type { RankedEvents } from './rankedEvents.ts'

/** What each event contributes to the areas of one class, by its place among the usable events. */
export interface StructuralComponents {
  /**
   * Of an event of the class, the share of all others that its score exceeds; of another event, the share
   * of the class that exceeds it. Ties count half.
   */
  readonly againstRest: Float64Array
  /** Of events of the class: the sum, over the other classes, of the share of each that the score exceeds. */
  readonly againstEach: Float64Array
  /** By other class, the area of the events of the two; NaN for the class itself and those without events. */
  readonly pairAreas: Float64Array
}

/**
 * The structural components (DeLong, Biometrics 44, 1988) of the scores of one class, in one sweep from
 * the lowest score up. Its loops are plain: this is much of the time that all metrics take.
 *
 * @param ranked by the score of the class
 * @param classes what all classes weigh
 */
export function structuralComponents(
  { order, scores, labels, weights }: RankedEvents,
  classes: readonly EventTotals[],
  positive: number,
): StructuralComponents {
  const n = order.length
  const againstRest = new Float64Array(n)
  const againstEach = new Float64Array(n)
  const sums = Float64Array.from(classes, ({ sum }) => sum)
  const ownSum = sums[positive] as number
  const restSum = sums.reduce((total, sum) => total + sum, 0) - ownSum
  const others = Uint32Array.from(classes.keys()).filter(
    (label) => label !== positive && (sums[label] as number) > 0,
  )
  const pairSums = new Float64Array(classes.length)
  const below = new Float64Array(classes.length)
  const here = new Float64Array(classes.length)
  let from = 0
  while (from < n) {
    const score = scores[from]
    let to = from
    for (; to < n && scores[to] === score; to++) {
      const label = labels[to] as number
      here[label] = (here[label] as number) + (weights === undefined ? 1 : (weights[to] as number))
    }
    const ownHere = here[positive] as number
    let belowRest = 0
    let shares = 0
    for (let i = 0; ownHere > 0 && i < others.length; i++) {
      const label = others[i] as number
      const wins = (below[label] as number) + (here[label] as number) / 2
      const share = wins / (sums[label] as number)
      belowRest += wins
      shares += share
      pairSums[label] = (pairSums[label] as number) + ownHere * share
    }
    const shareOfRest = belowRest / restSum
    const shareAbove = (ownSum - (below[positive] as number) - ownHere / 2) / ownSum
    for (let i = from; i < to; i++) {
      const place = order[i] as number
      const label = labels[i] as number
      if (label === positive) {
        againstRest[place] = shareOfRest
        againstEach[place] = shares
      } else againstRest[place] = shareAbove
      below[label] = (below[label] as number) + (weights === undefined ? 1 : (weights[i] as number))
      here[label] = 0
    }
    from = to
  }
  const pairAreas = new Float64Array(classes.length).fill(Number.NaN)
  for (const label of others) pairAreas[label] = (pairSums[label] as number) / ownSum
  return { againstRest, againstEach, pairAreas }
}
