import type { ClassifierSummary } from '../../inference/classification/classifierNumbers.ts'
import { LOGITS_LIKE_PROBABILITIES } from '../../inference/classification/probabilities.ts'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { count } from '../../text/counts.ts'
import type { InferOutcome } from '../spec/inferHook.ts'

/** Models that a sentence lists. */
const MAX_LISTED = 10

/**
 * What casts doubt on the numbers of models, a sentence each: classes without events, missing labels, logits that
 * seem to be none, and invalid events. A sentence names the models that it is about, unless it is about all.
 */
export function modelNotes({ results }: InferOutcome<ModelResult<'classification'>>): string[] {
  const told = [...results].flatMap(([runId, { summary }]) =>
    doubtsOf(summary).map((sentence) => ({ runId, sentence })),
  )
  const ofEach = Array.from(
    groupBy(told, ({ sentence }) => sentence),
    ([sentence, about]) => {
      const runIds = about.map(({ runId }) => runId)
      return runIds.length === results.size ? sentence : `${modelsOf(runIds)}: ${sentence}`
    },
  )
  return [...ofEach, ...invalidForAll([...results.values()].map(({ summary }) => summary))]
}

/** Of events that are invalid for some models only, the notes on models that lack scores tell. */
function invalidForAll(summaries: readonly ClassifierSummary[]): string[] {
  const [first] = summaries
  const least = Math.min(...summaries.map(({ n_invalid }) => n_invalid))
  if (first === undefined || least === 0) return []
  return [
    `Of ${count(first.n_events, 'event')}, ${least} whose data or scores are not finite ${least === 1 ? 'is' : 'are'} left out.`,
  ]
}

function doubtsOf({ classes, n_events, n_unlabelled, notes }: ClassifierSummary): string[] {
  const absent = classes.flatMap((each) => (each.n === 0 ? [each.class] : []))
  const [ofClasses, have] = absent.length === 1 ? ['class', 'It has'] : ['classes', 'They have']
  return [
    ...notes.filter((note) => note === LOGITS_LIKE_PROBABILITIES),
    ...(absent.length > 0
      ? [
          `No event with a label and valid scores is of ${ofClasses} ${absent.join(', ')}. ${have} neither recall nor ` +
            "area; check that labels are the indices of classes in the order of the model's outputs.",
        ]
      : []),
    ...(n_unlabelled > 0
      ? [
          `Of ${count(n_events, 'event')}, ${n_unlabelled} without a label ${n_unlabelled === 1 ? 'is' : 'are'} left out.`,
        ]
      : []),
  ]
}

/** `Model 1`, or `Models 1, 2 and 30 more` */
function modelsOf(runIds: readonly string[]): string {
  const rest = runIds.length - MAX_LISTED
  const listed = runIds.slice(0, MAX_LISTED).join(', ')
  return `Model${runIds.length === 1 ? '' : 's'} ${listed}${rest > 0 ? ` and ${rest} more` : ''}`
}
