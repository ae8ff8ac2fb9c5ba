import { countLacked } from '../../inference/classification/invalidEvents.ts'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import { count, countApart, leftOut } from '../../text/counts.ts'
import type { InferOutcome } from '../spec/inferHook.ts'

type Outcome = InferOutcome<ModelResult<'classification'>>

/** A model without valid scores for events that other models have scores for. */
export interface LackingModel {
  readonly run_id: string
  /** How many of such events there are. */
  readonly n_lacking: number
  readonly n_events: number
}

/** What was run, by whether it may be compared. */
export interface Comparability {
  /** The outcome without the models that lack scores: all others were measured on the same events. */
  readonly comparable: Outcome
  readonly lacking: readonly LackingModel[]
}

/**
 * Tells the models that can be compared from those that gave no valid scores for events which others have: their
 * numbers are those of fewer, maybe easier, events.
 */
export function comparability(outcome: Outcome): Comparability {
  const lacked = countLacked(
    new Map(
      Array.from(outcome.results, ([runId, { summary, curves }]) => [
        runId,
        { nEvents: summary.n_events, invalid: curves.invalidEvents },
      ]),
    ),
  )
  const nLacking = (runId: string) => lacked.get(runId) ?? 0
  const lacking = [...outcome.results].flatMap(
    ([
      run_id,
      {
        summary: { n_events },
      },
    ]) => (nLacking(run_id) > 0 ? [{ run_id, n_lacking: nLacking(run_id), n_events }] : []),
  )
  const results = new Map([...outcome.results].filter(([runId]) => nLacking(runId) === 0))
  return { comparable: { ...outcome, results }, lacking }
}

/** Why a model is not compared, in short. */
export function whyNotCompared({ n_lacking, n_events }: LackingModel): string {
  return `no valid scores for ${n_lacking} of ${count(n_events, 'event')} that other models have scores for`
}

/** Models that a sentence lists. */
const MAX_LISTED = 10

/** What the user should know of models that lack scores, as a sentence; none where no model does. */
export function lackingNotes(lacking: readonly LackingModel[]): string[] {
  const [first, ...others] = lacking
  if (first === undefined) return []
  const consequence =
    'Numbers of fewer, maybe easier, events cannot be compared: comparisons and figures are without'
  const advice = 'Check for NaN among the outputs.'
  if (others.length === 0) {
    return [`Model ${first.run_id} has ${whyNotCompared(first)}. ${consequence} it. ${advice}`]
  }
  const listed = lacking
    .slice(0, MAX_LISTED)
    .map(({ run_id, n_lacking, n_events }) => `${run_id} (${n_lacking} of ${n_events})`)
  const more = lacking.length - MAX_LISTED
  return [
    `${count(lacking.length, 'model')} have no valid scores for events that other models have scores for: ` +
      `${listed.join(', ')}${more > 0 ? ` and ${more} more` : ''}. ${consequence} them. ${advice}`,
  ]
}

/** What stands below a figure that models are left out of, or that has to take them as there are no others. */
export function lackingRemark(nLacking: number, areDrawn: boolean): string[] {
  const why = 'without valid scores for events that other models have scores for'
  if (!areDrawn) return leftOut(nLacking, 'model', why)
  return [`Not comparable: ${countApart(nLacking, 'model')}, each ${why}.`]
}
