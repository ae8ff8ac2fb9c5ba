import type { ClassScores, UsableEvents } from './classScores.ts'

/** What a classifier takes events for. */
export interface Predictions {
  /** By the true class, then by the predicted one: numbers of events, or sums of their weights. */
  readonly confusions: readonly (readonly number[])[]
  /** By the place of the event among the usable ones: the highest of its scores. */
  readonly confidence: Float64Array
  /** 1 where the event is taken for what it is. */
  readonly isRight: Uint8Array
}

/** Takes each event for the class with the highest score; of equal ones for the first, as numpy's argmax. */
export function predictClasses(
  { scores, nClasses }: ClassScores,
  { events, labels, weights }: UsableEvents,
): Predictions {
  const confusions = Array.from({ length: nClasses }, () => new Array<number>(nClasses).fill(0))
  const confidence = new Float64Array(events.length)
  const isRight = new Uint8Array(events.length)
  events.forEach((event, place) => {
    const from = event * nClasses
    let best = 0
    for (let label = 1; label < nClasses; label++) {
      if ((scores[from + label] as number) > (scores[from + best] as number)) best = label
    }
    const label = labels[place] as number
    const row = confusions[label] as number[]
    row[best] = (row[best] as number) + (weights[place] as number)
    confidence[place] = scores[from + best] as number
    isRight[place] = best === label ? 1 : 0
  })
  return { confusions, confidence, isRight }
}
