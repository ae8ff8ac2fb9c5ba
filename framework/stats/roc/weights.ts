import { ReportError } from '../../errors.ts'
import { count } from '../../text/counts.ts'

/**
 * Refuses weights that would make shares of events meaningless: with negative ones, an efficiency may fall
 * where more events pass, or lie beyond 1.
 *
 * @param where names what holds them, for the error. Default: nothing is named
 * @throws {ReportError} LENGTH_MISMATCH unless there is one per event; `WEIGHTS_INVALID` for negative ones
 */
export function checkWeights(weights: ArrayLike<number>, nEvents: number, where?: string): void {
  if (weights.length !== nEvents) {
    throw new ReportError(
      'LENGTH_MISMATCH',
      `${nEvents} scores but ${weights.length} weights: pass one weight for each score.`,
    )
  }
  let nNegative = 0
  let first = -1
  for (let i = weights.length - 1; i >= 0; i--) {
    if ((weights[i] as number) >= 0 || Number.isNaN(weights[i])) continue
    nNegative++
    first = i
  }
  if (nNegative === 0) return
  throw new ReportError(
    'WEIGHTS_INVALID',
    `${where === undefined ? '' : `Weights of ${where}: `}${count(nNegative, 'event')} of ${nEvents} ` +
      `${nNegative === 1 ? 'has' : 'have'} a negative weight, the first is event ${first} with ${weights[first]}: shares of weighted events have no meaning then. Merge such events with their ` +
      'neighbours, or go without weights.',
  )
}

/** What a number of events weigh. */
export interface EventTotals {
  readonly n: number
  /** Sum of the weights. */
  readonly sum: number
  /** Sum of their squares. */
  readonly squares: number
}

/**
 * The number of events of equal weights that would be as uncertain: (Σw)² / Σw² (Kish, Survey Sampling,
 * 1965); without weights, the number of events.
 */
export function effectiveNumber({ sum, squares }: Pick<EventTotals, 'sum' | 'squares'>): number {
  return squares === 0 ? 0 : (sum * sum) / squares
}
