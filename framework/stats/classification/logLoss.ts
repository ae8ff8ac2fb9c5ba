import type { ClassScores, UsableEvents } from './classScores.ts'
import { logProbability } from './logits.ts'

/**
 * Mean of -log of the probability that events' own classes were given (scikit-learn's `log_loss`); null
 * where one was given no chance at all, which makes it infinite, and without events.
 */
export function logLoss(given: ClassScores, usable: UsableEvents): number | null {
  return meanLoss(given, usable, Math.log)
}

/**
 * The log loss from the log odds of the classes (PyTorch's `binary_cross_entropy_with_logits` and `cross_entropy`):
 * finite where a probability rounds to 0.
 *
 * @param odds in the place of scores
 */
export function logLossOfOdds(odds: ClassScores, usable: UsableEvents): number | null {
  return meanLoss(odds, usable, logProbability)
}

function meanLoss(
  { scores, nClasses }: ClassScores,
  { events, labels, weights }: UsableEvents,
  logOf: (score: number) => number,
): number | null {
  let sum = 0
  let total = 0
  for (let i = 0; i < events.length; i++) {
    const own = scores[(events[i] as number) * nClasses + (labels[i] as number)] as number
    sum -= (weights[i] as number) * logOf(own)
    total += weights[i] as number
  }
  return total > 0 && Number.isFinite(sum) ? sum / total : null
}
