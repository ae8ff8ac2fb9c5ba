import { join } from 'node:path'
import { writeAtomically } from '../../files/writeAtomically.ts'
import { findCorruption, isBuiltIn } from '../corruptions/corrupt.ts'
import { openDataset } from '../data/dataset.ts'
import { loadModel } from '../model/model.ts'
import { findModelFile } from '../model/modelFile.ts'
import { scoreEvents } from '../scores/eventScores.ts'
import { type ModelCurves, type ModelSummary, summarizeModel } from '../scores/modelSummary.ts'
import { scoresTable } from '../scores/scoresTable.ts'
import type { InferenceSetup } from './prepareInference.ts'
import { readCached, resultKey } from './resultCache.ts'

/** A run whose model is to be run. */
export interface ModelRun {
  runId: string
  runDir: string
}

/** What came of one model. */
export interface ModelResult {
  summary: ModelSummary
  curves: ModelCurves
  /** Per-event scores as a Parquet file, if `inference.persist_raw_scores`. */
  scores: Uint8Array | undefined
}

export interface Progress {
  runId: string
  /** Events done and to do, counted once for the baseline and once for each strategy. */
  done: number
  total: number
}

/**
 * Runs one model over the data, or takes the result of an earlier time: results are kept in the
 * cache under the model's bytes, the data file and the settings.
 *
 * @throws {ReportError} naming the model or the data file and what is wrong with it
 */
export async function inferModel(
  setup: InferenceSetup,
  { runId, runDir }: ModelRun,
  onProgress: (progress: Progress) => void = () => {},
): Promise<ModelResult> {
  const modelFile = findModelFile(runDir)
  const base = await cachePath(setup, modelFile)
  const kept = await readKept(base, setup)
  if (kept) return kept
  const result = await compute(setup, modelFile, runId, onProgress)
  if (base !== undefined) {
    const { scores, ...numbers } = result
    if (scores) await writeAtomically(`${base}.parquet`, scores)
    await writeAtomically(`${base}.json`, JSON.stringify(numbers))
  }
  return result
}

/** The result of an earlier time, if the cache has one for this very model, data and settings. */
export async function keptResult(
  setup: InferenceSetup,
  { runDir }: ModelRun,
): Promise<ModelResult | undefined> {
  return readKept(await cachePath(setup, findModelFile(runDir)), setup)
}

async function compute(
  { data, options, nEvents }: InferenceSetup,
  modelFile: string,
  runId: string,
  onProgress: (progress: Progress) => void,
): Promise<ModelResult> {
  const dataset = await openDataset(data)
  try {
    const { nTokens, nGlobals } = dataset
    const model = await loadModel(modelFile, { nTokens, nGlobals, device: options.device })
    try {
      const total = nEvents * (1 + options.strategies.length)
      const scores = await scoreEvents(model, dataset, options, (done) =>
        onProgress({ runId, done, total }),
      )
      return {
        ...summarizeModel(scores, dataset.labels, options),
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

/** Where a model's result is kept, without extension; undefined if none are. */
async function cachePath(setup: InferenceSetup, modelFile: string): Promise<string | undefined> {
  if (setup.cacheDir === undefined) return undefined
  return join(setup.cacheDir, 'inference', await resultKey(modelFile, settingsOf(setup)))
}

async function readKept(
  base: string | undefined,
  { options }: InferenceSetup,
): Promise<ModelResult | undefined> {
  if (base === undefined) return undefined
  const json = await readCached(`${base}.json`)
  const scores = options.persistRawScores ? await readCached(`${base}.parquet`) : undefined
  if (!json || (options.persistRawScores && !scores)) return undefined
  return { ...(JSON.parse(json.toString('utf8')) as Omit<ModelResult, 'scores'>), scores }
}

/** What results depend on besides the model: a corruption of the author's own by its source text. */
function settingsOf({ data, options, fingerprint }: InferenceSetup): unknown {
  const { workers, persistRawScores, autocast, ...relevant } = options
  const sources = options.strategies
    .filter(({ name }) => !isBuiltIn(name))
    .map(({ name }) => findCorruption(name).apply.toString())
  return [fingerprint, data, relevant, sources]
}
