import { refuseChanged, stateOfFiles } from '../data/fileStates.ts'
import { findModelFile } from '../model/modelFile.ts'
import { classify } from './classify.ts'
import type { InferenceSetup } from './inferenceSetup.ts'
import type { ModelKind, ModelResult, ModelRun, Progress } from './modelResult.ts'
import { reconstruct } from './reconstruct.ts'
import { findSlot } from './resultCache.ts'

/** Works out what comes of a model, here or in another process. */
export type ComputeModel<Kind extends ModelKind> = (run: ModelRun) => Promise<ModelResult<Kind>>

/**
 * Runs one model over the data, or takes the result of an earlier time: results are kept in the
 * cache under the contents of the model and of the data, and the settings.
 *
 * @param compute Default: in this process
 * @throws {ReportError} naming the model or the data file and what is wrong with it
 */
export async function inferModel<Kind extends ModelKind>(
  setup: InferenceSetup<Kind>,
  run: ModelRun,
  onProgress: (progress: Progress) => void = () => {},
  compute: ComputeModel<Kind> = () => computeModel(setup, run, onProgress),
): Promise<ModelResult<Kind>> {
  const model = stateOfFiles([findModelFile(run.runDir, setup.options.model)])
  const slot = await findSlot(setup, run)
  const kept = await slot?.read({ withScores: setup.options.persistRawScores })
  if (typeof kept === 'object') return kept
  const result = await compute(run)
  refuseChanged([...setup.files, ...model])
  const notKept = await slot?.keep(result)
  return {
    ...result,
    ...(kept === 'damaged' && { wasDamaged: true }),
    ...(notKept !== undefined && { notKept }),
  }
}

type Compute<Kind extends ModelKind> = (
  setup: InferenceSetup<Kind>,
  run: ModelRun,
  onProgress?: (progress: Progress) => void,
) => Promise<ModelResult<Kind>>

const COMPUTE: { readonly [Kind in ModelKind]: Compute<Kind> } = {
  reconstruction: reconstruct,
  classification: classify,
}

/**
 * Runs one model over the data.
 *
 * @throws {ReportError} naming the model or the data file and what is wrong with it
 */
export function computeModel<Kind extends ModelKind>(
  setup: InferenceSetup<Kind>,
  run: ModelRun,
  onProgress?: (progress: Progress) => void,
): Promise<ModelResult<Kind>> {
  return COMPUTE[setup.kind](setup, run, onProgress)
}
