import type { ClassScores, UsableEvents } from './classScores.ts'

/**
 * Mean of -log of the probability that events' own classes were given (scikit-learn's `log_loss`); null
 * where one was given no chance at all, which makes it infinite, and without events.
 */
export function logLoss(
  { scores, nClasses }: ClassScores,
  { events, labels, weights }: UsableEvents,
): number | null {
  let sum = 0
  let total = 0
  for (let i = 0; i < events.length; i++) {
    const probability = scores[(events[i] as number) * nClasses + (labels[i] as number)] as number
    sum -= (weights[i] as number) * Math.log(probability)
    total += weights[i] as number
  }
  return total > 0 && Number.isFinite(sum) ? sum / total : null
}
