import { openDataset } from '../data/openDataset.ts'
import { loadModel } from '../model/model.ts'
import { findModelFile } from '../model/modelFile.ts'
import { EVENTS_ASKED_AGAIN, refuseChangingAnswers } from '../model/sameAnswers.ts'
import { scoreEvents } from '../scores/eventScores.ts'
import { feedEvents } from '../scores/feedEvents.ts'
import { summarizeModel } from '../scores/modelSummary.ts'
import { scoresTable } from '../scores/scoresTable.ts'
import type { InferenceSetup } from './inferenceSetup.ts'
import type { ModelResult, ModelRun, Progress } from './modelResult.ts'

/**
 * Runs one autoencoder over the data.
 *
 * @throws {ReportError} naming the model or the data file and what is wrong with it
 */
export async function reconstruct(
  { data, options, nEvents, labels }: InferenceSetup<'reconstruction'>,
  { runId, runDir }: ModelRun,
  onProgress: (progress: Progress) => void = () => {},
): Promise<ModelResult> {
  const modelFile = findModelFile(runDir, options.model)
  const dataset = await openDataset(data)
  try {
    const { nTokens, nGlobals } = dataset
    const { device, names } = options
    const { followExternal } = data
    const model = await loadModel(modelFile, {
      ...{ nTokens, nGlobals, device, followExternal },
      ...names,
    })
    try {
      const [few] = feedEvents(dataset, EVENTS_ASKED_AGAIN)
      if (few) {
        await refuseChangingAnswers(model.path, few.input, (input) => model.reconstruct(input))
      }
      const total = nEvents * (1 + options.strategies.length)
      const { scores, tokenErrors, codebooks } = await scoreEvents(
        model,
        dataset,
        { batchSize: options.batchSize, strategies: options.strategies, seed: options.seed },
        (done) => onProgress({ runId, done, total }),
      )
      const { summary, curves } = summarizeModel(scores, dataset, options)
      return {
        summary: {
          ...summary,
          ...(labels && { labels }),
          token_errors: tokenErrors,
          ...(Object.keys(codebooks).length > 0 && { codebooks }),
        },
        curves,
        scores: options.persistRawScores ? await scoresTable(scores, dataset) : undefined,
      }
    } finally {
      await model.close()
    }
  } finally {
    dataset.close()
  }
}
