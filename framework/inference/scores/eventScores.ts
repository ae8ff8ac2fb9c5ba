import { ReportError } from '../../errors.ts'
import type { Dataset } from '../data/dataset.ts'
import type { EventBatch } from '../data/eventBatch.ts'
import type { Model } from '../model/model.ts'
import type { ModelCodes } from '../model/sessionOutput.ts'
import { type CodebookUsage, CodeCounts } from './codebookUsage.ts'
import { type ForwardPassOptions, runForwardPass } from './forwardPass.ts'
import { eventError } from './reconstructionMetrics.ts'
import { TokenErrors, type TokenErrorsByType } from './tokenErrors.ts'

/** The errors of every event of the split; NaN for those not valid, or whose error is not finite. */
export interface EventScores {
  readonly mse: Float32Array
  readonly mae: Float32Array
}

/** The name of the events as they are, among those of the strategies. */
export const BASELINE = 'baseline'

/** What a model makes of a split. */
export interface ScoredSplit {
  /** By strategy label, `baseline` first. */
  readonly scores: Map<string, EventScores>
  /** Of the events as they are. */
  readonly tokenErrors: TokenErrorsByType
  /** Of the events as they are, by the output that gives the codes. */
  readonly codebooks: Readonly<Record<string, CodebookUsage>>
}

/**
 * Scores every event with a model: as it is, and through each strategy.
 *
 * @param onProgress told after each batch how many events are done, over all of these
 * @throws {ReportError} MODEL_OUTPUT_NOT_FINITE if no event has a finite error, `DATA_NOT_FINITE`
 *   if no event is valid in the first place, and what the model and the dataset throw
 */
export async function scoreEvents(
  model: Model,
  dataset: Dataset,
  options: ForwardPassOptions,
  onProgress: (done: number) => void = () => {},
): Promise<ScoredSplit> {
  const labels = [BASELINE, ...(options.strategies ?? []).map(({ label }) => label)]
  const scores = new Map(labels.map((label) => [label, createScores(dataset.nEvents)]))
  const tokens = new TokenErrors()
  const codebooks = new Map<string, CodeCounts>()
  let nValid = 0
  let done = 0
  for await (const { strategy, events, targets, predictions, codes } of runForwardPass(
    model,
    dataset,
    options,
  )) {
    const { mse, mae } = scores.get(strategy?.label ?? BASELINE) as EventScores
    for (let i = 0; i < events.nEvents; i++) {
      if (!events.isValid[i]) continue
      if (!strategy) nValid++
      const error = eventError(predictions, targets, events.ids, i, events.nTokens)
      if (!Number.isFinite(Math.fround(error.squared))) continue
      mse[events.firstEvent + i] = error.squared
      mae[events.firstEvent + i] = error.absolute
      if (!strategy) tokens.add(predictions, targets, events.ids, i, events.nTokens)
    }
    if (!strategy) for (const each of codes) countCodes(each, events, codebooks)
    done += events.nEvents
    onProgress(done)
  }
  refuseAllNaN(scores.get(BASELINE) as EventScores, nValid, model, dataset)
  return {
    scores,
    tokenErrors: tokens.summarize(),
    codebooks: Object.fromEntries(
      [...codebooks].flatMap(([name, counts]) => {
        const usage = counts.summarize()
        return usage === undefined ? [] : [[name, usage]]
      }),
    ),
  }
}

/** Codes of tokens count where the token is valid, those of events all. */
function countCodes(
  { name, indices, perEvent }: ModelCodes,
  { nEvents, nTokens, ids, isValid }: EventBatch,
  codebooks: Map<string, CodeCounts>,
): void {
  const counts = codebooks.get(name) ?? new CodeCounts()
  codebooks.set(name, counts)
  const perToken = perEvent % nTokens === 0 ? perEvent / nTokens : 0
  for (let event = 0; event < nEvents; event++) {
    if (!isValid[event]) continue
    for (let i = 0; i < perEvent; i++) {
      const token = event * nTokens + Math.floor(i / perToken)
      if (perToken > 0 && ids[token] === 0) continue
      counts.add(indices[event * perEvent + i] as number)
    }
  }
}

function createScores(nEvents: number): EventScores {
  return {
    mse: new Float32Array(nEvents).fill(Number.NaN),
    mae: new Float32Array(nEvents).fill(Number.NaN),
  }
}

function refuseAllNaN({ mse }: EventScores, nValid: number, model: Model, dataset: Dataset): void {
  if (nValid === 0) {
    throw new ReportError(
      'DATA_NOT_FINITE',
      `Each of ${dataset.nEvents} events of ${dataset.where} holds a NaN ` +
        'or an infinity: there is nothing to run a model on. Padding must be zeros.',
    )
  }
  if (mse.some(Number.isFinite)) return
  throw new ReportError(
    'MODEL_OUTPUT_NOT_FINITE',
    `Model ${model.path} gives NaN or infinity for each of ${nValid} valid events: its weights ` +
      'are probably not finite. Check whether the training diverged, and export it again.',
  )
}
