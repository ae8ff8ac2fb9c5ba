import { ReportError } from '../../errors.ts'
import type { Dataset } from '../data/dataset.ts'
import type { RowsDataset } from '../data/rowsDataset.ts'
import type { Classifier } from '../model/classifier.ts'
import { feedEvents } from '../scores/feedEvents.ts'

/**
 * What a classifier gives for every event of a split: logits or scores, as its output is.
 *
 * @param onProgress told after each batch how many events are done
 * @returns [nEvents, nScores]; NaN for events that are not valid
 * @throws {ReportError} MODEL_OUTPUT_NOT_FINITE if no event has finite scores, `DATA_NOT_FINITE` if none
 *   is valid in the first place, and what the model and the dataset throw
 */
export async function classifyEvents(
  classifier: Classifier,
  events: Dataset | RowsDataset,
  batchSize: number,
  onProgress: (done: number) => void = () => {},
): Promise<Float64Array> {
  const { nScores } = classifier
  const outputs = new Float64Array(events.nEvents * nScores).fill(Number.NaN)
  let nValid = 0
  for (const { firstEvent, isValid, input } of feedEvents(events, batchSize)) {
    const found = await classifier.outputs(input)
    for (let i = 0; i < input.nEvents; i++) {
      if (!isValid[i]) continue
      nValid++
      outputs.set(found.subarray(i * nScores, (i + 1) * nScores), (firstEvent + i) * nScores)
    }
    onProgress(firstEvent + input.nEvents)
  }
  if (nValid === 0) {
    throw new ReportError(
      'DATA_NOT_FINITE',
      `Each of ${events.nEvents} events of ${events.where} holds a NaN or an infinity: there is nothing ` +
        'to run a model on.',
    )
  }
  if (!outputs.some((output) => !Number.isNaN(output))) {
    throw new ReportError(
      'MODEL_OUTPUT_NOT_FINITE',
      `Model ${classifier.path} gives NaN for each of ${nValid} valid events: its weights are probably ` +
        'not finite. Check whether the training diverged, and export it again.',
    )
  }
  return outputs
}
