import type { ClassScores, UsableEvents } from '../../stats/classification/classScores.ts'
import type { ConfusionMetrics } from '../../stats/classification/confusionMetrics.ts'
import type { ProbabilityCheck } from './probabilities.ts'

/** What decides which numbers of a classifier exist. */
export interface SummaryFacts {
  /** Of the classes, in the order of the scores. */
  readonly names: readonly string[]
  readonly usable: UsableEvents
  readonly probabilities: ProbabilityCheck
  /** Whether events are taken for classes. */
  readonly predicts: boolean
  readonly metrics: ConfusionMetrics
  readonly hasLoss: boolean
  /** Whether all events have the same scores. */
  readonly isConstant: boolean
}

/** Why some of the numbers of a classifier are null, a sentence each. */
export function summaryReasons({
  names,
  usable,
  probabilities,
  predicts,
  metrics,
  hasLoss,
  isConstant,
}: SummaryFacts): string[] {
  const missing = names.filter((_, label) => usable.classes[label]?.n === 0)
  const untaken = names.filter((_, label) => metrics.classes[label]?.precision === null)
  return [
    ...(missing.length > 0
      ? [`No event is of ${without(missing, 'neither recall nor area')}.`]
      : []),
    ...(predicts && untaken.length > 0
      ? [`No event is taken for ${without(untaken, 'no precision')}.`]
      : []),
    ...(isConstant ? ['All events have the same scores, which tell nothing apart.'] : []),
    ...(predicts ? [] : ['A score that is not a probability assigns no class.']),
    ...(probabilities.areProbabilities
      ? []
      : [
          `Scores are not probabilities (${probabilities.why}): there is neither calibration nor log loss. ` +
            'Where they are logits, inference.output_is_logits=true says so.',
        ]),
    ...(probabilities.areProbabilities && !hasLoss
      ? ['The own class of an event has probability 0: log loss is infinite.']
      : []),
  ]
}

function without(classes: readonly string[], what: string): string {
  return classes.length === 1
    ? `class ${classes[0]}: it has ${what}`
    : `classes ${classes.join(', ')}: they have ${what}`
}

/** Whether each event has the scores of the first. */
export function haveSameScores({ scores, nClasses }: ClassScores, events: Uint32Array): boolean {
  const first = (events[0] ?? 0) * nClasses
  return events.every((event) => {
    for (let i = 0; i < nClasses; i++) {
      if (scores[event * nClasses + i] !== scores[first + i]) return false
    }
    return true
  })
}
