import { checkArguments, LIST } from '../../text/checkOptions.ts'
/** How well events of one class are told from the others; null where that rests on no event. */
export interface ClassMetrics {
  /** Share of the events taken for the class that are of it. */
  readonly precision: number | null
  /** Share of the events of the class that are taken for it. */
  readonly recall: number | null
  /** Harmonic mean of the two; null for a class that neither occurs nor is predicted. */
  readonly f1: number | null
  /** Weight of the events of the class. */
  readonly support: number
}

export interface ConfusionMetrics {
  /** Share of events that are taken for what they are. */
  readonly accuracy: number | null
  /** Mean recall of the classes that have events. */
  readonly balancedAccuracy: number | null
  /** Mean F1 of the classes that occur or are predicted. */
  readonly macroF1: number | null
  readonly classes: readonly ClassMetrics[]
}

/**
 * What follows from how often each class was taken for each: as scikit-learn's `accuracy_score`,
 * `balanced_accuracy_score`, `f1_score(average='macro')` and `precision_recall_fscore_support`, but that
 * a share of no events is null instead of 0.
 *
 * @param counts by the true class, then by the predicted one; sums of weights where events have weights
 */
export function confusionMetrics(counts: readonly (readonly number[])[]): ConfusionMetrics {
  checkArguments('OPTION_INVALID', 'confusionMetrics', { counts }, { counts: LIST })
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const right = counts.map((row, i) => row[i] as number)
  const support = counts.map(sum)
  const predicted = counts.map((_, i) => sum(counts.map((row) => row[i] as number)))
  const classes = right.map((hits, i): ClassMetrics => {
    const [n, taken] = [support[i] as number, predicted[i] as number]
    return {
      precision: share(hits, taken),
      recall: share(hits, n),
      f1: share(2 * hits, n + taken),
      support: n,
    }
  })
  return {
    accuracy: share(sum(right), sum(support)),
    balancedAccuracy: mean(classes.map(({ recall }) => recall)),
    macroF1: mean(classes.map(({ f1 }) => f1)),
    classes,
  }
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}
