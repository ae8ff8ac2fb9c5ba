import { ascendingOrder } from '../roc/ascendingOrder.ts'
import type { ClassScores, ClassSize, UsableEvents } from './classScores.ts'

/** What each event contributes to the areas of one class, by its place among the usable events. */
export interface StructuralComponents {
  /**
   * Of an event of the class, the share of all others that its score exceeds; of another event, the share
   * of the class that exceeds it. Ties count half.
   */
  readonly againstRest: Float64Array
  /** Of events of the class: the sum, over the other classes, of the share of each that the score exceeds. */
  readonly againstEach: Float64Array
  /** By other class, the area of the events of the two; null for the class itself and those without events. */
  readonly pairAreas: readonly (number | null)[]
}

/**
 * The structural components (DeLong, Biometrics 44, 1988) of the scores of one class, in one sweep from
 * the lowest score up. Its loops are plain: this is most of the time that all metrics take.
 */
export function structuralComponents(
  { scores, nClasses }: ClassScores,
  { events, labels, weights, classes }: UsableEvents,
  positive: number,
): StructuralComponents {
  const n = events.length
  const own = new Float64Array(n)
  for (let i = 0; i < n; i++) own[i] = scores[(events[i] as number) * nClasses + positive] as number
  const order = ascendingOrder(own)
  // In the order of the scores: looking an event up here and there takes longer than all that follows.
  const sorted = new Float64Array(n)
  const sortedLabels = new Int32Array(n)
  const sortedWeights = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const place = order[i] as number
    sorted[i] = own[place] as number
    sortedLabels[i] = labels[place] as number
    sortedWeights[i] = weights[place] as number
  }
  const againstRest = new Float64Array(n)
  const againstEach = new Float64Array(n)
  const sums = Float64Array.from(classes, ({ sum }) => sum)
  const ownSum = sums[positive] as number
  const restSum = sums.reduce((total, sum) => total + sum, 0) - ownSum
  const others = [...sums.keys()].filter(
    (label) => label !== positive && (sums[label] as number) > 0,
  )
  const pairSums = new Float64Array(nClasses)
  const below = new Float64Array(nClasses)
  const here = new Float64Array(nClasses)
  let from = 0
  while (from < n) {
    const score = sorted[from]
    let to = from
    for (; to < n && sorted[to] === score; to++) {
      const label = sortedLabels[to] as number
      here[label] = (here[label] as number) + (sortedWeights[to] as number)
    }
    const ownHere = here[positive] as number
    let belowRest = 0
    let shares = 0
    if (ownHere > 0) {
      for (const label of others) {
        const wins = (below[label] as number) + (here[label] as number) / 2
        const share = wins / (sums[label] as number)
        belowRest += wins
        shares += share
        pairSums[label] = (pairSums[label] as number) + ownHere * share
      }
    }
    const shareOfRest = belowRest / restSum
    const shareAbove = (ownSum - (below[positive] as number) - ownHere / 2) / ownSum
    for (let i = from; i < to; i++) {
      const place = order[i] as number
      const label = sortedLabels[i] as number
      if (label === positive) {
        againstRest[place] = shareOfRest
        againstEach[place] = shares
      } else againstRest[place] = shareAbove
      below[label] = (below[label] as number) + (sortedWeights[i] as number)
      here[label] = 0
    }
    from = to
  }
  return { againstRest, againstEach, pairAreas: areasOf(pairSums, classes[positive], others) }
}

function areasOf(
  pairSums: Float64Array,
  own: ClassSize | undefined,
  others: readonly number[],
): (number | null)[] {
  return Array.from(pairSums, (sum, label) =>
    others.includes(label) ? sum / (own?.sum as number) : null,
  )
}
