import { openDataset } from '../data/openDataset.ts'
import { loadModel } from '../model/model.ts'
import { findModelFile } from '../model/modelFile.ts'
import { EVENTS_ASKED_TWICE, refuseTrainingMode } from '../model/trainingMode.ts'
import { scoreEvents } from '../scores/eventScores.ts'
import { feedEvents } from '../scores/feedEvents.ts'
import { summarizeModel } from '../scores/modelSummary.ts'
import { scoresTable } from '../scores/scoresTable.ts'
import type { ModelResult, ModelRun, Progress } from './modelResult.ts'
import type { InferenceSetup } from './prepareInference.ts'
import { findSlot } from './resultCache.ts'

/** Works out what comes of a model, here or in another process. */
export type ComputeModel = (run: ModelRun) => Promise<ModelResult>

/**
 * Runs one model over the data, or takes the result of an earlier time: results are kept in the
 * cache under the contents of the model and of the data, and the settings.
 *
 * @param compute Default: in this process
 * @throws {ReportError} naming the model or the data file and what is wrong with it
 */
export async function inferModel(
  setup: InferenceSetup,
  run: ModelRun,
  onProgress: (progress: Progress) => void = () => {},
  compute: ComputeModel = () => computeModel(setup, run, onProgress),
): Promise<ModelResult> {
  const slot = await findSlot(setup, run)
  const kept = await slot?.read({ withScores: setup.options.persistRawScores })
  if (kept) return kept
  const result = await compute(run)
  const notKept = await slot?.keep(result)
  return notKept === undefined ? result : { ...result, notKept }
}

/**
 * Runs one model over the data.
 *
 * @throws {ReportError} naming the model or the data file and what is wrong with it
 */
export async function computeModel(
  { data, options, nEvents, labels }: InferenceSetup,
  { runId, runDir }: ModelRun,
  onProgress: (progress: Progress) => void = () => {},
): Promise<ModelResult> {
  const modelFile = findModelFile(runDir, options.model)
  const dataset = await openDataset(data)
  try {
    const { nTokens, nGlobals } = dataset
    const { device, names } = options
    const model = await loadModel(modelFile, { nTokens, nGlobals, device, ...names })
    try {
      const [few] = feedEvents(dataset, EVENTS_ASKED_TWICE)
      if (few) await refuseTrainingMode(model.path, () => model.reconstruct(few.input))
      const total = nEvents * (1 + options.strategies.length)
      const scores = await scoreEvents(model, dataset, options, (done) =>
        onProgress({ runId, done, total }),
      )
      const { summary, curves } = summarizeModel(scores, dataset, options)
      return {
        summary: labels === undefined ? summary : { ...summary, labels },
        curves,
        scores: options.persistRawScores
          ? await scoresTable(scores, dataset.labels, nEvents)
          : undefined,
      }
    } finally {
      await model.close()
    }
  } finally {
    dataset.close()
  }
}
